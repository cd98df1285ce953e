// Checks that a network is one: what passes between them promise each other. Does not look at the numbers of parameters, which the
// builder has checked and nobody may change.

import { sameShape } from "./broadcast.ts";
import type { Named, Network, OperationValue, Value } from "./network.ts";
import { inferScalar } from "./infer-scalar.ts";
import type { ValueId } from "./op.ts";
import { elementCount } from "./shape.ts";
import { mostArguments } from "./op.ts";

/**
 * @param maker what made the network, for the message.
 * @throws RangeError naming the first value that breaks a rule: arguments come before what is made of them, shapes are those
 * the ops infer, constants have as many numbers as their shapes say, all attributes of an op are given and no others, inputs and
 * outputs are values of the network, the inputs all of its inputs in their order, and every state is carried on, once, by a value like it.
 */
export function checkNetwork(network: Network, maker: string): void {
  network.values.forEach((value, id) => {
    const problem = problemOf(network, value, id);
    if (problem !== undefined) throw new RangeError(`${maker} made no network: %${id} ${value.name}: ${problem}`);
  });
  const inputs = network.values.flatMap(({ kind, name }, value): Named[] => (kind === "input" ? [{ name, value }] : []));
  const areInputs = inputs.length === network.inputs.length && inputs.every(({ name, value }, position) => isSame(network.inputs[position], name, value));
  if (!areInputs) throw new RangeError(`${maker} made no network: its inputs are not the input values in their order`);
  const output = network.outputs.find(({ value }) => !(value in network.values));
  if (output !== undefined) throw new RangeError(`${maker} made no network: its output ${output.name} is %${output.value}, which does not exist`);
  const states = network.values.flatMap(({ kind }, id) => (kind === "state" ? [id] : []));
  const isCarried = (state: ValueId, place: number): boolean => network.carried[place].state === state && isLike(network, state, network.carried[place].next);
  const areCarried = states.length === network.carried.length && states.every(isCarried);
  if (!areCarried) throw new RangeError(`${maker} made no network: its states are not carried on as they are`);
}

function isLike({ values }: Network, state: ValueId, next: ValueId): boolean {
  return next in values && sameShape(values[state].shape, values[next].shape) && values[state].scalar === values[next].scalar;
}

function isSame(input: Named, name: string, value: ValueId): boolean {
  return input.name === name && input.value === value;
}

function problemOf(network: Network, value: Value, id: ValueId): string | undefined {
  if (value.shape.some((extent) => !Number.isSafeInteger(extent) || extent < 1)) return `its shape is [${value.shape.join(", ")}]`;
  switch (value.kind) {
    case "input":
      return undefined;
    case "state": {
      const count = elementCount(value.shape);
      return value.initial.length === count ? undefined : `it begins with ${value.initial.length} numbers, its shape asks for ${count}`;
    }
    case "parameter":
    case "constant": {
      const count = elementCount(value.shape);
      return value.data.length === count ? undefined : `it holds ${value.data.length} numbers, its shape asks for ${count}`;
    }
    case "operation":
      return problemOfOperation(network, value, id);
  }
}

function problemOfOperation(network: Network, { op, arguments: args, attributes, shape, scalar }: OperationValue, id: ValueId): string | undefined {
  const later = args.find((argument) => !(argument >= 0 && argument < id));
  if (later !== undefined) return `its argument %${later} does not come before it`;
  if (args.length < op.required || args.length > mostArguments(op)) return `${op.name} does not take ${args.length} arguments`;
  const [given, known] = [attributes, op.attributes].map((one) => Object.keys(one).toSorted().join(", "));
  if (given !== known) return `its attributes are [${given}], those of ${op.name} are [${known}]`;
  if (op.computation.kind === "scan") checkNetwork(op.computation.scanning.step, `the step of ${op.name}`);
  const inferred = op.inferShape(args.map((argument) => network.values[argument].shape), attributes);
  if ("problem" in inferred) return `${op.name} cannot be applied: ${inferred.problem}`;
  if (!sameShape(inferred, shape)) return `its shape is [${shape.join(", ")}], ${op.name} gives [${inferred.join(", ")}]`;
  const inferredScalar = inferScalar(op, args.map((argument) => network.values[argument].scalar), attributes);
  if (typeof inferredScalar === "object") return `${op.name} cannot be applied: ${inferredScalar.problem}`;
  return inferredScalar === scalar ? undefined : `its elements are of ${scalar}, ${op.name} gives ${inferredScalar}`;
}
