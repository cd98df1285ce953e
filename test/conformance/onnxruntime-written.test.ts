// Every example of every op, written as an ONNX file, as onnxruntime-web computes it: the same bits, special values included; near
// them where onnxruntime adds in another order than nnc.

import * as onnxruntime from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { readModel } from "../../src/formats/index.ts";
import { writeOnnx } from "../../src/formats/onnx/write.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { inferScalar } from "../../src/network/infer-scalar.ts";
import type { Network } from "../../src/network/network.ts";
import type { Shape } from "../../src/network/shape.ts";
import { elementCount } from "../../src/network/shape.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { SPECIAL_FLOAT32 } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { FILE } from "../formats/onnx/models.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";
import { usesKernel } from "../standard/uses-kernel.ts";

onnxruntime.env.wasm.numThreads = 1;
onnxruntime.env.logLevel = "error";

/**
 * Ops whose sums onnxruntime adds up in an order of its own: over axes that are not neighbours, of variances, of many squares, and of products whose
 * matrix is no constant. It gives −0 for the sum of −0 alone where nothing is to be summed, nnc +0.
 */
const OTHER_ORDER = new Set([
  "average_pool", "conv", "conv_transpose", "dft", "global_average_pool", "lp_pool", "mean_of", "resize", "softsign", "stft",
  "batch_normalization", "einsum", "gemm", "group_normalization", "instance_normalization", "layer_normalization", "reduce_mean", "reduce_sum",
  "reduce_sum_square", "running_mean", "running_variance",
]);
/** Results of numbers of [−1, 1) may part by so much: a few roundings. */
const NEAR = 1e-5;
/** ONNX has no operator for them or for what they are written as. */
const WITHOUT_OPERATOR = [
  "attention_scores", "batch_normalization_of_elements", "between_block_borders", "between_borders", "between_halves", "cast_to_sixteen_bits", "cell_block", "cell_border", "cell_entry", "cell_of", "cell_place", "clip_to", "contract",
  "convolve", "dynamic_scale", "element_after", "greatest", "group_normalization, example 1", "interleave",
  "layer_inverse_deviation", "linear_attention_state", "nan_outside", "quantized_away", "piecewise_linear", "segment_by_grid", "segment_by_search", "segment_line", "step_past", "window_", "with_sign", "within",
];
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

/** Of float32 alone. */
const EXAMPLES = OPS.flatMap((op) =>
  op.examples.flatMap(({ shapes, scalars, attributes = {} }, example) => {
    const complete = { ...op.attributes, ...attributes };
    const isOfFloats = scalars === undefined && inferScalar(op, shapes.map(() => "f32"), complete) === "f32";
    return isOfFloats ? [{ title: `${op.name}, example ${example}`, op, shapes, attributes }] : [];
  }),
).filter(({ title }) => !WITHOUT_OPERATOR.some((beginning) => title.startsWith(beginning)));
/** onnxruntime accepts the model and refuses the call. */
const REFUSED = "pad, example 9";
/**
 * What onnxruntime-web 1.30 refuses: operators and attributes of newer operator sets, training, past keys without present ones, remainders of floats
 * with the divisor's sign, recurrent nodes that do not say their size, reflections beyond the other edge, windows of an even size, images of
 * three axes, dilations of windows that find their padding themselves, cubic curves along the first axis of an image, spectra of one piece that is the
 * whole signal. What it computes wrongly: the inverse of half a spectrum that is not all used, and pieces of complex signals (numpy.fft says so).
 */
const BEYOND = [
  "attention, example 2", "attention, example 3", "average_pool, example 3", "batch_normalization_in_training", "causal_conv, ", "conv, example 5", "dft, example 4", "gru, example 3", "gru_hidden, example 3", "linear_attention", "local_response_normalization", "lp_pool, example 2", "modulo, example 3", "pad, example 4", REFUSED, "resize, example 4", "rms_normalization",
  "space_to_depth, example 2", "stft, example 2", "stft, example 3", "swiglu",
];
/**
 * Beside one bound it takes the largest finite number as the other one, and makes it of infinities; NaN has no order in TopK; the maximum of
 * windows with NaN is another one in onnxruntime-web than in onnxruntime; Relu in a recurrent node gives 0 for NaN.
 */
const OTHER_SPECIAL = new Set(["at_least", "at_most", "global_max_pool", "max_pool", "rnn", "rnn_hidden", "top_k"]);

function networkOf({ op, shapes, attributes }: Omit<(typeof EXAMPLES)[number], "title">): Network {
  const builder = new NetworkBuilder();
  const args = shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN));
  return builder.finish([builder.operation(op, args, attributes, "y", ORIGIN)]);
}

describe("files that nnc writes, in onnxruntime-web", () => {
  test.each(EXAMPLES.filter(({ title }) => !BEYOND.some((beginning) => title.startsWith(beginning))))("$title", async ({ op, shapes, attributes }) => {
    const network = networkOf({ op, shapes, attributes });
    const isNear = OTHER_ORDER.has(op.name) || usesKernel(network);
    const run = await comparing(writeOnnx({ network, record: undefined }, "0.0.0"), shapes);
    const random = new RandomGenerator(5);
    for (let turn = 0; turn < TURNS; turn++) {
      const { computed, expected } = await run(shapes.map((shape) => randomValues(elementCount(shape), random)));
      if (isNear) {
        expect(computed).toHaveLength(expected.length);
        const apart = computed.map((result, position) => Math.abs(result - expected[position]) / Math.max(1, Math.abs(expected[position])));
        const isRight = (one: number, position: number): boolean => one <= NEAR || Object.is(computed[position], expected[position]);
        expect([...apart].filter((one, position) => !isRight(one, position))).toEqual([]);
      } else {
        expect([...computed]).toEqual([...expected]);
        if (OTHER_SPECIAL.has(op.name)) continue;
        const unusual = await run(shapes.map((shape) => special(elementCount(shape), random)));
        expect([...unusual.computed]).toEqual([...unusual.expected]);
      }
    }
  });

  test("only a padded scalar is more than onnxruntime computes", async () => {
    const [scalar] = EXAMPLES.filter(({ title }) => title === REFUSED);
    const run = await comparing(writeOnnx({ network: networkOf(scalar), record: undefined }, "0.0.0"), scalar.shapes);
    await expect(run([Float32Array.of(1)])).rejects.toThrow(/data_rank > 0/);
  });
});
