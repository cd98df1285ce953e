// What reading ONNX makes of correct files that tools write differently, or hardly ever.

import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { readModel } from "../../../src/formats/index.ts";
import { MAXIMUM_NODES } from "../../../src/formats/onnx/maximum-nodes.ts";
import type { Network } from "../../../src/network/network.ts";
import { printNetwork } from "../../../src/network/print-network.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";
import type { GraphParts, ModelParts, TensorParts } from "./models.ts";
import { file, FILE, float, int, integers, littleEndian, node, tensor, value } from "./models.ts";

function read(changes: GraphParts = {}, modelChanges: ModelParts = {}): Network {
  return readModel(file(changes, modelChanges), FILE).network;
}

function parameter(network: Network, name: string): readonly number[] {
  const found = network.values.find((one) => one.kind === "parameter" && one.name === name);
  return found?.kind === "parameter" ? [...found.data] : [];
}

describe("a graph", () => {
  test("names its values and where they come from", () => {
    const network = read();
    expect(printNetwork(network)).toBe(
      "%0 x[1, 2] = input\n%1 W[3, 2] = parameter\n%2 b[3] = parameter\n%3 y[1, 3] = gemm(%0, %1, %2) transposeB=1\nreturn %3 y\n",
    );
    expect(network.values.map(({ origin }) => origin)).toEqual(
      ['input "x"', 'parameter "W"', 'parameter "b"', 'node "fc1" (Gemm)'].map((place) => ({ file: FILE, place })),
    );
  });

  test("may list nodes in any order", () => {
    const nodes = [node("Relu", ["b1"], ["y"]), node("Add", ["a", "x"], ["b1"]), node("Relu", ["x"], ["a"])];
    const ordered = read({ node: [...nodes].reverse(), output: [value("y", ["N", 2])] });
    expect(printNetwork(read({ node: nodes, output: [value("y", ["N", 2])] }))).toBe(printNetwork(ordered));
  });

  test("may have inputs, parameters and results that nothing uses", () => {
    const network = read({
      node: [node("Relu", ["x"], [""]), node("Relu", ["x"], []), node("Dropout", ["x"], ["y", "mask"]), node("Relu", ["z"], ["dead"])],
      input: [value("x", ["N", 2]), value("z", ["M", 1])],
      output: [value("y", ["N", 2])],
    });
    expect(network.inputs.map(({ name }) => name)).toEqual(["x", "z"]);
    expect(network.values.some(({ kind }) => kind === "parameter")).toBe(false);
  });

  test("may say nothing of an output's type", () => {
    const whole = printNetwork(read({}));
    for (const output of [{ name: "y" }, { name: "y", type: {} }]) expect(printNetwork(read({ output: [output] }))).toBe(whole);
  });

  test("may return an input or a parameter", () => {
    const network = read({ node: [], output: [value("x", ["N", 2]), value("b", [3])] });
    expect(printNetwork(network)).toBe("%0 x[1, 2] = input\n%1 b[3] = parameter\nreturn %0 x, %1 b\n");
  });

  test("keeps the exact value of a float attribute", () => {
    const { values, outputs } = read({ node: [node("LeakyRelu", ["x"], ["y"], { attribute: [float("alpha", Math.fround(0.2))] })], output: [value("y", ["N", 2])] });
    expect(values[outputs[0].value]).toMatchObject({ attributes: { slope: Math.fround(0.2) } });
  });

  test("has the op's default for an attribute that is left out, and 0 for one without a value", () => {
    const network = read({
      node: [node("LeakyRelu", ["x"], ["a"]), node("LeakyRelu", ["a"], ["y"], { attribute: [{ name: "alpha", type: 1 }] })],
      output: [value("y", ["N", 2])],
    });
    expect(network.values.flatMap((one) => (one.kind === "operation" ? [one.attributes] : []))).toEqual([{ slope: Math.fround(0.01) }, { slope: 0 }]);
  });

  test("may use operator sets of other domains, which nodes of its own do not", () => {
    const opsetImport = [
      { domain: "ai.onnx.ml", version: 2n },
      { domain: "ai.onnx", version: 7n },
      { domain: "", version: 7n },
    ];
    expect(printNetwork(read({}, { opsetImport }))).toBe(printNetwork(read()));
  });

  test(`may have ${MAXIMUM_NODES} nodes in a chain, backwards`, () => {
    const chain = Array.from({ length: MAXIMUM_NODES }, (_, position) => node("Relu", [position === 0 ? "x" : `h${position - 1}`], [`h${position}`]));
    const network = read({ node: chain.reverse(), output: [value(`h${MAXIMUM_NODES - 1}`, ["N", 2])] });
    expect(network.values.length).toBe(MAXIMUM_NODES + 1);
  });
});

