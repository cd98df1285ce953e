// Sizes that a model leaves open: which count as the batch, which may be given, and what is refused.

import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { readModel } from "../../../src/formats/index.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";
import { archive, LEAKY } from "../chainer/archives.ts";
import { NOTHING_SAID } from "../../../src/network/input-settings.ts";
import { describeNotice } from "../../../src/network/notice.ts";
import type { GraphParts, NodeParts, ValueInfoParts } from "./models.ts";
import { expectRefusal, file, FILE, int, ints, node, tensor, value } from "./models.ts";

const sum = (first: ValueInfoParts, second: ValueInfoParts): GraphParts => ({
  node: [node("Add", ["x", "z"], ["y"])],
  initializer: [],
  input: [first, second],
  output: [{ name: "y" }],
});
const relu = (x: ValueInfoParts, y: ValueInfoParts = { name: "y" }): GraphParts => ({ node: [node("Relu", ["x"], ["y"])], initializer: [], input: [x], output: [y] });

function shapesOf(graph: GraphParts, sizes: Readonly<Record<string, number>> = {}): readonly (readonly number[])[] {
  const { inputs, values } = readModel(file(graph), FILE, undefined, { said: { ...NOTHING_SAID, sizes: new Map(Object.entries(sizes)) } }).network;
  return inputs.map(({ value: id }) => values[id].shape);
}

describe("a first axis", () => {
  test.each([-1, 0])("of size %i is open, in inputs and outputs", (extent) => {
    expect(shapesOf(relu(value("x", [extent, 4]), value("y", [extent, 4])))).toEqual([[1, 4]]);
  });

  test("of size 0 has no elements where it cannot be a batch", () => {
    const concat: GraphParts = { node: [node("Concat", ["x", "z"], ["y"], { attribute: [int("axis", 0)] })], initializer: [], output: [value("y", [3, 4])] };
    expect(shapesOf({ ...concat, input: [value("x", [0, 4]), value("z", [3, 4])] })).toEqual([[3, 4]]);
  });

  test("of size -1 is open elsewhere in outputs alone", () => {
    expect(shapesOf(relu(value("x", [1, 4]), value("y", [1, -1])))).toEqual([[1, 4]]);
    expectRefusal(file(relu(value("x", [1, -1]))), {
      place: 'input "x"',
      message: "axis 1 has no fixed size",
      note: "it is -1",
      hint: "give the shape, as in --shape x=1,16, or export the model with fixed sizes; only the first axis, the batch, may be open, and counts as 1",
    });
  });
});

describe("a first axis that a recurrence runs along", () => {
  const gru = (ends: GraphParts["input"], nodes: readonly NodeParts[], output: string): Uint8Array => file({
    node: [...nodes],
    initializer: [tensor("W", [1, 6, 2], Array.from({ length: 12 }, () => 0.5)), tensor("R", [1, 6, 2], Array.from({ length: 12 }, () => 0.25))],
    input: ends ?? [],
    output: [{ name: output }],
  });
  const forward = node("GRU", ["x", "W", "R"], ["Y", "H"], { attribute: [int("hidden_size", 2)] });
  const turned = [node("Transpose", ["b"], ["x"], { attribute: [ints("perm", [1, 0, 2])] }), forward];
  const noticesOf = (bytes: Uint8Array, sizes: Readonly<Record<string, number>> = {}) => readModel(bytes, FILE, undefined, { said: { ...NOTHING_SAID, sizes: new Map(Object.entries(sizes)) } }).notices;

  test.each(["Y", "H"])("is said to be one step, of what gives %s", (output) => {
    const open = gru([value("x", ["steps", 1, 2])], [forward], output);
    expect(noticesOf(open)).toEqual([{ kind: "open-sequence", input: "x", axis: "steps" }]);
    expect((noticesOf(open) ?? []).map(describeNotice)).toEqual([
      'the first axis of the input "x", "steps", is left open and counts as 1: the function takes a sequence of one element; give its size to have a longer one',
    ]);
    expect(noticesOf(open, { steps: 1 })).toBeUndefined();
    expect(noticesOf(open, { steps: 5 })).toBeUndefined();
  });

  test("is told from a batch, and from a step that the file fixes", () => {
    expect(noticesOf(gru([value("b", ["N", 4, 2])], turned, "Y"))).toBeUndefined();
    expect(noticesOf(gru([value("b", ["N", 1, 2])], turned, "Y"))).toBeUndefined();
    expect(noticesOf(gru([value("x", [1, 1, 2])], [forward], "H"))).toBeUndefined();
  });
});

