// The training record in a file's metadata: there and back, and every way it can be wrong.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readModel, writeModel } from "../../../src/formats/index.ts";
import { writeRecord } from "../../../src/formats/onnx/training-record.ts";
import { networkDigest } from "../../../src/network/digest.ts";
import type { TrainingRecord } from "../../../src/network/model.ts";
import { denseNetwork, EXP_RECORD } from "../../fixtures.ts";
import { diagnosticOf, file, FILE, value } from "./models.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
const positive = finite.map(Math.abs);
const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 40 });
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/);

function records(inputs: number, outputs: number): fc.Arbitrary<TrainingRecord> {
  const interval = fc.tuple(finite, finite).filter(([a, b]) => a !== b).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));
  return fc.record({
    targets: fc.array(printable, { minLength: outputs, maxLength: outputs }),
    domain: fc
      .uniqueArray(name, { minLength: inputs, maxLength: inputs })
      .chain((names) => fc.tuple(...names.map((one) => interval.map((ends) => ({ name: one, ...ends }))))),
    recipe: printable,
    seed: fc.nat(2 ** 32 - 1),
    iterations: fc.maxSafeNat(),
    batch: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    command: printable,
    error: fc.option(
      fc.record({
        maximum: positive,
        at: fc.array(finite, { minLength: inputs, maxLength: inputs }),
        rootMeanSquare: positive,
        samples: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        byOutput: fc.array(positive, { minLength: outputs, maxLength: outputs }),
      }, { requiredKeys: ["maximum", "at", "rootMeanSquare", "samples"] }),
      { nil: undefined },
    ),
    history: fc.record({ stride: fc.integer({ min: 1, max: 10_000 }), losses: fc.array(positive), maximumErrors: fc.array(positive) }),
  }, { requiredKeys: ["targets", "domain", "recipe", "seed", "iterations", "batch", "command", "error"] });
}

describe("a record", () => {
  test("is the same after writing and reading, number by number", () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(sizes.chain(([inputs, outputs]) => fc.tuple(fc.constant([inputs, outputs] as const), records(inputs, outputs))), ([[inputs, outputs], record]) => {
        const network = denseNetwork([inputs, outputs], 1);
        expect(readModel(writeModel({ network, record }, "1.2.3"), FILE).record).toEqual(record);
      }),
    );
  });

  test("has these entries", () => {
    const network = denseNetwork([1, 1], 1);
    expect(writeRecord(EXP_RECORD, network)).toEqual([
      ["nnc.target", "exp(x)"],
      ["nnc.domain", "x=0:1"],
      ["nnc.recipe", "article"],
      ["nnc.seed", "1"],
      ["nnc.iterations", "10000"],
      ["nnc.batch", "100"],
      ["nnc.command", "nnc train --recipe article --seed 1"],
      ["nnc.error.maximum", "0.0041234567"],
      ["nnc.error.at", "0.25"],
      ["nnc.error.rms", "0.001"],
      ["nnc.error.samples", "65537"],
      ["nnc.error.parameters", networkDigest(network)],
    ]);
  });

  test("of a classifier has these, in ASCII, and is the same after writing and reading", () => {
    const common = { file: "d.csv", sha256: "0".repeat(64), outputs: [{ name: "k", low: 0, high: 1 }], heldOut: undefined };
    const error = { maximum: 0.5, at: [0], rootMeanSquare: 0.25, samples: 4, right: 3 };
    const network = denseNetwork([1, 1], 1);
    const oneOf: TrainingRecord = { ...EXP_RECORD, targets: [], error, data: { ...common, classes: { kind: "one-of", column: "k \"ö\"", labels: ["a,b", "é\n"] } } };
    expect(writeRecord(oneOf, network)).toEqual(expect.arrayContaining([
      ["nnc.data.classes.kind", "one-of"],
      ["nnc.data.classes", '["a,b","\\u00e9\\n"]'],
      ["nnc.data.classes.column", '"k \\"\\u00f6\\""'],
      ["nnc.error.right", "3"],
    ]));
    const each: TrainingRecord = { ...EXP_RECORD, targets: [], error, data: { ...common, heldOut: error, classes: { kind: "each" } } };
    const columns: TrainingRecord = { ...EXP_RECORD, targets: [], error, data: { ...common, classes: { kind: "one-of", column: "", labels: ["a", "b"] } } };
    // Headers of an input and an output.
    const titled: TrainingRecord = { ...columns, error: undefined, data: { ...common, headers: ["Öl [°C]", ""] } };
    expect(writeRecord(titled, network)).toContainEqual(["nnc.data.headers", '["\\u00d6l [\\u00b0C]",""]']);
    for (const record of [oneOf, each, columns, titled]) expect(readModel(writeModel({ network, record }, "1.2.3"), FILE).record).toEqual(record);
  });

  test("of several variables and outputs has these", () => {
    const domain = [
      { name: "a", low: -1e-7, high: 1e21 },
      { name: "b", low: 0, high: 0.1 },
    ];
    const error = { maximum: 2, at: [0, 1], rootMeanSquare: 1, samples: 3, byOutput: [0.5, 2] };
    const record: TrainingRecord = { ...EXP_RECORD, targets: ["a + b", "a, b"], domain, error };
    expect(writeRecord(record, undefined)).toContainEqual(["nnc.error.outputs", "0.5,2"]);
    expect(writeRecord(record, undefined).slice(0, 3)).toEqual([
      ["nnc.target.0", "a + b"],
      ["nnc.target.1", "a, b"],
      ["nnc.domain", "a=-1e-7:1e+21,b=0:0.1"],
    ]);
  });
});

