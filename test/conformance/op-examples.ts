// The examples of ops, with inputs and with constants as arguments, as functions of one unit: what languages are tried on.

import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op } from "../../src/network/op.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { matmulAdd } from "../../src/network/ops/matmul-add.ts";
import { addConstant, divideBy } from "../../src/network/ops/with-constant.ts";
import { keepReachable } from "../../src/network/reachable.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import { callingConvention, type Argument, type FunctionId, type Program } from "../../src/program/program.ts";
import type { Unit, UnitFunction } from "../../src/program/unit.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { unusualPoints, type Points } from "../../src/verify/points.ts";
import { ORIGIN } from "../fixtures.ts";
import { argumentValues } from "../network/argument-values.ts";
import { asFloat, converted } from "../network/conversions.ts";

/** Those of the registry, and those that passes make. */
export const WALKED: readonly Op[] = [...OPS, matmulAdd, addConstant, divideBy];

/** An example of an op as a network, of one result. */
interface Example {
  readonly label: string;
  readonly network: Network;
}

/** What arguments are but the first one. */
export type Arguments = "inputs" | "constants";

function examplesOf(op: Op, kinds: readonly Arguments[]): readonly Example[] {
  const random = new RandomGenerator(7);
  return op.examples.flatMap(({ shapes, scalars, attributes = {} }, example) =>
    kinds.flatMap((constants) => {
      if (constants === "constants" && shapes.length === 1) return [];
      const builder = new NetworkBuilder();
      const label = `${op.name}_${example}_${constants}`;
      const args = shapes.map((shape, position) => {
        const scalar = scalars?.[position] ?? "f32";
        if (constants === "inputs" || position === 0) return converted(builder, builder.input(`x${position}`, shape, ORIGIN), scalar, `c${position}`);
        const name = `p${position}`;
        const values = argumentValues(scalar, elementCount(shape), random);
        return values instanceof Float32Array ? builder.parameter(name, shape, values, ORIGIN) : builder.constant(name, shape, scalar, values, ORIGIN);
      });
      const result = asFloat(builder, builder.operation(op, args, attributes, "y", ORIGIN), "y_float");
      // What an op does not need of its arguments is not computed.
      return [{ label, network: keepReachable(expandComposites(builder.finish([result]))).network }];
    }),
  );
}

/** Functions of all examples, and a last one, of two arrays, that calls them: one compilation for each toolchain, in which no function is long. */
export interface OpsTogether {
  readonly unit: Unit;
  readonly last: FunctionId;
  /** Which example an element of the result is of. */
  readonly owners: readonly string[];
  /** So many arguments that are unusual for every example, and what the results are, by nnc's own evaluation. */
  readonly tried: (count: number) => { readonly points: Points; readonly expected: Float32Array };
}

export function opsTogether(ops: readonly Op[], kinds: readonly Arguments[] = ["inputs", "constants"]): OpsTogether {
  const parts = ops.flatMap((op) => examplesOf(op, kinds)).map(({ label, network }) => ({ name: label, program: lower(network) }));
  const caller = callerOf(parts.map(({ program }) => program));
  const functions = [...parts, { name: "all_ops", program: caller }].map(({ name, program }): UnitFunction => ({ name, program, exported: true }));
  const unit: Unit = { name: "all_ops", functions };
  const last = parts.length;
  const owners = parts.flatMap(({ name, program }) => new Array<string>(sizeOf(program, "outputs")).fill(name));
  return { unit, last, owners, tried: (count) => triedAt(parts.map(({ program }) => program), count) };
}

/** Gives each function the next elements of an array, and puts what it gives into the next of another one. */
function callerOf(programs: readonly Program[]): Program {
  const builder = new ProgramBuilder();
  const [given, filled] = programs.reduce(([inputs, outputs], program) => [inputs + sizeOf(program, "inputs"), outputs + sizeOf(program, "outputs")], [0, 0]);
  const x = builder.buffer({ role: "input", name: "x", scalar: "f32", size: given });
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: filled });
  let [read, written] = [0, 0];
  programs.forEach((program, id) => {
    const { inputs, outputs } = callingConvention(program);
    const passed = inputs.map(({ buffer: { size }, passing }): Argument => {
      const start = e.constantIndex(read);
      read += size;
      return passing === "scalar" ? { kind: "value", value: e.load(x, start) } : { kind: "region", buffer: x, start };
    });
    const [{ buffer: { size }, passing }] = outputs;
    const place = e.constantIndex(written);
    written += size;
    const returned = builder.call({ id, program }, passing === "returned" ? passed : [...passed, { kind: "region", buffer: y, start: place }]);
    if (returned !== undefined) builder.store(y, place, returned);
  });
  return builder.finish();
}

/** Arguments of each program, and its results, beside those of the others. */
function triedAt(programs: readonly Program[], count: number): { readonly points: Points; readonly expected: Float32Array } {
  const calls = programs.map((program) => {
    const points = unusualPoints(sizeOf(program, "inputs"), count);
    return { points, results: evaluate(program, points) };
  });
  const width = calls.reduce((sum, { points }) => sum + points.width, 0);
  const values = besideEachOther(calls.map(({ points }) => points.values), count);
  return { points: { width, count, values }, expected: besideEachOther(calls.map(({ results }) => results), count) };
}

/** Rows of several arrays as rows of one. */
function besideEachOther(arrays: readonly Float32Array[], rows: number): Float32Array {
  const width = arrays.reduce((sum, { length }) => sum + length, 0) / rows;
  const all = new Float32Array(rows * width);
  let first = 0;
  for (const array of arrays) {
    const own = array.length / rows;
    for (let row = 0; row < rows; row++) all.set(array.subarray(row * own, (row + 1) * own), row * width + first);
    first += own;
  }
  return all;
}

function sizeOf(program: Program, side: "inputs" | "outputs"): number {
  return callingConvention(program)[side].reduce((sum, { buffer: { size } }) => sum + size, 0);
}

/** The examples whose results differ from those of nnc; where there are more or fewer results than there should be, that. */
export function differingExamples({ owners }: OpsTogether, expected: Float32Array, computed: Float32Array): readonly string[] {
  if (computed.length !== expected.length) return [`${computed.length} results instead of ${expected.length}`];
  const wrong = new Set<string>();
  expected.forEach((value, place) => {
    if (!Object.is(value, computed[place])) wrong.add(owners[place % owners.length]);
  });
  return [...wrong];
}
