// Which axis counts frames, by its number, by the name that the file has for it, and by that of an input.

import { expect, test } from "vitest";
import { NetworkBuilder } from "../../../src/network/network-builder.ts";
import type { NamedAxis } from "../../../src/network/model.ts";
import { sequenceAxis } from "../../../src/network/streaming/sequence-axis.ts";
import { readModel } from "../../../src/formats/index.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";
import { ORIGIN } from "../../fixtures.ts";
import { file, FILE, node, value } from "../../formats/onnx/models.ts";

const builder = new NetworkBuilder();
const ids = [builder.input("features", [1, 1, 20], ORIGIN), builder.input("image", [1, 3, 4], ORIGIN), builder.input("one", [1, 1], ORIGIN)];
const NETWORK = builder.finish(ids);
const NAMES: readonly NamedAxis[] = [
  { input: "features", axis: 0, name: "batch" }, { input: "features", axis: 2, name: "time" }, { input: "image", axis: 2, name: "time" },
  { input: "features", axis: 1, name: "n" }, { input: "image", axis: 2, name: "n" },
];
const refused = (said: string, names = NAMES) => thrownDiagnostic(() => sequenceAxis(NETWORK, names, said));
const HINT = "name one of batch, time, n, or count the axis from 0";
const ALIKE = { category: "usage", place: "--stream", message: "the model cannot be computed frame by frame" };

test("what is said names one axis of all inputs", () => {
  expect(sequenceAxis(NETWORK, NAMES, -1)).toBe(-1);
  expect(sequenceAxis(NETWORK, NAMES, "time")).toBe(2);
  expect(sequenceAxis(NETWORK, NAMES, "features")).toBe(2);
});

test("what names none, or several", () => {
  expect(refused("frames")).toEqual({ ...ALIKE, note: 'no axis and no input of it is called "frames"', hint: HINT });
  expect(refused("frames", [])).toEqual({ ...ALIKE, note: 'no axis and no input of it is called "frames"', hint: "count the axis from 0, for example 2 of [1, channels, time]" });
  expect(refused("n")).toEqual({ ...ALIKE, note: '"n" is axis 1 of "features" and axis 2 of "image"', hint: "count the axis from 0: it is the same one in every input that is a sequence" });
  expect(refused("image")).toEqual({ ...ALIKE, note: 'the input "image" is [1, 3, 4], of which several axes may be a sequence', hint: HINT });
  expect(refused("one")).toEqual({ ...ALIKE, note: 'the input "one" is [1, 1], of which no axis is a sequence', hint: HINT });
});

test("an ONNX file says what it calls axes, whatever sizes they are given", () => {
  const bytes = file({ node: [node("Relu", ["x"], ["y"])], initializer: [], input: [value("x", ["batch", 2, "time"])], output: [{ name: "y" }] });
  const { axisNames } = readModel(bytes, FILE, undefined, { said: { sizes: new Map([["time", 9]]), shapes: new Map(), fixed: new Map() } });
  expect(axisNames).toEqual([{ input: "x", axis: 0, name: "batch" }, { input: "x", axis: 2, name: "time" }]);
});
