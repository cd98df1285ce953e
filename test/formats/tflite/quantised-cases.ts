// A model or more of every operator on quantised arrays. What TensorFlow Lite for Microcontrollers computes of them stands in recorded.json, of those of
// uint8, which it has not, what LiteRT does.

import type { ElementName, WrittenTensor } from "./lite-file.ts";
import { byte, float, integer, list, single, type Case } from "./single-operator.ts";

const [SAME, VALID] = [0, 1];
const [RELU, RELU6] = [1, 3];

/** An array of int8 that stands for reals. */
function quantised(shape: readonly number[], scale: number, zeroPoint: number, type: ElementName = "int8"): WrittenTensor {
  return { shape, type, scales: [scale], zeroPoints: [zeroPoint] };
}

/** Constants of int8, with one scale or one for each index of an axis. */
function weights(shape: readonly number[], scales: readonly number[], axis = 0): WrittenTensor {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return { shape, type: "int8", data: Array.from({ length: count }, (_, place) => ((place * 89) % 255) - 127), scales, zeroPoints: scales.map(() => 0), axis };
}

/** Of the scales of x and of the weights. */
function bias(scale: number, scales: readonly number[], ...data: readonly number[]): WrittenTensor {
  return { shape: [data.length], type: "int32", data, scales: scales.map((one) => scale * one), zeroPoints: scales.map(() => 0) };
}

const EVERY_INT8 = Array.from({ length: 256 }, (_, place) => place - 128);

/** A model of one argument, of which every number is tried. */
function table(name: string, type: string, from: readonly [scale: number, zero: number], to: readonly [scale: number, zero: number], options?: Parameters<typeof single>[4]): Case {
  return { ...single(name, type, [quantised([1, 256], ...from)], [quantised([1, 256], ...to)], options), inputs: [EVERY_INT8] };
}

function pair(name: string, type: string, options: Parameters<typeof single>[4] = [byte(0, 0)], second: readonly number[] = [3]): Case {
  return single(name, type, [quantised([2, 3], 0.043, 11), quantised(second, 0.0171, -37)], [quantised([2, 3], 0.061, -5)], options);
}

const [SCALES, THREE] = [[0.0151], [0.0102, 0.0201, 0.0007]];
const convolution = (padding: number, stride: number, activation: number) => [byte(0, padding), integer(1, stride), integer(2, stride), byte(3, activation)];
const pool = (padding: number, stride: number) => [byte(0, padding), integer(1, stride), integer(2, stride), integer(3, 2), integer(4, 3), byte(5, 0)];
const x = (...shape: readonly number[]) => quantised(shape, 0.0235, -13);

const SUMS: readonly Case[] = [
  single("int8 convolution", "CONV_2D", [x(1, 4, 5, 2), weights([3, 3, 2, 2], THREE), bias(0.0235, THREE, 100, -1500, 30)], [quantised([1, 2, 4, 3], 0.05, 9)], convolution(VALID, 1, 0)),
  single("int8 convolution, same, strides 2, relu6", "CONV_2D", [x(1, 5, 4, 2), weights([3, 3, 3, 2], THREE), bias(0.0235, THREE, 1, 2, 3)], [quantised([1, 3, 2, 3], 0.0236, -128)], convolution(SAME, 2, RELU6)),
  single("int8 convolution of one scale", "CONV_2D", [x(1, 3, 3, 2), weights([2, 1, 1, 2], SCALES), bias(0.0235, SCALES, -77, 41)], [quantised([1, 3, 3, 2], 0.031, 3)], convolution(VALID, 1, RELU)),
  single("int8 depthwise convolution", "DEPTHWISE_CONV_2D", [x(1, 4, 4, 3), weights([1, 3, 3, 3], THREE, 3), bias(0.0235, THREE, 5, 6, -7)], [quantised([1, 4, 4, 3], 0.04, -20)], [byte(0, SAME), integer(1, 1), integer(2, 1), integer(3, 1), byte(4, RELU)]),
  single("int8 dense layer", "FULLY_CONNECTED", [x(1, 9), weights([3, 9], SCALES), bias(0.0235, SCALES, 1000, -2000, 0)], [quantised([1, 3], 0.11, -6)], [byte(0, RELU)]),
  single("int8 dense layer without bias", "FULLY_CONNECTED", [x(2, 3), weights([2, 3], SCALES), undefined], [quantised([2, 2], 0.02, 0)], [byte(0, 0)]),
  { ...single("uint8 dense layer", "FULLY_CONNECTED", [quantised([1, 4], 0.0235, 120, "uint8"), { ...weights([3, 4], SCALES), type: "uint8", zeroPoints: [131], data: [0, 255, 131, 7, 200, 90, 45, 133, 250, 3, 80, 140] }, bias(0.0235, SCALES, 100, -200, 0)], [quantised([1, 3], 0.05, 99, "uint8")], [byte(0, 0)]), runtime: "LiteRT" },
];