describe("metadata", () => {
  const copy = { node: [], initializer: [], input: [value("x", ["N", 1])], output: [value("x", ["N", 1])] };
  const entries = new Map(writeRecord(EXP_RECORD, readModel(file(copy), FILE).network));
  /** The file of y = x with the record's entries, some of them replaced. */
  function withMetadata(changes: Readonly<Record<string, string | undefined>>, more: readonly (readonly [string, string])[] = []): Uint8Array {
    const changed = new Map<string, string | undefined>([...entries, ...Object.entries(changes)]);
    const metadataProps = [...[...changed].flatMap(([key, text]) => (text === undefined ? [] : [{ key, value: text }])), ...more.map(([key, text]) => ({ key, value: text }))];
    return file(copy, { metadataProps });
  }
  const all = Object.fromEntries([...entries.keys()].map((key) => [key, undefined]));
  const error = { "nnc.error.maximum": undefined, "nnc.error.at": undefined, "nnc.error.rms": undefined, "nnc.error.samples": undefined };

  const classes = {
    "nnc.target": undefined,
    "nnc.data.file": "d.csv",
    "nnc.data.sha256": "0".repeat(64),
    "nnc.data.outputs": "k=0:1",
    "nnc.data.classes.kind": "one-of",
    "nnc.data.classes": '["a","b"]',
  };

  test("of other tools is left alone", () => {
    expect(readModel(withMetadata({}), FILE).record).toEqual(EXP_RECORD);
    expect(readModel(withMetadata({ ...all, stride: "32", "nnc.unknown": "1", nnc: "", "": "" }), FILE).record).toBeUndefined();
    expect(readModel(withMetadata({}, [["author", "me"], ["author", "you"]]), FILE).record).toEqual(EXP_RECORD);
    expect(readModel(withMetadata(error), FILE).record).toEqual({ ...EXP_RECORD, error: undefined });
  });

  const malformed: readonly (readonly [string, string, Uint8Array])[] = [
    ["nnc.target", "it is missing", withMetadata({ "nnc.target": undefined })],
    ["nnc.recipe", "it is missing", withMetadata({ "nnc.recipe": undefined })],
    ["nnc.error.rms", "it is missing", withMetadata({ "nnc.error.rms": undefined })],
    ["nnc.seed", "it is there twice", withMetadata({}, [["nnc.seed", "1"]])],
    ["nnc.seed", '"" must be a number', withMetadata({ "nnc.seed": "" })],
    ["nnc.seed", '"1.5" must be a whole number', withMetadata({ "nnc.seed": "1.5" })],
    ["nnc.seed", '"-1" must be at least 0', withMetadata({ "nnc.seed": "-1" })],
    ["nnc.seed", '"4294967296" must be at most 4294967295', withMetadata({ "nnc.seed": "4294967296" })],
    ["nnc.batch", '"0" must be at least 1', withMetadata({ "nnc.batch": "0" })],
    ["nnc.iterations", '"0x10" must be a number', withMetadata({ "nnc.iterations": "0x10" })],
    ["nnc.error.maximum", '"NaN" must be a number', withMetadata({ "nnc.error.maximum": "NaN" })],
    ["nnc.error.maximum", '"1e999" must be a finite number', withMetadata({ "nnc.error.maximum": "1e999" })],
    ["nnc.error.maximum", '"-1" must not be negative', withMetadata({ "nnc.error.maximum": "-1" })],
    ["nnc.error.at", '"" must be a number', withMetadata({ "nnc.error.at": "" })],
    ["nnc.error.at", "the network has 1 inputs, the place of the error 2", withMetadata({ "nnc.error.at": "0,1" })],
    ["nnc.error.outputs", "the network has 1 outputs, but there are 2 errors", withMetadata({ "nnc.error.outputs": "0,1" })],
    ["nnc.error.outputs", '"-1" must not be negative', withMetadata({ "nnc.error.outputs": "-1" })],
    ["nnc.domain", '"x=1:0" must have the form x=0:1, several of them separated by commas', withMetadata({ "nnc.domain": "x=1:0" })],
    ["nnc.domain", '"0:1" must have the form x=0:1, several of them separated by commas', withMetadata({ "nnc.domain": "0:1" })],
    ["nnc.domain", '"x=0:1e999" must have the form x=0:1, several of them separated by commas', withMetadata({ "nnc.domain": "x=0:1e999" })],
    ["nnc.domain", '"x=0:1,x=0:1" names a variable twice', withMetadata({ "nnc.domain": "x=0:1,x=0:1" })],
    ["nnc.domain", "the network has 1 inputs, the domain 2", withMetadata({ "nnc.domain": "x=0:1,y=0:1" })],
    ["nnc.command", '"nnc\\x0atrain" must be printable ASCII', withMetadata({ "nnc.command": "nnc\ntrain" })],
    ["nnc.target", '"é" must be printable ASCII', withMetadata({ "nnc.target": "é" })],
    ["nnc.target", "the network has 1 outputs, but there are 2 targets", withMetadata({ "nnc.target": undefined, "nnc.target.0": "x", "nnc.target.1": "x" })],
    ["nnc.target.0", "it is missing", withMetadata({ "nnc.target.1": "x" })],
    ["nnc.target.0", "it is missing", withMetadata({ "nnc.target": undefined, "nnc.target.1": "x" })],
    ["nnc.error.right", "there are no classes", withMetadata({ "nnc.error.right": "1" })],
    ["nnc.error.right", "more are right than the 65537 samples", withMetadata({ ...classes, "nnc.error.right": "65538" })],
    ["nnc.data.classes.kind", '"some" must be one-of or each', withMetadata({ ...classes, "nnc.data.classes.kind": "some" })],
    ["nnc.data.classes", "it is missing", withMetadata({ ...classes, "nnc.data.classes": undefined })],
    ["nnc.data.classes", "the network has 1 outputs, but there are 3 labels", withMetadata({ ...classes, "nnc.data.classes": '["a","b","c"]' })],
    ...['["a","a"]', '["a"]', '["a",1]', "a,b", "{}"].map((text) => [
      "nnc.data.classes",
      `${JSON.stringify(text).replaceAll('\\"', '"')} must be a JSON list of labels that differ, such as ["no","yes"]`,
      withMetadata({ ...classes, "nnc.data.classes": text }),
    ] as const),
    ["nnc.data.headers", '"["x",1]" must be a JSON list of texts, such as ["temp [degC]","y"]', withMetadata({ ...classes, "nnc.data.headers": '["x",1]' })],
    ["nnc.data.headers", "the network has 1 inputs and 1 outputs, but there are 3 headers", withMetadata({ ...classes, "nnc.data.headers": '["x","y","z"]' })],
    ["nnc.data.classes.column", '"1" must be a text in JSON', withMetadata({ ...classes, "nnc.data.classes.column": "1" })],
  ];
  test.each(malformed)("%s: %s", (key, note, bytes) => {
    expect(diagnosticOf(bytes)).toEqual({
      category: "model",
      place: `${FILE}: metadata entry "${key}"`,
      message: "the training record of the model cannot be read",
      note,
      hint: "remove the metadata entries that begin with nnc., or train the model again",
    });
  });
});

test("the record of a training on data comes back, with and without held-out samples", () => {
  const error = { maximum: 0.5, at: [0.25], rootMeanSquare: 0.125, samples: 7 };
  for (const heldOut of [error, undefined]) {
    const data = { file: "samples.csv", sha256: "0123456789abcdef".repeat(4), outputs: [{ name: "y", low: -1, high: 2 }], heldOut, ...(heldOut && { split: { share: 0.2, seed: 7 } }) };
    const record: TrainingRecord = { ...EXP_RECORD, targets: [], data };
    expect(readModel(writeModel({ network: denseNetwork([1, 1], 1), record }, "1.2.3"), FILE).record).toEqual(record);
  }
  const columns = ["y", "z"].map((name) => ({ name, low: -1, high: 2 }));
  const data = { file: "samples.csv", sha256: "0123456789abcdef".repeat(4), outputs: columns, heldOut: { ...error, byOutput: [0.5, 0.25] } };
  const record: TrainingRecord = { ...EXP_RECORD, targets: [], error: { ...error, byOutput: [0.125, 0.5] }, data };
  expect(readModel(writeModel({ network: denseNetwork([1, 2], 1), record }, "1.2.3"), FILE).record).toEqual(record);
});
