// A model or more of every operator of floats, small enough to be looked at. What LiteRT computes of them stands in recorded.json.

import { array, arrayOf, byte, float, integer, list, single, weights, type Case } from "./single-operator.ts";

const [SAME, VALID] = [0, 1];
const [RELU, RELU_N1_TO_1, RELU6] = [1, 2, 3];

function unary(...types: readonly string[]): readonly Case[] {
  return types.map((type) => single(type.toLowerCase(), type, [array(2, 3)], [array(2, 3)]));
}

function pairs(...types: readonly string[]): readonly Case[] {
  return types.map((type) => single(type.toLowerCase(), type, [array(2, 3), array(3)], [array(2, 3)], []));
}

function comparisons(...types: readonly string[]): readonly Case[] {
  return types.map((type) => single(type.toLowerCase(), type, [array(2, 3), array(2, 1)], [arrayOf("bool", 2, 3)]));
}

function reductions(...types: readonly string[]): readonly Case[] {
  return types.flatMap((type) => [
    single(type.toLowerCase(), type, [array(1, 3, 2, 2), list(1, 2)], [array(1, 2)], [byte(0, 0)]),
    single(`${type.toLowerCase()} keeping axes`, type, [array(2, 3), list(-1)], [array(2, 1)], [byte(0, 1)]),
  ]);
}

const convolution = (padding: number, stride: number, activation: number) => [byte(0, padding), integer(1, stride), integer(2, stride), byte(3, activation)];
const pool = (padding: number, stride: number, rows: number, columns: number) => [byte(0, padding), integer(1, stride), integer(2, stride), integer(3, columns), integer(4, rows), byte(5, 0)];

const WINDOWS: readonly Case[] = [
  single("convolution, valid", "CONV_2D", [array(1, 4, 5, 2), weights(3, 3, 2, 2), weights(3)], [array(1, 2, 4, 3)], convolution(VALID, 1, 0)),
  single("convolution, same, strides 2, relu6", "CONV_2D", [array(1, 5, 4, 2), weights(3, 3, 2, 2), weights(3)], [array(1, 3, 2, 3)], convolution(SAME, 2, RELU6)),
  single("convolution of single places", "CONV_2D", [array(1, 3, 3, 2), weights(2, 1, 1, 2), weights(2)], [array(1, 3, 3, 2)], convolution(VALID, 1, RELU)),
  single("convolution with dilations", "CONV_2D", [array(1, 5, 6, 1), weights(2, 2, 2, 1), weights(2)], [array(1, 3, 3, 2)], [...convolution(VALID, 1, 0), integer(4, 3), integer(5, 2)]),
  single("depthwise convolution", "DEPTHWISE_CONV_2D", [array(1, 4, 4, 3), weights(1, 3, 3, 3), weights(3)], [array(1, 4, 4, 3)], [byte(0, SAME), integer(1, 1), integer(2, 1), integer(3, 1), byte(4, RELU)]),
  single("depthwise convolution of several kernels", "DEPTHWISE_CONV_2D", [array(1, 4, 4, 2), weights(1, 2, 3, 4), weights(4)], [array(1, 2, 2, 4)], [byte(0, SAME), integer(1, 2), integer(2, 2), integer(3, 2), byte(4, 0)]),
  single("transposed convolution, same", "TRANSPOSE_CONV", [list(1, 4, 6, 2), weights(2, 3, 3, 3), array(1, 2, 3, 3)], [array(1, 4, 6, 2)], [byte(0, SAME), integer(1, 2), integer(2, 2)]),
  single("transposed convolution, valid", "TRANSPOSE_CONV", [list(1, 5, 4, 2), weights(2, 3, 2, 1), array(1, 2, 2, 1), weights(2)], [array(1, 5, 4, 2)], [byte(0, VALID), integer(1, 2), integer(2, 2), byte(3, RELU)]),
  single("average pooling, valid", "AVERAGE_POOL_2D", [array(1, 4, 4, 2)], [array(1, 2, 2, 2)], pool(VALID, 2, 2, 2)),
  single("average pooling, same", "AVERAGE_POOL_2D", [array(1, 3, 5, 2)], [array(1, 2, 3, 2)], pool(SAME, 2, 3, 2)),
  single("maximum pooling, same", "MAX_POOL_2D", [array(1, 3, 5, 2)], [array(1, 2, 3, 2)], pool(SAME, 2, 3, 2)),
];

