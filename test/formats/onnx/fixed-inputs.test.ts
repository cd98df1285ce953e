// Shapes that are given for inputs, and inputs that are constants: what is read then, and what is refused.

import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { readModel } from "../../../src/formats/index.ts";
import { NOTHING_SAID, type InputSettings } from "../../../src/network/input-settings.ts";
import type { Network } from "../../../src/network/network.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";
import { archive, LEAKY } from "../chainer/archives.ts";
import type { GraphParts, ValueInfoParts } from "./models.ts";
import { expectRefusal, file, FILE, node, value } from "./models.ts";

interface Said {
  readonly sizes?: Readonly<Record<string, number>>;
  readonly shapes?: Readonly<Record<string, readonly number[]>>;
  readonly fixed?: Readonly<Record<string, readonly number[]>>;
}

function settings({ sizes = {}, shapes = {}, fixed = {} }: Said): InputSettings {
  return { sizes: new Map(Object.entries(sizes)), shapes: new Map(Object.entries(shapes)), fixed: new Map(Object.entries(fixed)) };
}

function networkOf(graph: GraphParts, said: Said): Network {
  return readModel(file(graph), FILE, undefined, { said: settings(said) }).network;
}

function shapesOf(graph: GraphParts, said: Said): Readonly<Record<string, readonly number[]>> {
  const { inputs, values } = networkOf(graph, said);
  return Object.fromEntries(inputs.map(({ name, value: id }) => [name, values[id].shape]));
}

function refusal(graph: GraphParts, said: Said): unknown {
  return thrownDiagnostic(() => networkOf(graph, said));
}