describe("sizes that are given", () => {
  test("are those of every axis of that name", () => {
    const graph = sum(value("x", ["N", "seq", 2]), value("z", ["seq", 2]));
    expect(shapesOf(graph, { seq: 5 })).toEqual([[1, 5, 2], [5, 2]]);
    expect(shapesOf(graph, { N: 3, seq: 5 })).toEqual([[3, 5, 2], [5, 2]]);
  });

  test("are asked for where they are missing", () => {
    expectRefusal(file(relu(value("x", ["N", "seq"]))), {
      place: 'input "x"',
      message: "axis 1 has no fixed size",
      note: 'it is "seq"',
      hint: "give the size, as in --dim seq=16, or export the model with fixed sizes; only the first axis, the batch, may be open, and counts as 1",
    });
  });

  test("must agree with what outputs are declared as", () => {
    expectRefusal(
      file(relu(value("x", ["N", "seq"]), value("y", ["N", 4]))),
      {
        place: 'output "y"',
        message: "an output is declared as [1, 4] but computed as [1, 5]",
        note: "a first axis of open size counts as 1",
        hint: "export the model with the shapes that its nodes compute, or without shapes of its outputs",
      },
      { said: { ...NOTHING_SAID, sizes: new Map([["seq", 5]]) } },
    );
  });

  const refusalOf = (bytes: Uint8Array, sizes: Readonly<Record<string, number>>, layers = false) => {
    return thrownDiagnostic(() => readModel(bytes, FILE, layers ? LEAKY : undefined, { said: { ...NOTHING_SAID, sizes: new Map(Object.entries(sizes)) } }));
  };
  test.each([
    ["a name the model does not have", file(relu(value("x", ["N", "seq"]))), { sec: 5 }, { note: 'the sizes that have names: "N", "seq"', hint: "did you mean 'seq'?" }],
    ["a name like none", file(relu(value("x", ["N", "seq"]))), { width: 5 }, { note: 'the sizes that have names: "N", "seq"', hint: "give one of these" }],
    ["a model without open sizes", file(relu(value("x", [1, 2]))), { seq: 5 }, { note: "no size of its inputs has a name", hint: "leave it out" }],
  ] as const)("are refused for %s", (_, bytes, sizes, expected) => {
    expect(refusalOf(bytes, sizes)).toEqual({
      category: "usage",
      message: `${FILE} leaves no size open that is called "${Object.keys(sizes)[0]}"`,
      place: "--dim",
      ...expected,
    });
  });

  test("are refused for formats that leave none open", () => {
    expect(refusalOf(archive(), { seq: 5 }, true)).toEqual({
      category: "usage",
      message: `${FILE} leaves no size open that is called "seq"`,
      place: "--dim",
      note: "no size of its inputs has a name",
      hint: "leave it out",
    });
  });
});

test("a size of an initializer that is listed as an input is none of the model's", () => {
  const graph: GraphParts = { input: [value("x", ["N", 2]), value("W", ["rows", 2])] };
  expect(() => readModel(file(graph), FILE, undefined, { said: { ...NOTHING_SAID, sizes: new Map([["rows", 3]]) } })).toThrow(DiagnosticError);
  expect(shapesOf(graph, { N: 1 })).toEqual([[1, 2]]);
});
