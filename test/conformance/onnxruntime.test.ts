// The bits of onnxruntime-web: the order of sums is its own, so dense rectifier networks give the very numbers it gives.

import * as onnxruntime from "onnxruntime-web";
import { describe, expect, test } from "vitest";
import { runPasses } from "../../src/passes/index.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { readModel } from "../../src/formats/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { FILE, float, int, file, node, tensor, value, type GraphParts } from "../formats/onnx/models.ts";

onnxruntime.env.wasm.numThreads = 1;

const random = new RandomGenerator(11);
const numbers = (count: number): number[] => Array.from({ length: count }, () => Math.fround(random.normal()));

interface Case {
  readonly title: string;
  readonly graph: GraphParts;
  readonly input: readonly number[];
}

/** Rectified layers, of which only the last one is straight. */
function dense(widths: readonly number[]): Case {
  const layers = widths.slice(1);
  return {
    title: widths.join("-"),
    input: [1, widths[0]],
    graph: {
      name: "dense",
      input: [value("x", [1, widths[0]])],
      output: [value(`h${layers.length}`, [1, layers[layers.length - 1]])],
      initializer: layers.flatMap((units, l) => [
        tensor(`W${l}`, [units, widths[l]], numbers(units * widths[l]).map((weight) => weight / Math.sqrt(widths[l]))),
        tensor(`b${l}`, [units], numbers(units)),
      ]),
      node: layers.flatMap((_, l) => {
        const isLast = l === layers.length - 1;
        const from = l === 0 ? "x" : `h${l}`;
        const sum = isLast ? `h${l + 1}` : `s${l}`;
        const layer = node("Gemm", [from, `W${l}`, `b${l}`], [sum], { name: `fc${l}`, attribute: [int("transB", 1)] });
        return isLast ? [layer] : [layer, node("Relu", [sum], [`h${l + 1}`], { name: `relu${l}` })];
      }),
    },
  };
}

interface Product {
  readonly depth: number;
  readonly units: number;
  readonly alpha?: number;
  readonly beta?: number;
  readonly transB?: boolean;
  readonly bias?: boolean;
  readonly rows?: number;
}

function gemm({ depth, units, alpha = 1, beta = 1, transB = false, bias = true, rows = 1 }: Product): Case {
  return {
    title: `Gemm ${rows}×${depth}×${units} alpha ${alpha} beta ${beta}${transB ? " transB" : ""}${bias ? "" : " without C"}`,
    input: [rows, depth],
    graph: {
      name: "gemm",
      input: [value("x", [rows, depth])],
      output: [value("y", [rows, units])],
      initializer: [
        tensor("W", transB ? [units, depth] : [depth, units], numbers(units * depth)),
        ...(bias ? [tensor("b", [units], numbers(units))] : []),
      ],
      node: [node("Gemm", bias ? ["x", "W", "b"] : ["x", "W"], ["y"], { name: "fc", attribute: [int("transB", transB ? 1 : 0), float("alpha", alpha), float("beta", beta)] })],
    },
  };
}

function matmul(depth: number, units: number, leading: readonly number[], bias: boolean): Case {
  const output = [...leading, units];
  return {
    title: `MatMul ${[...leading, depth].join("×")} to ${units}${bias ? " and Add" : ""}`,
    input: [...leading, depth],
    graph: {
      name: "matmul",
      input: [value("x", [...leading, depth])],
      output: [value("y", output)],
      initializer: [tensor("W", [depth, units], numbers(units * depth)), ...(bias ? [tensor("b", [units], numbers(units))] : [])],
      node: bias
        ? [node("MatMul", ["x", "W"], ["p"], { name: "product" }), node("Add", ["p", "b"], ["y"], { name: "sum" })]
        : [node("MatMul", ["x", "W"], ["y"], { name: "product" })],
    },
  };
}

/** How many of the outputs have other bits, in both layouts. */
async function differing({ graph, input }: Case): Promise<readonly number[]> {
  const bytes = file(graph);
  const session = await onnxruntime.InferenceSession.create(bytes);
  const { network } = readModel(bytes, FILE);
  const programs = Object.values(LAYOUTS).map((layout) => lower(runPasses(network), layout));
  const counts = programs.map(() => 0);
  for (let turn = 0; turn < 8; turn++) {
    const x = Float32Array.from(numbers(input.reduce((product, extent) => product * extent, 1)));
    const results = await session.run({ x: new onnxruntime.Tensor("float32", x, input) });
    const [expected] = Object.values(results).map(({ data }) => data);
    programs.forEach((program, position) => {
      const [computed] = interpret(program, [x], 1);
      counts[position] += computed.filter((result, i) => !Object.is(result, expected[i])).length;
    });
  }
  return counts;
}

const CASES: readonly Case[] = [
  ...[[1, 16, 32, 1], [3, 8, 8, 2], [16, 32, 32, 4], [300, 100, 10], [784, 128, 64, 10], [1, 2000, 3]].map(dense),
  ...[5, 256, 300, 700].flatMap((depth) => [
    gemm({ depth, units: 7 }),
    gemm({ depth, units: 7, transB: true, alpha: 0.5, beta: 0.25 }),
    gemm({ depth, units: 7, alpha: Math.fround(0.3), beta: Math.fround(-1.7) }),
    gemm({ depth, units: 7, alpha: Math.fround(0.3), bias: false }),
    gemm({ depth, units: 7, bias: false }),
    gemm({ depth, units: 1 }),
    gemm({ depth, units: 7, rows: 3 }),
    matmul(depth, 7, [1], true),
    matmul(depth, 7, [1], false),
    matmul(depth, 1, [1], false),
    matmul(depth, 7, [1, 3], true),
    matmul(depth, 7, [1, 3], false),
    matmul(depth, 7, [2, 3], false),
    matmul(depth, 7, [2, 3], true),
    matmul(depth, 7, [], true),
    matmul(depth, 7, [], false),
  ]),
];

describe("bits of onnxruntime-web", () => {
  test.each(CASES)("$title", async (one) => {
    expect(await differing(one)).toEqual(Object.keys(LAYOUTS).map(() => 0));
  });
});
