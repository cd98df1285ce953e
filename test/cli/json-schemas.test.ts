// What nnc prints with --json and the schemas of it: every command has one, every kind of document is tried, and a schema refuses what nnc does
// not print. Failures are those of json-failures.test.ts, which holds them to the schemas as every test does that asks for JSON.

import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { benchAsJson } from "../../src/cli/commands/bench/bench-report.ts";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { JSON_FORMATS } from "../../src/cli/commands/json-formats.ts";
import { jsonSchema } from "../../src/cli/commands/schema/json-schema.ts";
import { failureJson } from "../../src/cli/json/failure-json.ts";
import { nncWithin } from "./nnc-within.ts";
import { faultsIn, holdToSchema, publishedSchema } from "./published-schemas.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

beforeAll(async () => {
  copyFileSync(fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url)), join(cwd, "exp.onnx"));
  writeFileSync(join(cwd, "classes.csv"), "x,kind\n0,low\n0.1,low\n0.2,low\n0.3,low\n0.7,high\n0.8,high\n0.9,high\n1,high\n");
  writeFileSync(join(cwd, "points.csv"), "x,y\n0,1\n0.5,1.6487\n1,2.7182\n");
  await nncWithin("train --data classes.csv --hidden 2 --hold-out 0 -o classes.onnx -q".split(" "), { cwd });
  await nncWithin("emit exp.onnx -o exp.c -q".split(" "), { cwd });
  await nncWithin("emit exp.onnx --form table -o table.c -q".split(" "), { cwd });
});

/** Command lines by the titles of what they print, for each command. */
const PRINTED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  certify: {
    "what is proved of the error": ["exp.onnx", "exp.onnx --form table --max-error 1e-2", "exp.onnx --max-error 1e-9"],
    "what is known of properties": ["exp.onnx --properties range,rising,even"],
    "whether classes stay the same around points": ["classes.onnx --around 0.05 --around 0.5 --radius 0.1"],
  },
  check: {
    "how results of compiled sources compare": ["exp.onnx --lang c --batch"],
    "how results at every float compare": ["exp.onnx --lang c --exhaustive --domain 1:1.0001"],
  },
  diff: { "what changed between two models": ["exp.onnx exp.onnx", "classes.onnx classes.onnx", "exp.onnx classes.onnx --max-error 1", "exp.onnx exp.onnx --data points.csv"] },
  emit: { "how files differ from what would be emitted": ["--check exp.c", "exp.onnx --check table.c"] },
  info: { "what is in a model": ["exp.onnx --parameters", "classes.onnx"] },
  quantize: { "a model that was quantised": ["exp.onnx -o e8.onnx --max-loss 1", "classes.onnx --data classes.csv -o c8.onnx --keep-float l1"] },
  run: { "results at points": ["exp.onnx --at 0.5 --at 1e30", "exp.onnx --data points.csv", "classes.onnx --data classes.csv"] },
  trace: { "the steps of a line": ["--steps 2 --seed 1", "--samples article"] },
};

const AB = "ab".repeat(32);
const error = { maximum: 0.5, at: [0.5], rootMeanSquare: 0.1, samples: 9, maximumUlp: Infinity, ulpAt: [0.25] };
const row = { contender: "emitted", title: "emitted", independent: 1.5, dependent: undefined, instructions: undefined, code: 9, data: 0, stack: 8, error, difference: 0 };
const leftOut = { contender: "onnx2c", title: "onnx2c", kind: "missing", reason: "on the PATH" } as const;

/** Of a benchmark that is not run: it is, and held to its schema, in bench.test.ts. */
const BENCHMARK = benchAsJson({
  fileName: "exp.onnx", modelSha256: AB, targets: ["exp(x)"], domain: [{ name: "x", low: 0, high: 1 }], isDomainKnown: true, compared: 9,
  benchmark: { sections: [{ language: "c", compiler: "gcc", version: "12", options: ["-O2"], rows: [row], leftOut: [leftOut] }], leftOut: [leftOut], uncounted: undefined },
  missing: [{ name: "clang", install: undefined }],
});

/** All documents of a command with the titles that they should have. */
async function documentsOf(command: string): Promise<readonly { readonly title: string; readonly words: string; readonly text: string }[]> {
  if (command === "bench") return [{ title: "what was measured", words: "bench", text: BENCHMARK }];
  const cases = Object.entries(PRINTED[command]).flatMap(([title, lines]) => lines.map((line) => ({ title, words: `${command} ${line} --json` })));
  const documents = [];
  for (const { title, words } of cases) documents.push({ title, words, text: (await nncWithin(words.split(" "), { cwd })).stdout });
  return documents;
}

const commands = Object.keys(JSON_FORMATS);

test("every command with --json has a schema, and no other has one", async () => {
  const loaded = await Promise.all(COMMANDS.map(async ({ name, load }) => ({ name, options: (await load()).options })));
  const withJson = loaded.filter(({ options }) => options.some(({ name }) => name === "json")).map(({ name }) => name);
  expect(commands.toSorted()).toEqual(withJson.toSorted());
});