describe("sizes", () => {
  const shapesOf = (changes: GraphParts): readonly (readonly number[])[] => {
    const { values, inputs } = read(changes);
    return inputs.map(({ value }) => values[value].shape);
  };
  const relu = { node: [node("Relu", ["x"], ["y"])], output: [{ name: "y" }] };

  test("an open first axis counts as 1, a fixed one as what it is", () => {
    expect(shapesOf({ ...relu, input: [value("x", ["batch_size", 4])] })).toEqual([[1, 4]]);
    expect(shapesOf({ ...relu, input: [{ name: "x", type: { tensorType: { elemType: 1, shape: { dim: [{}, { dimValue: 4n }] } } } }] })).toEqual([[1, 4]]);
    expect(shapesOf({ ...relu, input: [value("x", [32, 4])] })).toEqual([[32, 4]]);
    expect(shapesOf({ ...relu, input: [value("x", ["N"])] })).toEqual([[1]]);
    expect(shapesOf({ ...relu, input: [value("x", [])] })).toEqual([[]]);
  });

  test("an output may leave its sizes open", () => {
    expect(read({ ...relu, output: [value("y", ["rows", "columns"])] }).outputs.length).toBe(1);
    expect(read({ ...relu, output: [{ name: "y", type: { tensorType: { elemType: 1 } } }] }).outputs.length).toBe(1);
  });
});