const PAIRS: readonly Case[] = [
  pair("int8 add", "ADD"),
  pair("int8 add with relu", "ADD", [byte(0, RELU)], [2, 3]),
  pair("int8 sub", "SUB"),
  pair("int8 mul", "MUL"),
  ...["MAXIMUM", "MINIMUM"].map((type) => single(`int8 ${type.toLowerCase()}`, type, [x(2, 3), x(2, 3)], [x(2, 3)])),
];

const WINDOWS_AND_AXES: readonly Case[] = [
  single("int8 average pooling", "AVERAGE_POOL_2D", [x(1, 4, 5, 2)], [x(1, 2, 3, 2)], pool(SAME, 2)),
  single("int8 maximum pooling", "MAX_POOL_2D", [x(1, 4, 5, 2)], [x(1, 2, 3, 2)], pool(SAME, 2)),
  single("int8 mean", "MEAN", [x(1, 3, 5, 2), list(1, 2)], [quantised([1, 2], 0.0117, 21)], [byte(0, 0)]),
  single("int8 sum", "SUM", [x(1, 3, 5, 2), list(1, 2)], [quantised([1, 1, 1, 2], 0.31, 2)], [byte(0, 1)]),
  ...["REDUCE_MAX", "REDUCE_MIN"].map((type) => single(`int8 ${type.toLowerCase()}`, type, [x(2, 5), list(1)], [x(2, 1)], [byte(0, 1)])),
  ...["ARG_MAX", "ARG_MIN"].map((type) => single(`int8 ${type.toLowerCase()}`, type, [x(2, 5), { shape: [1], type: "int32" as const, data: [1] }], [{ shape: [2], type: "int32" as const }], [byte(0, 2)])),
  single("int8 softmax", "SOFTMAX", [quantised([2, 7], 0.083, 4)], [quantised([2, 7], 1 / 256, -128)], [float(0, 1)]),
  single("int8 softmax of many, all alike or far away", "SOFTMAX", [quantised([1, 256], 0.0041, 4)], [quantised([1, 256], 1 / 256, -128)], [float(0, 1)]),
];

const MOVED: readonly Case[] = [
  single("int8 reshape", "RESHAPE", [x(2, 3), list(3, 2)], [x(3, 2)]),
  single("int8 concatenation", "CONCATENATION", [x(2, 1), x(2, 2)], [x(2, 3)], [integer(0, 1), byte(1, 0)]),
  single("int8 pad", "PAD", [x(2, 2), { shape: [2, 2], type: "int32", data: [1, 0, 0, 2] }], [x(3, 4)]),
];

const LONG_SCALES = { ...bias(0.0007, THREE, 90000, -1500000, 30), type: "int64" as const };
const word = (shape: readonly number[], scale: number, zeroPoint = 0) => quantised(shape, scale, zeroPoint, "int16");
/** Of all int16 these, and the ends. */
const MANY_INT16 = [...Array.from({ length: 254 }, (_, place) => place * 257 - 32639), -32768, 32767];

function words(name: string, type: string, from: number, to: number, options?: Parameters<typeof single>[4]): Case {
  return { ...single(name, type, [word([1, 256], from)], [word([1, 256], to)], options), inputs: [MANY_INT16] };
}

