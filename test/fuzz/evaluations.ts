// Compares what the interpreter computes of a lowered network with evaluations that know nothing of lowering: value by value with the naive one,
// in float32 by bits or units and in float64 by bounds, and the whole with the values one by one. Compiles nothing.

import { evaluateOp } from "../../src/network/evaluate/evaluate-network.ts";
import type { KnownArray } from "../../src/network/evaluate/evaluate-operation.ts";
import type { Network } from "../../src/network/network.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Values } from "../../src/program/scalar.ts";
import { UNITS } from "../network/agreement.ts";
import { naiveResult } from "../network/naive.ts";
import { sameBits } from "../standard/run-compiled.ts";
import { unitsApart } from "../standard/units-apart.ts";
import { boundsOf } from "./float64-bounds.ts";
import { CALLS, type Form, type Grown, type Lower } from "./forms.ts";

/** Those whose values are looked at one by one: one of each style of arguments. */
const EXAMINED = CALLS / 2;
const FLOAT32 = { unit: 2 ** -24, least: 2 ** -150 };
const FLOAT64 = { unit: 2 ** -53, least: 2 ** -1074 };

export interface Verdict {
  readonly faults: readonly string[];
  /** Results that were compared with float64, and those whose bounds were not known. */
  readonly bounded: number;
  readonly unbounded: number;
}

export function judged(grown: Grown, lower: Lower): Verdict {
  const faults: string[] = [];
  const [speed, ...others] = grown.forms;
  for (const form of others) {
    if ((form.name === "size" || form.name === "written out") && !areSame(form.expected, speed.expected)) {
      faults.push(`${form.name}: the interpreter gives other bits than of the form for speed`);
    } else if (form.name === "block" && !haveSameBeginning(form.expected, speed.expected)) {
      faults.push("block: the interpreter gives other bits than of single calls");
    }
  }
  const isUnchanged = printNetwork(grown.sameBits) === printNetwork(grown.passed);
  const exact = isUnchanged ? speed.expected : interpret(lower(grown.sameBits), speed.inputs, CALLS);
  let [bounded, unbounded] = [0, 0];
  for (let call = 0; call < EXAMINED; call++) {
    const inputs = speed.inputs.map((values) => numbersOf(values, call));
    const { values, problems } = valueByValue(grown.network, inputs);
    faults.push(...problems);
    grown.network.outputs.forEach(({ value }, output) => {
      if (!sameBits(values[value].data, numbersOf(exact[output], call))) faults.push(`y${output}: the whole gives other bits than its values one by one`);
    });
    if (!inputs.every((numbers) => numbers.every(Number.isFinite))) continue;
    const bounds = boundsOf(grown.network, inputs, isUnchanged ? FLOAT32 : { unit: 4 * FLOAT32.unit, least: FLOAT32.least }, (id) => (isUnchanged ? values[id].data : undefined));
    bounds.forEach(({ low, high }, output) => {
      numbersOf(speed.expected[output], call).forEach((y, i) => {
        if (!Number.isFinite(low[i]) || !Number.isFinite(high[i])) unbounded++;
        else bounded++;
        if (y < low[i] || y > high[i] || (Number.isNaN(y) && low[i] <= high[i])) faults.push(`y${output}: ${y} is not from ${low[i]} to ${high[i]}, where float64 has it`);
      });
    });
    faults.push(...others.flatMap((form) => farFromNetwork(form, grown.passed, inputs, call)));
  }
  return { faults: [...new Set(faults)], bounded, unbounded };
}

function numbersOf(values: Float32Array, call: number): Float32Array {
  const size = values.length / CALLS;
  return values.subarray(call * size, (call + 1) * size);
}

function areSame(one: readonly Float32Array[], other: readonly Float32Array[]): boolean {
  return one.every((values, position) => sameBits(values, other[position]));
}

/** As far as the shorter ones go. */
function haveSameBeginning(one: readonly Float32Array[], other: readonly Float32Array[]): boolean {
  return one.every((values, position) => {
    const length = Math.min(values.length, other[position].length);
    return sameBits(values.subarray(0, length), other[position].subarray(0, length));
  });
}

/** Every value of one call by its op alone, and where the naive evaluation of the same op and arguments gives another one. */
function valueByValue(network: Network, inputs: readonly Float32Array[]): { readonly values: readonly KnownArray[]; readonly problems: readonly string[] } {
  const values: KnownArray[] = [];
  const problems: string[] = [];
  for (const [id, value] of network.values.entries()) {
    if (value.kind === "input") values.push({ ...value, data: inputs[network.inputs.findIndex((input) => input.value === id)] });
    else if (value.kind === "state") values.push({ ...value, data: value.initial });
    else if (value.kind !== "operation") values.push(value);
    else {
      const args = value.arguments.map((argument) => values[argument]);
      const { data } = evaluateOp(value.op, args, value.attributes, value.origin);
      values.push({ scalar: value.scalar, shape: value.shape, data });
      const naive = naiveResult(network, value, args.map(({ shape, data: numbers }) => ({ shape, data: [...numbers] })), Math.fround);
      if (!isNear(data, naive.data, UNITS[value.op.name] ?? 0)) {
        problems.push(`%${id} ${value.op.name}: ${[...data].join(" ")} where the naive evaluation has ${naive.data.join(" ")} of ${args.map((one) => [...one.data].join(" ")).join(" and ")}`);
      }
    }
  }
  return { values, problems };
}

function isNear(computed: Values, naive: readonly number[], units: number): boolean {
  return units === 0 ? computed.length === naive.length && naive.every((value, i) => Object.is(value, computed[i])) : unitsApart(computed, naive) <= units;
}

/** Whether a table is no nearer to its network, in real arithmetic, than it says. */
function farFromNetwork({ name, near, expected }: Form, network: Network, inputs: readonly Float32Array[], call: number): readonly string[] {
  if (near === undefined || !(inputs[0][0] >= near.low && inputs[0][0] <= near.high)) return [];
  return boundsOf(network, inputs, FLOAT64, () => undefined).flatMap(({ low, high }, output) => {
    return [...numbersOf(expected[output], call)].flatMap((y, i) => {
      const isFar = y < low[i] - near.distance || y > high[i] + near.distance || (Number.isNaN(y) && low[i] <= high[i]);
      return isFar ? [`${name}: ${y} of ${inputs[0][0]} is further than ${near.distance} from the network's ${low[i]}`] : [];
    });
  });
}
