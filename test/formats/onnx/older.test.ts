// Models of ONNX's operators 1 to 6: each reads as the same model of today's operators, for the forms that have changed since.

import { describe, expect, test } from "vitest";
import { readModel } from "../../../src/formats/index.ts";
import { decodeModel } from "../../../src/formats/onnx/decode.ts";
import type { Node } from "../../../src/formats/onnx/onnx-messages.ts";
import { wholeGraph } from "../../../src/formats/onnx/whole-graph.ts";
import type { Network } from "../../../src/network/network.ts";
import { printNetwork } from "../../../src/network/print-network.ts";
import type { AttributeParts, GraphParts, NodeParts, TensorParts, ValueInfoParts } from "./models.ts";
import { diagnosticOf, file, FILE, float, int, integers, ints, node, tensor, value } from "./models.ts";

function read(version: number, changes: GraphParts): Network {
  return readModel(file(changes, { opsetImport: [{ domain: "", version: BigInt(version) }] }), FILE).network;
}

const text = (name: string, content: string): AttributeParts => ({ name, type: 3, s: new TextEncoder().encode(content) });

interface Form {
  readonly nodes: NodeParts[];
  readonly initializer?: TensorParts[];
}

/** Reads x through nodes of an older version, and through nodes of version 13, and compares. */
function expectSame(version: number, x: ValueInfoParts, older: Form, newer: Form): void {
  const graph = ({ nodes, initializer = [] }: Form): GraphParts => ({ node: nodes, initializer, input: [x], output: [{ name: "y" }] });
  const shown = (network: Network): string => printNetwork(network).replace(/^(%\d+) [^[]*/gm, "$1 ").replace(/^return (%\d+) .*/m, "return $1");
  expect(shown(read(version, graph(older)))).toBe(shown(read(13, graph(newer))));
}

/** What a node of an older version is written as, whether there is an op for it or not. */
function rewrittenNodes(version: number, older: NodeParts): readonly Node[] {
  const model = decodeModel(file({ node: [older] }), FILE);
  if (model.graph === undefined) throw new Error("the file has no graph");
  return wholeGraph(model, model.graph, version, {}, FILE).graph.node;
}

function rewritten(version: number, older: NodeParts): readonly { readonly type: string; readonly inputs: number; readonly attributes: readonly string[] }[] {
  return rewrittenNodes(version, older).map(({ opType = "", input, attribute }) => {
    return { type: opType, inputs: input.length, attributes: attribute.map(({ name = "" }) => name) };
  });
}

/** Of the node itself, those parts that are there. */
function rewrittenAttributes(version: number, older: NodeParts): readonly object[] {
  const [{ attribute }] = rewrittenNodes(version, older);
  return attribute.map((one) => Object.fromEntries(Object.entries(one).filter(([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0))));
}

const x = value("x", [2, 3, 4, 5]);

describe("broadcasting", () => {
  test.each(["Add", "Sub", "Mul", "Div"])("of %s is that of numpy without an axis", (type) => {
    const c = [tensor("c", [4, 5])];
    expectSame(6, x, { nodes: [node(type, ["x", "c"], ["y"], { attribute: [int("broadcast", 1)] })], initializer: c }, { nodes: [node(type, ["x", "c"], ["y"])], initializer: c });
    const last = [int("broadcast", 1), int("axis", -1)];
    expectSame(6, x, { nodes: [node(type, ["x", "c"], ["y"], { attribute: last })], initializer: c }, { nodes: [node(type, ["x", "c"], ["y"])], initializer: c });
  });

  test.each([
    [0, [2], [2, 1, 1, 1]],
    [1, [3, 4], [3, 4, 1]],
    [2, [4, 5], [4, 5]],
    [3, [1], [1]],
  ] as const)("from axis %i on is what an array with axes behind it does", (axis, shape, aligned) => {
    const attribute = [int("broadcast", 1), int("axis", axis)];
    expectSame(
      1,
      x,
      { nodes: [node("Mul", ["x", "c"], ["y"], { attribute })], initializer: [tensor("c", shape)] },
      { nodes: [node("Mul", ["x", "c"], ["y"])], initializer: [tensor("c", aligned)] },
    );
  });

  test("is that of arrays which are computed, too", () => {
    const sum = { attribute: [int("broadcast", 1), int("axis", 0)] };
    const { values, outputs } = read(6, {
      node: [node("Relu", ["z"], ["r"]), node("Add", ["x", "r"], ["y"], sum)],
      initializer: [],
      input: [x, value("z", [2])],
      output: [{ name: "y" }],
    });
    expect(values[outputs[0].value].shape).toEqual([2, 3, 4, 5]);
    expect(values.some(({ shape }) => shape.join() === "2,1,1,1")).toBe(true);
  });

  test("of Gemm needs no attribute", () => {
    const c = [tensor("W", [2, 3]), tensor("b", [3])];
    expectSame(
      6,
      value("x", ["N", 2]),
      { nodes: [node("Gemm", ["x", "W", "b"], ["y"], { attribute: [int("broadcast", 1)] })], initializer: c },
      { nodes: [node("Gemm", ["x", "W", "b"], ["y"])], initializer: c },
    );
  });

  test.each(["Pow", "And", "Or", "Xor", "Equal", "Greater", "Less"])("of %s is written so, too", (type) => {
    const attribute = [int("broadcast", 1), int("axis", 1)];
    expect(rewritten(6, node(type, ["x", "c"], ["y"], { attribute }))[0]).toEqual({ type, inputs: 2, attributes: [] });
    expect(rewritten(6, node(type, ["x", "c"], ["y"], { attribute })).at(-1)?.type).toBe("Reshape");
    expect(rewritten(6, node(type, ["x", "c"], ["y"], { attribute: [int("broadcast", 1)] }))).toEqual([{ type, inputs: 2, attributes: [] }]);
    const fromTheEnd = [int("broadcast", 1), int("axis", -2)];
    expect(rewritten(6, node(type, ["x", "c"], ["y"], { attribute: fromTheEnd }))).toEqual([{ type, inputs: 2, attributes: ["broadcast", "axis"] }]);
  });

  test("of the slopes of PRelu begins at the channels", () => {
    const prelu = (type: string) => node(type, ["x", "s"], ["y"], type === "Mul" ? { attribute: [int("broadcast", 1), int("axis", 1)] } : {});
    expect(rewritten(6, prelu("PRelu")).slice(1)).toEqual(rewritten(6, prelu("Mul")).slice(1));
    expect(rewritten(7, prelu("PRelu"))).toEqual([{ type: "PRelu", inputs: 2, attributes: [] }]);
  });
});

describe("attributes", () => {
  test("that tell of the use of memory mean nothing", () => {
    const nodes = (attribute: AttributeParts[]) => [node("Relu", ["x"], ["a"], { attribute }), node("Sqrt", ["a"], ["y"], { attribute })];
    expectSame(1, x, { nodes: nodes([ints("consumed_inputs", [0])]) }, { nodes: nodes([]) });
  });

  test("give a shape, a list of paddings and an axis where later inputs and defaults do", () => {
    const shape = [integers("s", [6, 20])];
    expectSame(1, x, { nodes: [node("Reshape", ["x"], ["y"], { attribute: [ints("shape", [6, 20])] })] }, { nodes: [node("Reshape", ["x", "s"], ["y"])], initializer: shape });
    expectSame(1, x, { nodes: [node("Concat", ["x", "x"], ["y"])] }, { nodes: [node("Concat", ["x", "x"], ["y"], { attribute: [int("axis", 1)] })] });
    const pads = [0, 0, 0, 1, 0, 0, 0, 2];
    expectSame(1, x, { nodes: [node("Pad", ["x"], ["y"], { attribute: [ints("paddings", pads)] })] }, { nodes: [node("Pad", ["x", "p"], ["y"])], initializer: [integers("p", pads)] });
  });

  test("name types by words", () => {
    expect(rewrittenAttributes(1, node("Cast", ["x"], ["y"], { attribute: [text("to", "FLOAT16")] }))).toEqual([{ name: "to", type: 2, i: 10n }]);
    expect(rewrittenAttributes(6, node("Cast", ["x"], ["y"], { attribute: [int("to", 10)] }))).toEqual([{ name: "to", type: 2, i: 10n }]);
    expect(rewrittenAttributes(1, node("Cast", ["x"], ["y"], { attribute: [text("to", "NOTHING")] }))).toMatchObject([{ name: "to", type: 3 }]);
  });

  test("have the defaults of their time", () => {
    const selu = (...attribute: AttributeParts[]) => node("Selu", ["x"], ["y"], { attribute });
    const [alpha, gamma] = [1.6732, 1.0507].map(Math.fround);
    expect(rewrittenAttributes(1, selu())).toEqual([{ name: "alpha", type: 1, f: alpha }, { name: "gamma", type: 1, f: gamma }]);
    expect(rewrittenAttributes(1, selu(float("gamma", 1)))).toEqual([{ name: "gamma", type: 1, f: 1 }, { name: "alpha", type: 1, f: alpha }]);
    expect(rewrittenAttributes(6, selu())).toEqual([]);
  });
});

describe("what does something else in training", () => {
  test("does what it does afterwards where it is told to be tested", () => {
    expectSame(6, x, { nodes: [node("Dropout", ["x"], ["y"], { attribute: [int("is_test", 1), float("ratio", 0.5)] })] }, { nodes: [node("Dropout", ["x"], ["y"])] });
    const normalised = node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y"], { attribute: [int("is_test", 1), float("epsilon", 0.5)] });
    expect(rewrittenAttributes(6, normalised)).toEqual([{ name: "epsilon", type: 1, f: 0.5 }]);
  });

  test("is refused where it is told to be trained", () => {
    const graph: GraphParts = { node: [node("Dropout", ["x"], ["y"], { attribute: [int("is_test", 0)] })], initializer: [], input: [x], output: [{ name: "y" }] };
    expect(diagnosticOf(file(graph, { opsetImport: [{ domain: "", version: 6n }] })).note).toBe('node number 1 (Dropout): the attribute "is_test" is not supported');
  });
});

test("a file of the first versions of the format does not say which operators it uses", () => {
  const graph: GraphParts = { node: [node("Concat", ["x", "x"], ["y"])], initializer: [], input: [x], output: [{ name: "y" }] };
  const { network, notices } = readModel(file(graph, { irVersion: 2n, opsetImport: [] }), FILE);
  expect(network.values[network.outputs[0].value].shape).toEqual([2, 6, 4, 5]);
  expect(notices).toBeUndefined();
});