const WORDS: readonly Case[] = [
  single("int16 convolution", "CONV_2D", [word([1, 5, 4, 2], 0.0007), weights([3, 3, 3, 2], THREE), LONG_SCALES], [word([1, 3, 2, 3], 0.0021)], convolution(SAME, 2, RELU)),
  single("int16 depthwise convolution", "DEPTHWISE_CONV_2D", [word([1, 4, 4, 3], 0.0007), weights([1, 3, 3, 3], THREE, 3), LONG_SCALES], [word([1, 4, 4, 3], 0.0013)], [byte(0, SAME), integer(1, 1), integer(2, 1), integer(3, 1), byte(4, 0)]),
  single("int16 transposed convolution", "TRANSPOSE_CONV", [list(1, 4, 6, 3), weights([3, 3, 3, 2], THREE), word([1, 2, 3, 2], 0.0007), LONG_SCALES], [word([1, 4, 6, 3], 0.0011)], [byte(0, SAME), integer(1, 2), integer(2, 2)]),
  single("int8 transposed convolution", "TRANSPOSE_CONV", [list(1, 5, 4, 3), weights([3, 3, 2, 2], THREE), x(1, 2, 2, 2), bias(0.0235, THREE, 100, -1500, 30)], [quantised([1, 5, 4, 3], 0.031, 9)], [byte(0, VALID), integer(1, 2), integer(2, 2)]),
  single("int16 dense layer", "FULLY_CONNECTED", [word([1, 9], 0.0007), weights([3, 9], SCALES), { ...bias(0.0007, SCALES, 100000, -2000, 0), type: "int64" }], [word([1, 3], 0.0031)], [byte(0, 0)]),
  ...["ADD", "SUB", "MUL"].map((type) => single(`int16 ${type.toLowerCase()}`, type, [word([2, 3], 0.00043), word([3], 0.000171)], [word([2, 3], 0.00061)], [byte(0, 0)])),
  single("int16 average pooling", "AVERAGE_POOL_2D", [word([1, 4, 5, 2], 0.01)], [word([1, 2, 3, 2], 0.01)], pool(SAME, 2)),
  single("int16 maximum pooling", "MAX_POOL_2D", [word([1, 4, 5, 2], 0.01)], [word([1, 2, 3, 2], 0.01)], pool(SAME, 2)),
  single("int16 mean", "MEAN", [word([1, 3, 5, 2], 0.0117), list(1, 2)], [word([1, 2], 0.0111)], [byte(0, 0)]),
  words("int16 logistic", "LOGISTIC", 2 ** -12, 2 ** -15),
  words("int16 logistic of another scale", "LOGISTIC", 0.00037, 2 ** -15),
  words("int16 tanh", "TANH", 2 ** -11, 2 ** -15),
  words("int16 tanh of another scale", "TANH", 0.00017, 2 ** -15),
  words("int16 leaky_relu", "LEAKY_RELU", 0.00041, 0.00033, [float(0, 0.3)]),
  words("int16 leaky_relu that turns round", "LEAKY_RELU", 0.00041, 0.00033, [float(0, -0.3)]),
  words("int16 relu", "RELU", 0.00041, 0.00033),
  words("int16 relu6", "RELU6", 0.00041, 0.00041),
  single("int16 as int32", "QUANTIZE", [word([2, 7], 0.00041)], [quantised([2, 7], 0.0000033, 0, "int32")]),
  single("int8 softmax to int16", "SOFTMAX", [quantised([2, 7], 0.083, 4)], [word([2, 7], 2 ** -16, -32768)], [float(0, 1)]),
  single("int16 softmax", "SOFTMAX", [word([5, 7], 0.0003)], [word([5, 7], 2 ** -15)], [float(0, 1)]),
  single("int16 softmax, far apart", "SOFTMAX", [word([3, 4], 0.0011)], [word([3, 4], 2 ** -15)], [float(0, 2)]),
  { ...single("int16 softmax of many, alike", "SOFTMAX", [word([2, 128], 0.000031)], [word([2, 128], 2 ** -15)], [float(0, 0.5)]), inputs: [MANY_INT16] },
  single("int16 requantised to int8", "QUANTIZE", [word([2, 7], 0.00051)], [quantised([2, 7], 0.11, 40)]),
  { ...single("floats as int16", "QUANTIZE", [{ shape: [7] }], [word([7], 0.001)]), inputs: [[0.25, -0.2505, 0.7505, 32.9, -40, 0, 1e-9]] },
];

export const QUANTISED_CASES: readonly Case[] = [
  ...WORDS,
  ...SUMS,
  ...PAIRS,
  ...WINDOWS_AND_AXES,
  ...MOVED,
  table("int8 logistic", "LOGISTIC", [0.0471, 7], [1 / 256, -128]),
  table("int8 logistic of small numbers", "LOGISTIC", [0.00153, -90], [1 / 256, -128]),
  table("int8 tanh", "TANH", [0.0362, 7], [1 / 128, 0]),
  table("int8 leaky_relu", "LEAKY_RELU", [0.041, -3], [0.033, -70], [float(0, 0.1)]),
  table("int8 hard_swish", "HARD_SWISH", [0.0512, 3], [0.0263, -111]),
  table("int8 relu", "RELU", [0.041, -3], [0.033, -128]),
  table("int8 relu6", "RELU6", [0.061, -3], [0.061, -3]),
  table("int8 requantised", "QUANTIZE", [0.041, -3], [0.077, 40]),
  { ...single("int8 quantised floats", "QUANTIZE", [{ shape: [9] }], [quantised([9], 0.5, 3)]), inputs: [[0.25, -0.25, 0.75, -1.25, 0, 70, -100, 900000, 0.2499]] },
  single("int8 dequantised", "DEQUANTIZE", [x(2, 4)], [{ shape: [2, 4] }]),
];