const PRODUCTS: readonly Case[] = [
  single("dense layer", "FULLY_CONNECTED", [array(1, 4), weights(3, 4), weights(3)], [array(1, 3)], [byte(0, RELU)]),
  single("dense layer of further axes", "FULLY_CONNECTED", [array(1, 2, 4), weights(3, 4)], [array(2, 3)], [byte(0, 0)]),
  single("dense layer that keeps axes", "FULLY_CONNECTED", [array(1, 2, 4), weights(3, 4), undefined], [array(1, 2, 3)], [byte(0, RELU), byte(1, 0), byte(2, 1)]),
  {
    name: "dense layer with parameters of float16",
    model: {
      // 1, −2, 0.5, 0.25
      tensors: [array(1, 2), { shape: [2, 2], type: "float16", data: [0x3c00, 0xc000, 0x3800, 0x3400] }, array(2, 2), array(1, 2)],
      operators: [{ type: "DEQUANTIZE", inputs: [1], outputs: [2] }, { type: "FULLY_CONNECTED", inputs: [0, 2, -1], outputs: [3], options: [byte(0, RELU_N1_TO_1)] }],
      inputs: [0],
      outputs: [3],
    },
  },
  {
    name: "sum with quantised constants",
    model: {
      tensors: [array(2, 3), { shape: [2, 3], type: "int8", data: [-128, -5, 0, 7, 90, 127], scales: [0.03125], zeroPoints: [-5] }, array(2, 3), array(2, 3)],
      operators: [{ type: "DEQUANTIZE", inputs: [1], outputs: [2] }, { type: "ADD", inputs: [0, 2], outputs: [3], options: [byte(0, 0)] }],
      inputs: [0],
      outputs: [3],
    },
  },
  {
    name: "flattened by its own shape",
    model: {
      tensors: [array(2, 2, 3), arrayOf("int32", 3), list(0), list(1), list(1), arrayOf("int32"), { shape: [], type: "int32", data: [-1] }, arrayOf("int32", 2), array(2, 6)],
      operators: [
        { type: "SHAPE", inputs: [0], outputs: [1], options: [byte(0, 2)] },
        { type: "STRIDED_SLICE", inputs: [1, 2, 3, 4], outputs: [5], options: [integer(4, 1)] },
        { type: "PACK", inputs: [5, 6], outputs: [7], options: [integer(0, 2), integer(1, 0)] },
        { type: "RESHAPE", inputs: [0, 7], outputs: [8] },
      ],
      inputs: [0],
      outputs: [8],
    },
  },
  single("matrix products", "BATCH_MATMUL", [array(2, 2, 3), array(2, 3, 2)], [array(2, 2, 2)], [byte(0, 0), byte(1, 0)]),
  single("matrix products, turned", "BATCH_MATMUL", [array(2, 3, 2), array(2, 2, 3)], [array(2, 2, 2)], [byte(0, 1), byte(1, 1)]),
];