describe("arrays", () => {
  const bias = (b: TensorParts): readonly number[] => parameter(read({ initializer: [tensor("W", [3, 2]), b] }), "b");
  const doubles = [1 + 2 ** -24, 1 + 3 * 2 ** -24, -(2 ** -150)];
  const rounded = [1, 1 + 2 ** -22, 0];

  test("are the same in every form", () => {
    expect(bias(tensor("b", [3], [0.5, -2, 3]))).toEqual([0.5, -2, 3]);
    expect(bias({ name: "b", dims: [3n], dataType: 1, floatData: [littleEndian([0.5, -2, 3])] })).toEqual([0.5, -2, 3]);
    expect(bias({ name: "b", dims: [3n], dataType: 1, floatData: [littleEndian([0.5]), littleEndian([-2, 3])] })).toEqual([0.5, -2, 3]);
  });

  test("of type double are rounded to nearest, ties to even", () => {
    const data = new Uint8Array(Float64Array.from(doubles).buffer);
    expect(bias({ name: "b", dims: [3n], dataType: 11, rawData: data })).toEqual(rounded);
    expect(bias({ name: "b", dims: [3n], dataType: 11, doubleData: [data] })).toEqual(rounded);
  });

  test("of type int and bool are read where an input must have a value", () => {
    const training = (more: TensorParts): Network =>
      read({ node: [node("Dropout", ["x", "", "t"], ["y"])], initializer: [{ name: "t", ...more }], output: [value("y", ["N", 2])] });
    for (const more of [
      { dataType: 9, rawData: Uint8Array.of(0) },
      { dataType: 9, int32Data: [Uint8Array.of(0)] },
      { dataType: 6, rawData: new Uint8Array(4) },
      { dataType: 7, dims: [2n], int64Data: [Uint8Array.of(0x80, 0), Uint8Array.of(0)] },
    ]) {
      expect(training(more).outputs.length).toBe(1);
    }
  });

  test("may be listed as inputs too", () => {
    const input = [value("W", [3, 2]), value("x", ["N", 2]), value("b", [3])];
    expect(printNetwork(read({ input }))).toBe(printNetwork(read()));
  });

  test("that several nodes use are there once", () => {
    const network = read({
      node: [node("Add", ["x", "c"], ["s"]), node("Add", ["s", "c"], ["y"], { attribute: [] })],
      initializer: [tensor("c", [2])],
      output: [value("y", ["N", 2])],
    });
    expect(network.values.filter(({ kind }) => kind === "parameter").length).toBe(1);
  });

  test("in a Constant without an array may be infinite, as masks are", () => {
    const constant = node("Constant", [], ["c"], { attribute: [{ name: "value_floats", type: 6, floats: [1, -Infinity] }] });
    const network = read({ node: [constant, node("Add", ["x", "c"], ["y"])], output: [value("y", ["N", 2])] });
    const [bits] = network.values.flatMap((one) => (one.kind === "constant" ? [one.data] : []));
    expect(bits).toEqual(Uint32Array.of(0x3f800000, 0xff800000));
  });

  test("may be infinite and NaN in single elements, and are kept bit for bit", () => {
    const mask = tensor("mask", [4], [0, -Infinity, Infinity, NaN]);
    const network = read({ node: [node("Add", ["x", "mask"], ["y"])], initializer: [mask], input: [value("x", ["N", 4])], output: [value("y", ["N", 4])] });
    const [computed] = interpret(lower(runPasses(network)), [Float32Array.of(1, 2, 3, 4)], 1);
    expect([...computed]).toEqual([1, -Infinity, Infinity, NaN]);
  });

  test("may be infinite where a node chooses among them while the model is read", () => {
    const network = read({
      node: [
        node("Where", ["seen", "zero", "none"], ["mask"]),
        node("Pad", ["mask", "pads", "none"], ["padded"]),
        node("Add", ["x", "padded"], ["y"]),
      ],
      initializer: [
        { name: "seen", dims: [2n], dataType: 9, rawData: Uint8Array.of(1, 0) },
        tensor("zero", [1], [0]),
        tensor("none", [1], [-Infinity]),
        integers("pads", [0, 1]),
      ],
      input: [value("x", ["N", 3])],
      output: [value("y", ["N", 3])],
    });
    expect(printNetwork(network)).toBe(
      "%0 x[1, 3] = input\n%1 padded_bits[3] = constant\n%2 padded[3] = float_of_bits(%1)\n%3 y[1, 3] = add(%0, %2)\nreturn %3 y\n",
    );
    const [bits] = network.values.flatMap((one) => (one.kind === "constant" ? [one.data] : []));
    expect(bits).toEqual(Uint32Array.of(0, 0xff800000, 0xff800000));
  });

  test("that pad may be infinite or computed", () => {
    const padded = (given: GraphParts): readonly number[] => {
      const network = read({ node: [node("Pad", ["x", "pads", "c"], ["y"])], output: [value("y", [1, 3])], ...given });
      const inputs = [Float32Array.of(1, 2), Float32Array.of(7)].slice(0, network.inputs.length);
      return [...interpret(lower(runPasses(network)), inputs, 1)[0]];
    };
    const pads = integers("pads", [0, 1, 0, 0]);
    expect(padded({ initializer: [pads, tensor("c", [1], [-Infinity])], input: [value("x", [1, 2])] })).toEqual([-Infinity, 1, 2]);
    expect(padded({ initializer: [pads], input: [value("x", [1, 2]), value("c", [1])] })).toEqual([7, 1, 2]);
  });

  test("in a Constant are of any kind", () => {
    const constant = (output: string, attribute: object) => node("Constant", [], [output], { attribute: [attribute] });
    const network = read({
      node: [
        constant("a", { name: "value", type: 4, t: tensor("ignored", [2], [1, 2]) }),
        constant("b0", float("value_float", 3)),
        constant("c", { name: "value_floats", type: 6, floats: [4, 5] }),
        constant("unused", int("value_int", 1)),
        node("Add", ["x", "a"], ["s"]),
        node("Add", ["s", "b0"], ["t"]),
        node("Add", ["t", "c"], ["y"]),
      ],
      output: [value("y", ["N", 2])],
    });
    expect(["a", "b0", "c", "unused"].map((name) => parameter(network, name))).toEqual([[1, 2], [3], [4, 5], []]);
  });
});
