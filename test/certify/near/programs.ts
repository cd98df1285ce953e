// Programs of ops that compute one number of one other.

import { lower } from "../../../src/codegen/lower/lower.ts";
import type { Attributes } from "../../../src/network/attributes.ts";
import type { Op } from "../../../src/network/op.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { runPasses } from "../../../src/passes/index.ts";
import type { Program } from "../../../src/program/program.ts";
import { layeredNetwork, ORIGIN } from "../../fixtures.ts";

export function opNamed(name: string): Op {
  const op = OPS.find((one) => one.name === name);
  if (op === undefined) throw new Error(`no op ${name}`);
  return op;
}

/** Of a layer of one sum. */
export function programOfActivation(name: string, attributes: Attributes = {}): Program {
  const values = (count: number): Float32Array => new Float32Array(count).fill(0.75);
  const network = layeredNetwork([1, 1], { weights: values, biases: values, after: (builder, sum) => builder.operation(opNamed(name), [sum], attributes, "y", ORIGIN) });
  return lower(runPasses(network));
}

/** Elementwise activations of float32 that the registry has. */
export const ACTIVATIONS: readonly string[] = OPS.filter(
  ({ parameters, computation, inferScalar, onnx }) =>
    parameters.length === 1 && computation.kind === "pointwise" && computation.derivatives !== undefined && inferScalar === undefined && onnx !== undefined,
).map(({ name }) => name);