/** By the titles of documents, their version and the digest of their schema without what is said of fields. Where a digest changes, the version has to grow. */
const PUBLISHED: Readonly<Record<string, string>> = {
  "why there is no result": "1 45be8d3f32979fd9",
  "what was measured": "1 99c8fdcfcb821d7d",
  "what is proved of the error": "1 5c35b2d12587e609",
  "what is known of properties": "1 50bdf5bfc84fee48",
  "whether classes stay the same around points": "1 fd9622e0a4f07b1f",
  "how results of compiled sources compare": "1 ed8d0457cb1f6e6e",
  "how results at every float compare": "1 38b1d2ac4105052b",
  "what changed between two models": "2 180b8ffbbdec13b6",
  "how files differ from what would be emitted": "1 3b60732a9f616909",
  "what is in a model": "3 2a505f39e36dc442",
  "a model that was quantised": "1 18b2e263e6764b99",
  "results at points": "1 70905d691f3a89ba",
  "the steps of a line": "1 67c5aba6d8985ef1",
};

test("every document has the schema that its version was published with", async () => {
  const formats = [failureJson, ...(await Promise.all(Object.values(JSON_FORMATS).map((load) => load()))).flat()];
  expect(Object.fromEntries(formats.map((format) => [format.title, `${format.version} ${digestOf(jsonSchema("one", [format]))}`]))).toEqual(PUBLISHED);
});

function digestOf(schema: string): string {
  const withoutWords: unknown = JSON.parse(schema, (key, value: unknown) => (key === "description" && typeof value === "string" ? undefined : value));
  return createHash("sha256").update(JSON.stringify(withoutWords)).digest("hex").slice(0, 16);
}

test.each(commands)("nnc schema %s prints the one that is published, for validators of draft 7", async (command) => {
  const { code, stdout, stderr } = await nncWithin(["schema", command], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toBe(publishedSchema(command));
  expect(stdout).toBe(jsonSchema(command, await JSON_FORMATS[command]()));
  expect(JSON.parse(stdout)).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#", title: `nnc ${command} --json` });
  expect(new Ajv().validateSchema(JSON.parse(stdout) as object)).toBe(true);
});

test.each(commands)("nnc %s --json prints each kind of its documents, and nothing that its schema does not know", async (command) => {
  const formats = await JSON_FORMATS[command]();
  const documents = await documentsOf(command);
  expect([...new Set(documents.map(({ title }) => title))]).toEqual(formats.map(({ title }) => title));
  for (const { title, words, text } of documents) {
    const document = JSON.parse(text) as Readonly<Record<string, unknown>>;
    // The first schema of the union that accepts it, by itself.
    const accepting = [...formats, failureJson].filter((format) => new Ajv().validate(JSON.parse(jsonSchema("one", [format])) as object, document) === true);
    expect(accepting.map((format) => format.title), words).toEqual([title]);
    expect(Object.keys(document)[0]).toBe("version");
    for (const changed of changesOf(document)) expect(faultsIn(command, changed), JSON.stringify(changed).slice(0, 300)).not.toEqual([]);
  }
});

/** The document without its version, of another one, and with a further key in each object of fixed keys. */
function changesOf(document: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { version, ...rest } = document;
  return [rest, { ...document, version: Number(version) + 1 }, ...withSurplus(document)];
}

/** Objects whose keys are names. */
const BY_NAME = ["attributes", "sizes", "figures"];

function withSurplus(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.slice(0, 2).flatMap((element: unknown, place) => withSurplus(element).map((changed): readonly unknown[] => value.with(place, changed)));
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).filter(([key]) => !BY_NAME.includes(key));
  return [{ ...value, surplus: 1 }, ...inner.flatMap(([key, field]) => withSurplus(field).map((changed) => ({ ...value, [key]: changed })))];
}

test("a test that asks for JSON fails where a schema refuses it", () => {
  const failure = { version: 1, error: { id: "defect", category: "defect", message: "m", place: null, note: null, hint: null } };
  holdToSchema(["info", "--json"], JSON.stringify(failure));
  holdToSchema(["info"], "no JSON");
  expect(() => holdToSchema(["info", "--json"], JSON.stringify({ ...failure, more: 1 }))).toThrow(/^nnc info --json prints what its schema refuses:\n/);
});

test("a schema of no command is refused", async () => {
  const { code, stdout, stderr } = await nncWithin(["schema"], { cwd });
  const names = commands.join(", ");
  const told = `error: there is no command to give the schema of\n  at COMMAND\n  note: those with --json are ${names}\n  hint: name one, such as nnc schema check\n`;
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: told });
  const { stderr: unknown } = await nncWithin(["schema", "plot"], { cwd });
  expect(unknown).toBe(`error: nnc plot prints no JSON\n  at COMMAND\n  hint: write ${commands.join(" or ")}\n`);
});
