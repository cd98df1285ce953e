// Models with functions of their own: what takes the place of a call, and what is refused.

import { describe, expect, test } from "vitest";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { readModel } from "../../../src/formats/index.ts";
import { MAXIMUM_NODES } from "../../../src/formats/onnx/maximum-nodes.ts";
import type { Network } from "../../../src/network/network.ts";
import { printNetwork } from "../../../src/network/print-network.ts";
import type { FunctionSchema } from "./onnx_pb.ts";
import type { NodeParts, TensorParts, ValueInfoParts } from "./models.ts";
import { expectRefusal, file, FILE, float, int, node, tensor, value } from "./models.ts";

type FunctionParts = MessageInitShape<typeof FunctionSchema>;

const DOMAIN = "mine";
const OPERATOR_SETS = [{ domain: "", version: 13n }];

function defined(name: string, input: string[], output: string[], nodes: NodeParts[], more: FunctionParts = {}): FunctionParts {
  return { name, domain: DOMAIN, input, output, node: nodes, opsetImport: OPERATOR_SETS, ...more };
}

function call(name: string, input: readonly string[], output: readonly string[], more: NodeParts = {}): NodeParts {
  return node(name, input, output, { domain: DOMAIN, ...more });
}

interface Ends {
  readonly initializer?: TensorParts[];
  readonly output?: ValueInfoParts[];
}

const OPEN: Ends = { initializer: [tensor("W", [2, 2])], output: [value("y", ["N", 2])] };

function bytesOf(functions: FunctionParts[], nodes: NodeParts[], graph: Ends = {}): Uint8Array {
  return file({ ...OPEN, node: nodes, ...graph }, { functions, opsetImport: [...OPERATOR_SETS, { domain: DOMAIN, version: 1n }] });
}

function read(functions: FunctionParts[], nodes: NodeParts[], graph?: Ends): Network {
  return readModel(bytesOf(functions, nodes, graph), FILE).network;
}

const referring = (name: string, refAttrName: string) => ({ name, refAttrName, type: 1 });

describe("a call", () => {
  const layer = defined("Layer", ["x", "w"], ["y"], [node("MatMul", ["x", "w"], ["h"], { name: "product" }), node("Relu", ["h"], ["y"])]);

  test("is what its function computes, and its nodes are named after it", () => {
    const network = read([layer], [call("Layer", ["x", "W"], ["h"], { name: "first" }), call("Layer", ["h", "W"], ["y"])]);
    expect(printNetwork(network)).toBe(
      "%0 x[1, 2] = input\n%1 W[2, 2] = parameter\n%2 h_2[1, 2] = matmul(%0, %1)\n%3 h[1, 2] = relu(%2)\n" +
        "%4 h_3[1, 2] = matmul(%3, %1)\n%5 y[1, 2] = relu(%4)\nreturn %5 y\n",
    );
    expect(network.values.flatMap((one) => (one.kind === "operation" ? [one.origin.place] : []))).toEqual([
      'node "first/product" (MatMul)',
      'node "first/Relu 2" (Relu)',
      'node "Layer 2/product" (MatMul)',
      'node "Layer 2/Relu 2" (Relu)',
    ]);
  });

  test("may stand within functions, and be of operators that ONNX has too", () => {
    const relu = defined("Relu", ["a"], ["b"], [node("Add", ["a", "a"], ["b"])]);
    const twice = defined("Twice", ["a"], ["b"], [call("Relu", ["a"], ["m"]), node("Relu", ["m"], ["b"])]);
    const network = read([twice, relu], [call("Twice", ["x"], ["y"])]);
    expect(printNetwork(network)).toBe("%0 x[1, 2] = input\n%1 m[1, 2] = add(%0, %0)\n%2 y[1, 2] = relu(%1)\nreturn %2 y\n");
  });

  test("hands its attributes on; those it does not have are the function's, or are not there", () => {
    const leaky = defined(
      "Leaky",
      ["a"],
      ["b"],
      [
        node("LeakyRelu", ["a"], ["c"], { attribute: [referring("alpha", "slope")] }),
        node("LeakyRelu", ["c"], ["d"], { attribute: [referring("alpha", "other")] }),
        node("LeakyRelu", ["d"], ["b"], { attribute: [referring("alpha", "none")] }),
      ],
      { attribute: ["none"], attributeProto: [float("slope", 0.25), float("other", 0.125)] },
    );
    const { values } = read([leaky], [call("Leaky", ["x"], ["y"], { attribute: [float("slope", 0.5)] })]);
    expect(values.flatMap((one) => (one.kind === "operation" ? [one.attributes] : []))).toEqual([{ slope: 0.5 }, { slope: 0.125 }, { slope: Math.fround(0.01) }]);
  });

  test("may leave out inputs and outputs, or give an input on", () => {
    const layer = defined("Gemm", ["x", "w", "b"], ["y", "same", "unused"], [node("Gemm", ["x", "w", "b"], ["y"]), node("Relu", ["y"], ["unused"])], {
      output: ["y", "x", "unused"],
    });
    const network = read([layer], [call("Gemm", ["x", "W"], ["y", "copy"])], { output: [value("y", ["N", 2]), value("copy", ["N", 2])] });
    expect(printNetwork(network)).toMatch(/^%0 x\[1, 2\] = input\n/);
    expect(network.outputs.map(({ name, value: id }) => [name, network.values[id].kind])).toEqual([["y", "operation"], ["copy", "operation"]]);
  });

  test("is told from others by domain and overload", () => {
    const relu = defined("F", ["a"], ["b"], [node("Relu", ["a"], ["b"])], { overload: "relu" });
    const add = defined("F", ["a"], ["b"], [node("Add", ["a", "a"], ["b"])], { overload: "add" });
    const network = read([relu, add], [call("F", ["x"], ["y"], { overload: "add" })]);
    expect(printNetwork(network)).toBe("%0 x[1, 2] = input\n%1 y[1, 2] = add(%0, %0)\nreturn %1 y\n");
  });

  test("leaves the numbers of other nodes as they are", () => {
    expectRefusal(bytesOf([layer], [call("Layer", ["x", "W"], ["h"]), node("If", ["h", "W"], ["y"])]), {
      message: "a node of the model is not supported",
      note: expect.stringMatching(/^node number 2 \(If\): /) as string,
      hint: expect.any(String) as string,
    });
  });
});