/** Of an axis the size, its name, or neither. */
function open(name: string, shape: readonly (number | string | undefined)[], elemType = 1): ValueInfoParts {
  const dim = shape.map((extent) => (typeof extent === "number" ? { dimValue: BigInt(extent) } : extent === undefined ? {} : { dimParam: extent }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

const sum = (x: ValueInfoParts, z: ValueInfoParts): GraphParts => ({ node: [node("Add", ["x", "z"], ["y"])], initializer: [], input: [x, z], output: [{ name: "y" }] });

describe("the shape of an input", () => {
  test("gives sizes that have no name, and those of a name wherever it stands", () => {
    expect(shapesOf(sum(open("x", [undefined, undefined]), open("z", [2, undefined])), { shapes: { x: [2, 5], z: [2, 5] } })).toEqual({ x: [2, 5], z: [2, 5] });
    expect(shapesOf(sum(open("x", ["N", "seq"]), open("z", ["seq"])), { shapes: { x: [1, 5] } })).toEqual({ x: [1, 5], z: [5] });
    expect(shapesOf(sum({ name: "x", type: { tensorType: { elemType: 1 } } }, open("z", [3])), { shapes: { x: [3] } })).toEqual({ x: [3], z: [3] });
  });

  test("is asked for where sizes have no name, or there is no shape", () => {
    expectRefusal(file(sum(open("x", [undefined, undefined, 3]), open("z", [1]))), {
      place: 'input "x"',
      message: "axis 1 has no fixed size",
      note: "it is left open",
      hint: "give the shape, as in --shape x=1,16,3, or export the model with fixed sizes; only the first axis, the batch, may be open, and counts as 1",
    });
  });

  test.each([
    ["another number of axes", { shapes: { x: [5] } }, "cannot be [5]", "it has 2 axes"],
    ["another size", { shapes: { z: [2, 4] } }, "cannot be [2, 4]", "its axis 1 has the size 3"],
    ["two sizes of a name", { shapes: { x: [1, 4] }, sizes: { N: 2 } }, "cannot be [1, 4]", 'its axis 0, "N", has the size 2'],
  ] as const)("is refused for %s", (_, said, message, note) => {
    const [name] = Object.keys(said.shapes);
    expect(refusal(sum(open("x", ["N", "seq"]), open("z", [undefined, 3])), said)).toEqual({
      category: "usage",
      message: `the input "${name}" of ${FILE} ${message}`,
      place: "--shape",
      note,
      hint: "give the sizes that the model leaves open, and the others as they are",
    });
  });
});

describe("an input that is a constant", () => {
  test.each([
    ["float", 1, [0.1], 0.1],
    ["double", 11, [2 ** -60], 2 ** -60],
    ["float16", 10, [0.5], 0.5],
    ["uint8", 2, [255], 255],
    ["int16", 5, [-3], -3],
    ["int64", 7, [16000], 16000],
    ["uint32", 12, [7], 7],
    ["bool", 9, [1], 1],
  ] as const)("of %s is one of the network's", (_, elemType, given, expected) => {
    const graph: GraphParts = {
      node: [node("Cast", ["z"], ["w"], { attribute: [{ name: "to", type: 2, i: 1n }] }), node("Add", ["x", "w"], ["y"])],
      initializer: [],
      input: [value("x", [2]), value("z", [2], elemType)],
      output: [{ name: "y" }],
    };
    const network = runPasses(networkOf(graph, { fixed: { z: given } }));
    expect(network.inputs.map(({ name }) => name)).toEqual(["x"]);
    expect(interpret(lower(network), [Float32Array.of(0, 0)], 1).map((one) => [...one])).toEqual([[Math.fround(expected), Math.fround(expected)]]);
  });

  test("has its elements in their order", () => {
    const network = runPasses(networkOf(sum(open("x", [2]), open("z", [undefined, 2])), { shapes: { z: [2, 2] }, fixed: { z: [1, 2, 3, 4] } }));
    expect(interpret(lower(network), [Float32Array.of(10, 20)], 1).map((one) => [...one])).toEqual([[11, 22, 13, 24]]);
  });

  const hints = { count: "give one number for all elements, or as many as there are", type: "give a number that this type has" };
  test.each([
    [{ z: [1, 2, 3] }, 7, "has 2 elements, not 3", "its shape is [2]", hints.count],
    [{ z: [1.5] }, 7, "cannot be 1.5", "its elements are of type int64", hints.type],
    [{ z: [256] }, 2, "cannot be 256", "its elements are of type uint8", hints.type],
    [{ z: [-1] }, 12, "cannot be -1", "its elements are of type uint32", hints.type],
    [{ z: [2] }, 9, "cannot be 2", "its elements are of type bool", hints.type],
    [{ z: [1e39] }, 1, "cannot be 1e+39", "its elements are of type float", hints.type],
  ] as const)("is refused as %j of type %i", (fixed, elemType, message, note, hint) => {
    expect(refusal(sum(open("x", [2]), open("z", [2], elemType)), { fixed })).toEqual({ category: "usage", message: `the input "z" of ${FILE} ${message}`, place: "--fix", note, hint });
  });
});

test("not every input is a constant", () => {
  expect(refusal(sum(open("x", [2]), open("z", [2])), { fixed: { x: [1], z: [2] } })).toEqual({
    category: "usage",
    message: `the input "z" of ${FILE} cannot be a constant`,
    place: "--fix",
    note: "no input would be left",
    hint: "leave one of them open",
  });
});

test.each([["shapes", "--shape"], ["fixed", "--fix"]] as const)("%s are refused for inputs that there are not", (kind, place) => {
  expect(refusal(sum(open("x", [2]), open("state", [2])), { [kind]: { stat: [2] } })).toEqual({
    category: "usage",
    message: `${FILE} has no input that is called "stat"`,
    place,
    note: 'its inputs: "x", "state"',
    hint: "did you mean 'state'?",
  });
  expect(thrownDiagnostic(() => readModel(archive(), FILE, LEAKY, { said: { ...NOTHING_SAID, [kind]: new Map([["x", [2]]]) } }))).toEqual({
    category: "usage",
    message: `nothing can be said of the inputs of ${FILE}`,
    place,
    note: "shapes and values of inputs are given to ONNX models",
    hint: "leave it out",
  });
});
