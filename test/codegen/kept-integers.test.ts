// Weights that a file holds as integers and scales: the same bits however they are stored, and nothing of them in working memory.

import { describe, expect, test } from "vitest";
import { constantBytes } from "../../src/codegen/lower/kept-integers.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import type { Network } from "../../src/network/network.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { dequantizeLinear } from "../../src/network/ops/dequantize-linear.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { elementCount, type Shape } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { workingBytes } from "../../src/program/working-memory.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

interface Weights {
  readonly shape: Shape;
  readonly scalar: "i8" | "u8";
  /** Of the scale; [] of one for all. */
  readonly scales: Shape;
  readonly attributes: Attributes;
  readonly zero: number | undefined;
}

/** Integers of all 8 bits, and what they stand for by the text of ONNX. */
function dequantised({ shape, scalar, scales, attributes, zero }: Weights): { readonly integers: Int8Array | Uint8Array; readonly scale: Float32Array; readonly floats: Float32Array } {
  const random = new RandomGenerator(5);
  const numbers = Array.from({ length: elementCount(shape) }, () => Math.floor(256 * random.uniform()) - (scalar === "i8" ? 128 : 0));
  const scale = randomValues(elementCount(scales), random).map((one) => Math.fround(Math.abs(one) / 50 + 0.001));
  const axis = Number(attributes.axis ?? 1);
  const block = Number(attributes.block_size ?? 0);
  const inner = elementCount(shape.slice(axis + 1));
  const scaleAt = (place: number): number => {
    if (scales.length === 0) return scale[0];
    const along = Math.floor(place / inner) % shape[axis];
    if (block === 0) return scale[along];
    return scale[(Math.floor(place / (inner * shape[axis])) * scales[axis] + Math.floor(along / block)) * inner + (place % inner)];
  };
  const floats = Float32Array.from(numbers, (number, place) => (number - (zero ?? 0)) * scaleAt(place));
  return { integers: scalar === "i8" ? Int8Array.from(numbers) : Uint8Array.from(numbers), scale, floats };
}

interface Layer {
  readonly op: Op;
  readonly attributes: Attributes;
  readonly input: Shape;
  readonly weights: Weights;
}

/** The layer, its weights as floats or as the file has them. */
function layer({ op, attributes, input, weights }: Layer, asFloats: boolean): Network {
  const { integers, scale, floats } = dequantised(weights);
  const builder = new NetworkBuilder();
  const x = builder.input("x", input, ORIGIN);
  const whole = (name: string, shape: Shape, data: Int8Array | Uint8Array): ValueId => builder.constant(name, shape, weights.scalar, data, ORIGIN);
  const given = (): readonly ValueId[] => {
    const own = [whole("q", weights.shape, integers), builder.parameter("s", weights.scales, scale, ORIGIN)];
    if (weights.zero === undefined) return own;
    return [...own, whole("z", weights.scales, integers.slice(0, scale.length).fill(weights.zero))];
  };
  const w = asFloats ? builder.parameter("w", weights.shape, floats, ORIGIN) : builder.operation(dequantizeLinear, given(), weights.attributes, "w", ORIGIN);
  return runPasses(builder.finish([{ name: "y", value: builder.operation(op, [x, w], attributes, "y", ORIGIN) }]));
}

function results(program: Program, input: Shape): readonly number[] {
  const [y] = interpret(program, [randomValues(3 * elementCount(input), new RandomGenerator(9))], 3);
  return [...y];
}

const CASES: Readonly<Record<string, Layer & { readonly bytes: number }>> = {
  "a dense layer, a scale for each output": {
    op: gemm, attributes: { transposeB: 1 }, input: [1, 300], bytes: 4 * 300 + 4 * 4,
    weights: { shape: [4, 300], scalar: "i8", scales: [4], attributes: { axis: 0 }, zero: undefined },
  },
  "a matrix the other way round, a scale for each column": {
    op: matmul, attributes: {}, input: [2, 40], bytes: 40 * 6 + 6 * 4,
    weights: { shape: [40, 6], scalar: "i8", scales: [6], attributes: { axis: 1 }, zero: undefined },
  },
  "one scale, and a zero point in the middle": {
    op: matmul, attributes: {}, input: [1, 40], bytes: 40 * 6 + 4,
    weights: { shape: [40, 6], scalar: "u8", scales: [], attributes: {}, zero: 128 },
  },
  "a zero point elsewhere, which takes 16 bits": {
    op: matmul, attributes: {}, input: [1, 40], bytes: 2 * 40 * 6 + 4,
    weights: { shape: [40, 6], scalar: "u8", scales: [], attributes: {}, zero: 3 },
  },
  "kernels, a scale for each": {
    op: conv, attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }, input: [1, 3, 5, 6], bytes: 5 * 27 + 5 * 4,
    weights: { shape: [5, 3, 3, 3], scalar: "i8", scales: [5], attributes: { axis: 0 }, zero: undefined },
  },
  "scales of blocks, which stay floats": {
    op: matmul, attributes: {}, input: [1, 40], bytes: 4 * 40 * 6,
    weights: { shape: [40, 6], scalar: "i8", scales: [5, 6], attributes: { axis: 0, block_size: 8 }, zero: 1 },
  },
};

describe.each(Object.entries(CASES))("%s", (_, one) => {
  const [asFloats, asIntegers] = [layer(one, true), layer(one, false)];

  test("have the bits of floats that are rounded once", () => {
    const expected = results(lower(asFloats, LAYOUTS.speed), one.input);
    for (const layout of [LAYOUTS.speed, LAYOUTS.vectors, LAYOUTS.size]) expect(results(lower(asIntegers, layout), one.input)).toEqual(expected);
  });

  test("take so many bytes of a small source, and no working memory", () => {
    const program = lower(asIntegers, LAYOUTS.size);
    const tables = program.buffers.flatMap((buffer) => (buffer.role === "table" ? [buffer.values.byteLength] : []));
    expect(tables.reduce((sum, bytes) => sum + bytes, 0)).toBe(one.bytes);
    expect(constantBytes(asIntegers, LAYOUTS.size)).toBe(one.bytes);
    expect(constantBytes(asIntegers, LAYOUTS.speed)).toBe(4 * elementCount(one.weights.shape));
    expect(workingBytes(program)).toBe(workingBytes(lower(asFloats, LAYOUTS.size)));
  });
});
