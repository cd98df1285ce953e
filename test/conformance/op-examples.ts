// Networks of the examples of ops, with inputs and with constants as arguments: what languages are tried on.

import { lower } from "../../src/codegen/lower/lower.ts";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { matmulAdd } from "../../src/network/ops/matmul-add.ts";
import { addConstant, divideBy } from "../../src/network/ops/with-constant.ts";
import { keepReachable } from "../../src/network/reachable.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { ORIGIN } from "../fixtures.ts";
import { argumentValues } from "../network/argument-values.ts";
import { asFloat, converted } from "../network/conversions.ts";

/** Those of the registry, and those that passes make. */
export const WALKED: readonly Op[] = [...OPS, matmulAdd, addConstant, divideBy];

/** One network of the examples of some ops side by side: one compilation for each toolchain, one output for each example. */
export function examplesOf(ops: readonly Op[]): { readonly network: Network; readonly labels: readonly string[] } {
  const random = new RandomGenerator(7);
  const builder = new NetworkBuilder();
  const outputs: ValueId[] = [];
  const labels: string[] = [];
  for (const op of ops) {
    op.examples.forEach(({ shapes, scalars, attributes = {} }, example) => {
      for (const constants of ["inputs", "constants"] as const) {
        if (constants === "constants" && shapes.length === 1) continue;
        const label = `${op.name}_${example}_${constants}`;
        const args = shapes.map((shape, position) => {
          const scalar = scalars?.[position] ?? "f32";
          if (constants === "inputs" || position === 0) {
            const given = builder.input(`${label}_x${position}`, shape, ORIGIN);
            return converted(builder, given, scalar, `${label}_c${position}`);
          }
          const name = `${label}_p${position}`;
          const values = argumentValues(scalar, elementCount(shape), random);
          return values instanceof Float32Array ? builder.parameter(name, shape, values, ORIGIN) : builder.constant(name, shape, scalar, values, ORIGIN);
        });
        outputs.push(asFloat(builder, builder.operation(op, args, attributes, label, ORIGIN), `${label}_f`));
        labels.push(label);
      }
    });
  }
  // What an op does not need of its arguments is not computed.
  return { network: keepReachable(expandComposites(builder.finish(outputs))).network, labels };
}

export function requestOfExamples(network: Network): EmitRequest {
  return { model: { network, record: undefined }, network, program: lower(network), name: "all_ops", version: "0.0.0", modelSha256: "", command: "" };
}