const MOVES: readonly Case[] = [
  single("broadcast_to", "BROADCAST_TO", [array(2, 1), list(2, 3)], [array(2, 3)]),
  single("concatenation", "CONCATENATION", [array(2, 1), array(2, 3)], [array(2, 4)], [integer(0, -1), byte(1, 0)]),
  single("depth_to_space", "DEPTH_TO_SPACE", [array(1, 2, 2, 8)], [array(1, 4, 4, 2)], [integer(0, 2)]),
  single("space_to_depth", "SPACE_TO_DEPTH", [array(1, 4, 4, 2)], [array(1, 2, 2, 8)], [integer(0, 2)]),
  single("expand_dims", "EXPAND_DIMS", [array(2, 3), list(-1)], [array(2, 3, 1)]),
  single("gather", "GATHER", [array(2, 4), list(3, 0, 3)], [array(2, 3)], [integer(0, 1)]),
  single("gather_nd", "GATHER_ND", [array(2, 3), { shape: [2, 2], type: "int32", data: [1, 2, 0, 1] }], [array(2)]),
  single("pack", "PACK", [array(2, 3), array(2, 3)], [array(2, 2, 3)], [integer(0, 2), integer(1, 1)]),
  single("reshape", "RESHAPE", [array(2, 6), list(3, -1)], [array(3, 4)]),
  single("reshape by an option", "RESHAPE", [array(2, 6)], [array(4, 3)], [[0, "integers", [4, 3]]]),
  single("slice", "SLICE", [array(3, 4), list(1, 0), list(2, -1)], [array(2, 4)]),
  single("split", "SPLIT", [{ shape: [], type: "int32", data: [1] }, array(2, 4)], [array(2, 2), array(2, 2)], [integer(0, 2)]),
  single("split_v", "SPLIT_V", [array(2, 4), list(1, -1), { shape: [], type: "int32", data: [-1] }], [array(2, 1), array(2, 3)], [integer(0, 2)]),
  single("squeeze", "SQUEEZE", [array(1, 2, 1, 3)], [array(1, 2, 3)], [[0, "integers", [2]]]),
  single("strided_slice", "STRIDED_SLICE", [array(4, 5), list(3, 1), list(0, 9), list(-2, 2)], [array(2, 2)], [integer(1, 1)]),
  single("strided_slice without an axis", "STRIDED_SLICE", [array(4, 5), list(-1, 0), list(0, 3), list(1, 1)], [array(3)], [integer(0, 2), integer(4, 1)]),
  single("tile", "TILE", [array(2, 2), list(1, 3)], [array(2, 6)]),
  single("transpose", "TRANSPOSE", [array(2, 3, 2), list(2, 0, 1)], [array(2, 2, 3)]),
  single("unpack", "UNPACK", [array(2, 3)], [array(2), array(2), array(2)], [integer(0, 3), integer(1, 1)]),
  single("pad", "PAD", [array(2, 2), { shape: [2, 2], type: "int32", data: [1, 0, 0, 2] }], [array(3, 4)]),
  single("pad with a number", "PADV2", [array(2, 2), { shape: [2, 2], type: "int32", data: [0, 1, 1, 0] }, { shape: [], data: [0.5] }], [array(3, 3)]),
  single("pad by reflection", "MIRROR_PAD", [array(2, 3), { shape: [2, 2], type: "int32", data: [1, 0, 2, 1] }], [array(3, 6)], [byte(0, 0)]),
];

const RESIZED: readonly Case[] = [["asymmetric", 0, 0], ["aligned", 1, 0], ["half pixels", 0, 1]].flatMap(([name, aligned, half]) => [
  single(`bilinear, ${name}`, "RESIZE_BILINEAR", [array(1, 2, 3, 1), list(5, 4)], [array(1, 5, 4, 1)], [byte(2, Number(aligned)), byte(3, Number(half))]),
  single(`nearest, ${name}`, "RESIZE_NEAREST_NEIGHBOR", [array(1, 2, 4, 1), list(5, 3)], [array(1, 5, 3, 1)], [byte(0, Number(aligned)), byte(1, Number(half))]),
]);