test("a function is of the operators it names, whatever the model's", () => {
  // Softmax of three axes means something else before version 13, which is not asked here; broadcasting does before version 7.
  const add = defined("Add6", ["a", "b"], ["c"], [node("Add", ["a", "b"], ["c"], { attribute: [int("broadcast", 1)] })], { opsetImport: [{ domain: "", version: 6n }] });
  const network = read([add], [call("Add6", ["x", "B"], ["y"])], { initializer: [tensor("B", [2])] });
  expect(printNetwork(network)).toBe("%0 x[1, 2] = input\n%1 B[2] = parameter\n%2 y[1, 2] = add(%0, %1)\nreturn %2 y\n");
});

test("a function that nothing calls is not looked at", () => {
  expect(read([defined("Odd", [], [], [node("Nothing", ["?"], ["!"])])], [node("Relu", ["x"], ["y"])]).values.length).toBe(2);
});

describe("what is refused", () => {
  test("functions that call each other in a circle", () => {
    const functions = [defined("A", ["a"], ["b"], [call("B", ["a"], ["b"])]), defined("B", ["a"], ["b"], [call("A", ["a"], ["b"])])];
    expectRefusal(bytesOf(functions, [call("A", ["x"], ["y"])]), { message: "the functions of the model call each other in a circle", note: "A\ncalls B\ncalls A" });
  });

  test("functions that are defined twice", () => {
    const relu = defined("F", ["a"], ["b"], [node("Relu", ["a"], ["b"])]);
    expectRefusal(bytesOf([relu, relu], [call("F", ["x"], ["y"])]), { message: 'the function "F" is defined twice' });
  });

  test("functions that are nested too deep", () => {
    const functions = Array.from({ length: 101 }, (_, depth) => defined(`F${depth}`, ["a"], ["b"], [call(`F${depth + 1}`, ["a"], ["b"])]));
    const last = defined("F101", ["a"], ["b"], [node("Relu", ["a"], ["b"])]);
    expectRefusal(bytesOf([...functions, last], [call("F0", ["x"], ["y"])]), {
      message: "the functions of the model are nested more than 100 deep",
      hint: "inline them when exporting, for example with onnx.inliner.inline_local_functions",
    });
    expect(read([...functions, last], [call("F2", ["x"], ["y"])]).values.length).toBe(2);
  });

  test("functions that stand for too many nodes", () => {
    const functions = Array.from({ length: 40 }, (_, depth) =>
      defined(`F${depth}`, ["a"], ["b"], [call(`F${depth + 1}`, ["a"], ["m"]), call(`F${depth + 1}`, ["m"], ["b"])]),
    );
    const last = defined("F40", ["a"], ["b"], [node("Relu", ["a"], ["b"])]);
    expectRefusal(bytesOf([...functions, last], [call("F0", ["x"], ["y"])]), {
      message: `the model has more than ${MAXIMUM_NODES} nodes, those of its functions included`,
      note: `at most ${MAXIMUM_NODES} are read`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  });

  test("calls with more inputs or outputs than the function has", () => {
    const relu = defined("F", ["a"], ["b"], [node("Relu", ["a"], ["b"])]);
    expectRefusal(bytesOf([relu], [call("F", ["x", "x"], ["y"])]), { message: 'the function "F" is called with 2 inputs and 1 outputs', note: "it has 1 and 1" });
    expectRefusal(bytesOf([relu], [call("F", ["x"], ["y", "z"])]), { message: 'the function "F" is called with 1 inputs and 2 outputs', note: "it has 1 and 1" });
  });

  test("a function of two versions of the operators", () => {
    const relu = defined("F", ["a"], ["b"], [node("Relu", ["a"], ["b"])], { opsetImport: [{ domain: "", version: 13n }, { domain: "ai.onnx", version: 14n }] });
    expectRefusal(bytesOf([relu], [call("F", ["x"], ["y"])]), { message: 'the function "F" uses several versions of the ONNX operators at once: 13, 14' });
  });

  test("a function that computes less than it says, or uses what it is not given", () => {
    const nothing = defined("F", ["a"], ["b"], []);
    expectRefusal(bytesOf([nothing], [call("F", ["x"], ["h"]), node("Relu", ["h"], ["y"])]), {
      place: "node number 1 (Relu)",
      message: 'the value "h" is used but nothing defines it',
    });
    const outer = defined("F", ["a"], ["b"], [node("Add", ["a", "W"], ["b"])]);
    expectRefusal(bytesOf([outer], [call("F", ["x"], ["y"], { name: "f" })]), {
      place: 'node "f/Add 1" (Add)',
      message: 'the value "W_2" is used but nothing defines it',
    });
  });
});
