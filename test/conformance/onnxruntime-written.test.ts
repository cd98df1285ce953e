// Every example of every op, written as an ONNX file, as onnxruntime-web computes it: the same bits, special values included; near
// them where onnxruntime adds in another order than nnc.

import * as onnxruntime from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { readModel } from "../../src/formats/index.ts";
import { writeOnnx } from "../../src/formats/onnx/write.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Shape } from "../../src/network/shape.ts";
import { elementCount } from "../../src/network/shape.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { FILE } from "../formats/onnx/models.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "error";

/**
 * Ops whose sums onnxruntime adds up in an order of its own: over axes that are not neighbours, of variances, and of products whose
 * matrix is no constant. It gives −0 for the sum of −0 alone where nothing is to be summed, nnc +0.
 */
const OTHER_ORDER = new Set(["gemm", "layer_normalization", "reduce_mean", "reduce_sum"]);
/** Results of numbers of [−1, 1) may part by so much: a few roundings. */
const NEAR = 1e-5;
const TURNS = 20;

interface Compared {
  readonly computed: Float32Array;
  readonly expected: Float32Array;
}

/** Runs a file of inputs x0, x1, … in both. */
async function comparing(bytes: Uint8Array, shapes: readonly Shape[]): Promise<(inputs: readonly Float32Array[]) => Promise<Compared>> {
  const session = await onnxruntime.InferenceSession.create(bytes);
  const program = lower(runPasses(readModel(bytes, FILE).network));
  return async (inputs) => {
    const feeds = Object.fromEntries(inputs.map((data, position) => [`x${position}`, new onnxruntime.Tensor("float32", data, shapes[position])]));
    const [{ data }] = Object.values(await session.run(feeds));
    if (!(data instanceof Float32Array)) throw new Error("the result is of float32");
    return { computed: interpret(program, inputs, 1)[0], expected: data };
  };
}

function special(count: number, random: RandomGenerator): Float32Array {
  return Float32Array.from({ length: count }, () => (random.uniform() < 0.5 ? random.normal() : SPECIAL_FLOAT32[random.nextUint32() % SPECIAL_FLOAT32.length]));
}

const EXAMPLES = OPS.flatMap((op) => op.examples.map(({ shapes, attributes = {} }, example) => ({ title: `${op.name}, example ${example}`, op, shapes, attributes })));
/** onnxruntime accepts the model and refuses the call. */
const REFUSED = "pad, example 2";

function written({ op, shapes, attributes }: Omit<(typeof EXAMPLES)[number], "title">): Uint8Array {
  const builder = new NetworkBuilder();
  const args = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN));
  return writeOnnx({ network: builder.finish([builder.operation(op, args, attributes, "y", ORIGIN)]), record: undefined }, "0.0.0");
}

describe("files that nnc writes, in onnxruntime-web", () => {
  test.each(EXAMPLES.filter(({ title }) => title !== REFUSED))("$title", async ({ op, shapes, attributes }) => {
    const run = await comparing(written({ op, shapes, attributes }), shapes);
    const random = new RandomGenerator(5);
    for (let turn = 0; turn < TURNS; turn++) {
      const { computed, expected } = await run(shapes.map((shape) => randomValues(elementCount(shape), random)));
      if (!OTHER_ORDER.has(op.name)) {
        expect([...computed]).toEqual([...expected]);
        const unusual = await run(shapes.map((shape) => special(elementCount(shape), random)));
        expect([...unusual.computed]).toEqual([...unusual.expected]);
      } else {
        expect(computed).toHaveLength(expected.length);
        computed.forEach((result, position) => expect(Math.abs(result - expected[position])).toBeLessThanOrEqual(NEAR));
      }
    }
  });

  test("only a padded scalar is more than onnxruntime computes", async () => {
    const [scalar] = EXAMPLES.filter(({ title }) => title === REFUSED);
    const run = await comparing(written(scalar), scalar.shapes);
    await expect(run([Float32Array.of(1)])).rejects.toThrow(/data_rank > 0/);
  });
});
