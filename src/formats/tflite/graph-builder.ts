// Builds a Network from the operators of a TensorFlow Lite model, which stand in an order in which they can be computed. Reads no byte.

import { NetworkBuilder } from "../../network/network-builder.ts";
import type { CarriedState, Named, Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import type { Origin } from "../../network/origin.ts";
import { elementCount, showShape, type Shape } from "../../network/shape.ts";
import { sameShape } from "../../network/broadcast.ts";
import { SCALARS } from "../../program/scalar.ts";
import { quoted, refused, type Fail } from "../refuse.ts";
import { Application, type Given } from "./application.ts";
import { elementTypeOf } from "./element-types.ts";
import { customProblem } from "./custom-operators.ts";
import { knownTensor, unsupportedType } from "./known-tensor.ts";
import type { LiteModel, LiteOperator, LitePort, LiteTensor } from "./lite-model.ts";
import { isCustom, nameOfOperator } from "./operator-names.ts";
import { operationNamed } from "./operators/index.ts";
import type { Operation } from "./operators/operation.ts";
import { quantisationOf } from "./quantisation.ts";
import { refuseOperators } from "./refuse-operators.ts";
import { Unsupported, Values, type Operand } from "./values.ts";

/** Elements of an array that is kept from call to call. */
const MOST_KEPT = 2 ** 22;
/** Of an input that is left out. */
const NONE = -1;

export class GraphBuilder {
  private readonly model: LiteModel;
  private readonly file: string;
  private readonly values = new Values(new NetworkBuilder());
  /** By the numbers of tensors. */
  private readonly operands = new Map<number, Operand>();
  /** What calls leave for the next ones, as values of the network, by the numbers of tensors. */
  private readonly states = new Map<number, ValueId>();
  /** What is wrong with operators, by their places in the order. */
  private readonly problems = new Map<number, string>();

  constructor(model: LiteModel, file: string) {
    this.model = model;
    this.file = file;
  }

  /** @throws DiagnosticError naming every operator that cannot be computed, or the first array or shape that is wrong. */
  build(): Network {
    const { inputs, operators, outputs } = this.model;
    const needed = neededBy(this.model);
    const failed = new Set<number>();
    try {
      for (const port of inputs) this.input(port);
      for (const [place, operator] of operators.entries()) {
        if (!needed.has(place)) continue;
        const operation = this.operationOf(operator, place);
        const isComputed = operation !== undefined && operator.inputs.every((tensor) => !failed.has(tensor)) && this.operator(operator, place, operation);
        if (!isComputed) operator.outputs.forEach((tensor) => failed.add(tensor));
      }
    } finally {
      // What is not supported is said first: other errors may follow from it.
      refuseOperators(this.problems, ({ place }) => placeOf(operators[place], place), this.file);
    }
    return this.values.builder.finish(outputs.map((port) => this.output(port)), this.carried());
  }

  private input({ name, tensor: number }: LitePort): void {
    const tensor = this.model.tensors[number];
    const fail = this.failAt(`input ${quoted(name)}`);
    const type = elementTypeOf(tensor.type);
    if (type === undefined) throw unsupportedType(tensor.type, fail);
    const origin = { file: this.file, place: `input ${quoted(name)}` };
    this.operands.set(number, { kind: "computed", id: this.values.builder.input(name, shapeOfInput(tensor, fail), origin, type.scalar) });
  }

  /** Undefined where it is not read, which is said of every such operator, whatever comes before it. */
  private operationOf(operator: LiteOperator, place: number): Operation | undefined {
    const name = nameOfOperator(operator);
    const operation = isCustom(operator.code) ? undefined : operationNamed(name);
    if (operation === undefined) this.problems.set(place, isCustom(operator.code) ? customProblem(name) : "the operator is not supported");
    return operation;
  }

  /** Whether it could be computed. */
  private operator(operator: LiteOperator, place: number, operation: Operation): boolean {
    try {
      const outputs = operator.outputs.map((number) => this.model.tensors[number]);
      const origin = { file: this.file, place: placeOf(operator, place) };
      const given = operator.inputs.map((number) => (number === NONE ? undefined : this.given(number, origin)));
      const label = { name: outputs.at(0)?.name ?? nameOfOperator(operator), origin };
      const application = new Application(this.values, { label, options: operator.options, given, outputs });
      const results = operation(application);
      this.keep(operator, application);
      operator.outputs.forEach((number, position) => {
        const result = results.at(position);
        if (result === undefined) throw new Unsupported(`it has ${operator.outputs.length} outputs, of which ${results.length} are supported`);
        this.operands.set(number, result);
      });
      return true;
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      this.problems.set(place, error.message);
      return false;
    }
  }

  private given(number: number, user: Origin): Given {
    const tensor = this.model.tensors[number];
    const operand = this.operands.get(number) ?? (tensor.isVariable ? this.state(number, tensor) : this.constant(number, tensor));
    if (operand !== undefined) return { operand, tensor };
    throw refused(this.file, { place: user.place, message: `it needs ${quoted(tensor.name)}, which nothing before it computes` });
  }

  /** It begins as what stands for 0. */
  private state(number: number, tensor: LiteTensor): Operand {
    const { name, shape } = tensor;
    const place = `tensor ${quoted(name)}`;
    const type = elementTypeOf(tensor.type);
    if (type === undefined) throw unsupportedType(tensor.type, this.failAt(place));
    if (!shape.every((extent) => extent > 0) || elementCount(shape) > MOST_KEPT) {
      throw this.failAt(place)({ kind: "unsupported", message: `an array of the shape ${showShape(shape)} is kept from call to call`, hint: "use a smaller model" });
    }
    const [zero] = type.scalar === "f32" || tensor.quantisation === undefined ? [0] : quantisationOf(tensor).zeroPoints;
    const initial = SCALARS[type.scalar].newValues(elementCount(shape)).fill(zero);
    const id = this.values.builder.state(name, shape, type.scalar, initial, { file: this.file, place });
    const operand: Operand = { kind: "computed", id };
    this.states.set(number, id);
    this.operands.set(number, operand);
    return operand;
  }

  /** Tensors that are kept from call to call are what the operator leaves in them. @throws Unsupported where it leaves nothing. */
  private keep({ inputs }: LiteOperator, { held }: Application): void {
    for (const [position, number] of inputs.entries()) {
      if (number === NONE || !this.model.tensors[number].isVariable) continue;
      const next = held.get(position);
      if (next === undefined) throw new Unsupported(`its input ${quoted(this.model.tensors[number].name)} is kept from call to call`);
      this.operands.set(number, next);
    }
  }

  private carried(): readonly CarriedState[] {
    return [...this.states].flatMap(([number, state]) => {
      const next = this.operands.get(number);
      return next === undefined ? [] : [{ state, next: this.values.idOf(next) }];
    });
  }

  private constant(number: number, tensor: LiteTensor): Operand | undefined {
    if (tensor.bytes === undefined && elementCount(tensor.shape) > 0) return undefined;
    const place = `tensor ${quoted(tensor.name)}`;
    const operand: Operand = { kind: "known", name: tensor.name, array: knownTensor(tensor, this.failAt(place)), origin: { file: this.file, place } };
    this.operands.set(number, operand);
    return operand;
  }

  private output({ name, tensor: number }: LitePort): Named {
    const tensor = this.model.tensors[number];
    const { operand } = this.given(number, { file: this.file, place: `output ${quoted(name)}` });
    const shape = this.values.shapeOf(operand);
    const declared = tensor.shape.map((extent, axis) => (tensor.signature.at(axis) === -1 ? shape.at(axis) ?? 1 : extent));
    if (!sameShape(declared, shape)) {
      throw this.failAt(`output ${quoted(name)}`)({ message: `an output is declared as ${showShape(declared)} but computed as ${showShape(shape)}` });
    }
    return { name, value: this.values.idOf(operand) };
  }

  private failAt(place: string): Fail {
    return (refusal) => refused(this.file, { place, ...refusal });
  }
}

/** The batch counts as 1 where it is open. @throws what `fail` makes where another axis is. */
function shapeOfInput({ shape, signature }: LiteTensor, fail: Fail): Shape {
  const open = signature.findIndex((extent, axis) => extent === -1 && axis > 0);
  if (open >= 0) {
    throw fail({
      kind: "unsupported",
      message: `axis ${open} has no fixed size`,
      hint: "convert the model with fixed sizes; only the first axis, the batch, may be open, and counts as 1",
    });
  }
  return signature.at(0) === -1 ? shape.with(0, 1) : shape;
}

/** The places of the operators on which outputs depend. */
function neededBy({ operators, outputs }: LiteModel): ReadonlySet<number> {
  const tensors = new Set(outputs.map(({ tensor }) => tensor));
  const needed = new Set<number>();
  for (const [place, operator] of [...operators.entries()].reverse()) {
    if (!operator.outputs.some((number) => tensors.has(number))) continue;
    needed.add(place);
    operator.inputs.forEach((number) => tensors.add(number));
  }
  return needed;
}

function placeOf(operator: LiteOperator, place: number): string {
  return `operator ${place} (${nameOfOperator(operator)})`;
}