export const FLOAT_CASES: readonly Case[] = [
  ...WINDOWS,
  ...PRODUCTS,
  ...MOVES,
  ...RESIZED,
  ...unary("ABS", "CEIL", "COS", "ELU", "EXP", "FLOOR", "HARD_SWISH", "LOGISTIC", "NEG", "RELU", "RELU6", "RELU_0_TO_1", "RELU_N1_TO_1", "ROUND", "SIGN", "SIN", "SQUARE", "TANH", "LOG_SOFTMAX"),
  ...["LOG", "SQRT", "RSQRT"].map((type): Case => {
    const tensors = [array(2, 3), array(2, 3), array(2, 3)];
    return { name: type.toLowerCase(), model: { tensors, operators: [{ type: "EXP", inputs: [0], outputs: [1] }, { type, inputs: [1], outputs: [2] }], inputs: [0], outputs: [2] } };
  }),
  single("gelu", "GELU", [array(2, 3)], [array(2, 3)], [byte(0, 0)]),
  single("gelu, approximate", "GELU", [array(2, 3)], [array(2, 3)], [byte(0, 1)]),
  single("leaky_relu", "LEAKY_RELU", [array(2, 3)], [array(2, 3)], [float(0, 0.25)]),
  single("prelu", "PRELU", [array(1, 2, 2, 3), weights(1, 1, 3)], [array(1, 2, 2, 3)]),
  single("l2_normalization", "L2_NORMALIZATION", [array(2, 3)], [array(2, 3)], [byte(0, 0)]),
  single("softmax", "SOFTMAX", [array(2, 4)], [array(2, 4)], [float(0, 1)]),
  single("softmax, sharper", "SOFTMAX", [array(2, 4)], [array(2, 4)], [float(0, 2.5)]),
  ...pairs("ADD", "SUB", "MUL", "DIV", "MAXIMUM", "MINIMUM", "SQUARED_DIFFERENCE"),
  single("floor_div", "FLOOR_DIV", [array(2, 3), { ...array(3), data: [0.5, -1.5, 2] }], [array(2, 3)]),
  single("sum with relu", "ADD", [array(2, 3), weights(2, 1)], [array(2, 3)], [byte(0, RELU)]),
  single("add_n", "ADD_N", [array(2, 2), array(2, 2), array(2, 2)], [array(2, 2)]),
  single("pow", "POW", [{ ...array(3), data: [0.5, 1.5, 2] }, array(3)], [array(3)]),
  ...comparisons("LESS", "LESS_EQUAL", "GREATER", "GREATER_EQUAL", "EQUAL", "NOT_EQUAL"),
  ...["LOGICAL_AND", "LOGICAL_OR"].map((type) => single(type.toLowerCase(), type, [arrayOf("bool", 2, 3), arrayOf("bool", 2, 3)], [arrayOf("bool", 2, 3)])),
  single("logical_not", "LOGICAL_NOT", [arrayOf("bool", 4)], [arrayOf("bool", 4)]),
  single("select_v2", "SELECT_V2", [arrayOf("bool", 2, 1), array(2, 3), array(3)], [array(2, 3)]),
  single("select", "SELECT", [arrayOf("bool", 2, 3), array(2, 3), array(2, 3)], [array(2, 3)]),
  ...reductions("MEAN", "SUM", "REDUCE_MAX", "REDUCE_MIN", "REDUCE_PROD"),
  single("arg_max", "ARG_MAX", [array(2, 4), { shape: [], type: "int32", data: [-1] }], [arrayOf("int32", 2)], [byte(0, 2)]),
  single("arg_min", "ARG_MIN", [array(2, 4), { shape: [], type: "int32", data: [0] }], [arrayOf("int32", 4)], [byte(0, 2)]),
  single("cast", "CAST", [array(2, 3)], [arrayOf("int32", 2, 3)], [byte(0, 0), byte(1, 2)]),
  {
    name: "a range, zeros and a filled array",
    model: {
      tensors: [
        array(4), { shape: [], data: [1] }, { shape: [], data: [5] }, { shape: [], data: [1] }, array(4), array(4), list(4), { shape: [], data: [0.5] }, array(4), array(4), array(4), array(4),
      ],
      operators: [
        { type: "RANGE", inputs: [1, 2, 3], outputs: [4] },
        { type: "ZEROS_LIKE", inputs: [4], outputs: [5] },
        { type: "FILL", inputs: [6, 7], outputs: [8] },
        { type: "ADD", inputs: [0, 4], outputs: [9], options: [byte(0, 0)] },
        { type: "ADD", inputs: [9, 5], outputs: [10], options: [byte(0, 0)] },
        { type: "ADD", inputs: [10, 8], outputs: [11], options: [byte(0, 0)] },
      ],
      inputs: [0],
      outputs: [11],
    },
  },
];
