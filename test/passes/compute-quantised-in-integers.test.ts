// Which quantised layers become layers of integers, and which stay as they are.

import { describe, expect, test } from "vitest";
import { readModel } from "../../src/formats/index.ts";
import type { Network } from "../../src/network/network.ts";
import { computeQuantisedInIntegers } from "../../src/passes/compute-quantised-in-integers.ts";
import { file, FILE, int, ints, node, tensor, value, type NodeParts, type TensorParts } from "../formats/onnx/models.ts";

const OF_8_BITS = { i8: 3, u8: 2 } as const;

function integers(name: string, shape: readonly number[], values: readonly number[], type: "i8" | "u8" = "i8"): TensorParts {
  const bytes = Uint8Array.from(values, (one) => one & 255);
  return { name, dims: shape.map(BigInt), dataType: OF_8_BITS[type], rawData: bytes };
}

/** x[2, 3] between a quantisation and a dequantisation, then `nodes`, then another quantisation of "f", and y. */
function passed(nodes: readonly NodeParts[], initializer: readonly TensorParts[] = [], further: readonly string[] = []): Network {
  const bytes = file(
    {
      node: [
        node("QuantizeLinear", ["x", "s", "z"], ["q"]),
        node("DequantizeLinear", ["q", "s", "z"], ["d"]),
        ...nodes,
        node("QuantizeLinear", ["f", "t", "z"], ["r"]),
        node("DequantizeLinear", ["r", "t", "z"], ["y"]),
      ],
      initializer: [tensor("s", [], [0.5]), tensor("t", [], [0.25]), integers("z", [], [-1]), ...initializer],
      input: [value("x", [2, 3])],
      output: [value("y", ["N", "M"]), ...further.map((name) => value(name, ["N", "M"]))],
    },
    { opsetImport: [{ domain: "", version: 17n }] },
  );
  return computeQuantisedInIntegers(readModel(bytes, FILE).network);
}

function opsOf({ values }: Network): readonly string[] {
  return values.flatMap((one) => (one.kind === "operation" ? [one.op.name] : []));
}

const WEIGHTS: readonly TensorParts[] = [integers("wq", [4, 3], [1, -2, 3, 4, 5, -6, 7, 8, 9, -10, 11, 12]), tensor("ws", [4], [0.1, 0.2, 0.3, 0.4]), integers("wz", [4], [0, 0, 0, 0])];
const dense = (last: NodeParts[] = []): readonly NodeParts[] => [
  node("DequantizeLinear", ["wq", "ws", "wz"], ["w"], { attribute: [int("axis", 0)] }),
  node("Gemm", ["d", "w", "b"], [last.length === 0 ? "f" : "h"], { attribute: [int("transB", 1)] }),
  ...last,
];

describe("a layer between integers", () => {
  test("is one of integers, with its bias in units of both scales", () => {
    const network = passed(dense(), [...WEIGHTS, tensor("b", [4], [0.5, 0.1, -0.15, 1])]);
    expect(opsOf(network)).toEqual(["quantize_linear", "q_linear_matmul", "dequantize_linear"]);
    const bias = network.values.find(({ kind, shape, scalar }) => kind === "constant" && scalar === "i32" && shape.length === 1);
    // 0.5·0.1, 0.5·0.2 …: 10, 1, −1 and 5 of them.
    expect(bias?.kind === "constant" ? [...bias.data] : []).toEqual([10, 1, -1, 5]);
  });

  test("keeps its results above 0 by the range of the integers", () => {
    const network = passed(dense([node("Relu", ["h"], ["f"])]), [...WEIGHTS, tensor("b", [4])]);
    const layer = network.values.find((one) => one.kind === "operation" && one.op.name === "q_linear_matmul");
    expect(layer?.kind === "operation" ? [layer.attributes.least, layer.attributes.greatest] : []).toEqual([-1, 127]);
  });

  test("stays of floats where these are asked for as well", () => {
    const network = passed(dense(), [...WEIGHTS, tensor("b", [4])], ["f"]);
    expect(opsOf(network)).toEqual(["quantize_linear", "dequantize_linear", "dequantize_linear", "gemm", "quantize_linear", "dequantize_linear"]);
  });

  test("stays of floats where scales lie along the axis that is summed over", () => {
    const along = [integers("wq", [4, 3], new Array<number>(12).fill(1)), tensor("ws", [3], [0.1, 0.2, 0.3]), integers("wz", [3], [0, 0, 0])];
    const network = passed([node("DequantizeLinear", ["wq", "ws", "wz"], ["w"], { attribute: [int("axis", 1)] }), node("Gemm", ["d", "w"], ["f"], { attribute: [int("transB", 1)] })], along);
    expect(opsOf(network)).toContain("gemm");
  });
});

describe("what moves elements", () => {
  test("moves integers, and a quantisation to the same scale goes", () => {
    const network = passed([node("Transpose", ["d"], ["m"], { attribute: [ints("perm", [1, 0])] }), node("QuantizeLinear", ["m", "s", "z"], ["n"]), node("DequantizeLinear", ["n", "s", "z"], ["f"])]);
    expect(opsOf(network)).toEqual(["quantize_linear", "transpose", "dequantize_linear", "quantize_linear", "dequantize_linear"]);
    const [, moved] = network.values.filter((one) => one.kind === "operation");
    expect(moved.scalar).toBe("i8");
  });

  test("stays where arrays side by side have other scales", () => {
    const network = passed([node("QuantizeLinear", ["x", "t", "z"], ["u"]), node("DequantizeLinear", ["u", "t", "z"], ["v"]), node("Concat", ["d", "v"], ["f"], { attribute: [int("axis", 1)] })]);
    const concat = network.values.find((one) => one.kind === "operation" && one.op.name === "concat");
    expect(concat?.scalar).toBe("f32");
  });
});
