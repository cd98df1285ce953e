// What a command prints that was asked for JSON and fails, whatever fails: one JSON document on stdout, the same in prose on
// stderr.

import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { EXIT_CODES } from "../../src/cli/entry/exit-codes.ts";
import type { DiagnosticJson } from "../../src/diagnostics/render-diagnostic.ts";
import type { DiagnosticId } from "../../src/diagnostics/ids.ts";
import { DIAGNOSTIC_CATEGORIES } from "../../src/diagnostics/ids.ts";
import { nncWithin } from "./nnc-within.ts";
import { NNC, newFolder, nnc, shell } from "./run-nnc.ts";

const model = fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url));

const loaded = await Promise.all(COMMANDS.map(async ({ name, load }) => ({ name, command: await load() })));
const withJson = loaded.filter(({ command }) => command.options.some(({ name }) => name === "json")).map(({ name }) => name);

/** The one document a failure prints, which says the same as the prose; and what else there is to see. */
async function failureOf(words: readonly string[]): Promise<DiagnosticJson["error"]> {
  const { code, stdout, stderr } = await nncWithin(words, { cwd: newFolder() });
  const { error } = JSON.parse(stdout) as DiagnosticJson;
  expect(stdout).toBe(`${JSON.stringify({ version: 1, error }, null, 2)}\n`);
  expect(Object.keys(error)).toEqual(["id", "category", "message", "place", "note", "hint"]);
  const indented = (label: string, text: string | null): string =>
    text === null ? "" : `  ${label}: ${text.replaceAll("\n", `\n${" ".repeat(label.length + 4)}`)}\n`;
  const place = error.place === null ? "" : `  at ${error.place}\n`;
  expect(stderr).toBe(`error: ${error.message}\n${place}${indented("note", error.note)}${indented("hint", error.hint)}`);
  const category = Object.entries(DIAGNOSTIC_CATEGORIES).find(([id]) => id === error.id)?.[1];
  expect(error.category).toBe(category);
  expect(category && EXIT_CODES[category]).toBe(code);
  return error;
}

interface Case {
  /** Words that cannot be used. */
  readonly invalid: readonly string[];
  readonly place: string;
  /** Words with which it fails while it runs. */
  readonly failing: readonly string[];
  readonly id: DiagnosticId;
}

const CASES: Readonly<Record<string, Case>> = {
  bench: { invalid: ["--domain", "nowhere"], place: "--domain", failing: ["missing.onnx"], id: "file-unreadable" },
  certify: { invalid: ["--domain", "nowhere"], place: "--domain", failing: ["missing.onnx"], id: "file-unreadable" },
  check: { invalid: ["--domain", "nowhere"], place: "--domain", failing: ["missing.onnx"], id: "file-unreadable" },
  diff: { invalid: ["--domain", "nowhere"], place: "--domain", failing: ["missing.onnx", model], id: "file-unreadable" },
  emit: { invalid: ["--domain", "nowhere"], place: "--domain", failing: ["--check", "exp.c", "--lang", "c", "missing.onnx"], id: "file-unreadable" },
  info: { invalid: [""], place: "MODEL", failing: ["missing.onnx"], id: "file-unreadable" },
  quantize: { invalid: ["--calibrate", "most"], place: "--calibrate", failing: ["missing.onnx"], id: "file-unreadable" },
  run: { invalid: ["--at", "x"], place: "--at", failing: ["--at", "0,1", model], id: "point-wrong-length" },
  trace: {
    invalid: ["--domain", "nowhere"],
    place: "--domain",
    failing: ["--target", "1/x", "--domain", "0:1", "--samples", "0,0.5", "--batch", "1", "--steps", "2"],
    id: "target-not-finite",
  },
};

function takesAnyNumber(name: string): boolean {
  return loaded.find((one) => one.name === name)?.command.positionals.at(-1)?.isList === true;
}

test("there are commands with --json, and each has a case", () => {
  expect(withJson.toSorted()).toEqual(Object.keys(CASES));
});

describe.each(withJson)("nnc %s --json", (name) => {
  test("while it runs", async () => {
    const { failing, id } = CASES[name];
    expect((await failureOf([name, "--json", ...failing])).id).toBe(id);
  });

  test("in what is given", async () => {
    const { invalid, place } = CASES[name];
    expect(await failureOf([name, "--json", ...invalid])).toMatchObject({ id: "argument-invalid", place });
  });

  test.each<[DiagnosticId, readonly string[]]>([
    ["option-unknown", ["--json", "--no-such-option"]],
    ["option-unknown", ["--no-such-option", "--json"]],
    ["flag-with-value", ["--json", "--verbose=1"]],
    ["options-exclusive", ["--json", "--quiet", "--verbose"]],
  ])("in its words: %s", async (id, words) => {
    expect((await failureOf([name, ...words])).id).toBe(id);
  });

  test("in its words: value-missing", async () => {
    const option = loaded.find((one) => one.name === name)?.command.options.find(({ kind }) => kind !== "flag");
    expect(await failureOf([name, `--${option?.name ?? ""}`, "--json"])).toMatchObject({ id: "value-missing", place: "--json" });
  });

  test("before the command", async () => {
    expect(await failureOf(["--json", name])).toMatchObject({ id: "option-before-command" });
  });
});

test.each(withJson.filter((name) => !takesAnyNumber(name)))("nnc %s --json in its words: argument-surplus", async (name) => {
  expect((await failureOf([name, "one", "two", "three", "--json"])).id).toBe("argument-surplus");
});

test("settings are options in it", async () => {
  expect(await failureOf(["info", "--json", "--activation", "rleu", model])).toEqual({
    id: "activation-unknown",
    category: "usage",
    message: "there is no activation 'rleu'",
    place: "--activation",
    note: "activations: absolute_value, asinh, atan, celu, clip_to, cos, elu, erf, exp, gelu, gelu_tanh, hard_sigmoid, hard_swish, identity, leaky_relu, mish, negate, relu, selu, shrink, sigmoid, sin, softplus, softsign, swish, tanh, thresholded_relu",
    hint: "did you mean 'relu'?",
  });
});

test("prose alone where JSON was not asked for", async () => {
  const cwd = newFolder();
  for (const line of ["info missing.onnx", "info -- --json", "report --json missing.onnx", "no-such-command --json", "--json"]) {
    expect(await nncWithin(line.split(" "), { cwd })).toMatchObject({ code: 2, stdout: "" });
  }
});

test("nothing after a report of its own", () => {
  const { code, stdout, stderr } = nnc(["check", "--json", "--lang", "ts", "--max-error", "1e-9", model], { cwd: newFolder() });
  expect(code).toBe(1);
  expect(stderr).toContain("error: the check of ");
  const report = JSON.parse(stdout) as { readonly failures?: readonly unknown[]; readonly error?: { readonly id?: string } };
  expect(report.failures).toHaveLength(1);
  expect(report.error?.id).toBeUndefined();
});

test("nothing after a result that could not be written", () => {
  const { code, stderr } = shell(`nnc info --json '${model}' > /dev/full`, newFolder());
  const told = "error: cannot write to standard output\n  note: no space is left on the device (ENOSPC)\n";
  expect({ code, stderr }).toEqual({ code: 2, stderr: told });
});

test("a reader that has left is no second failure", () => {
  const { code, stderr } = shell("set -o pipefail; nnc info --json missing.onnx | true", newFolder());
  expect(stderr).toMatch(/^error: cannot read missing.onnx\n/);
  expect(code).toBe(2);
});

test("of a defect", () => {
  // What holds the templates is missing from the copy of a program.
  const copy = join(newFolder(), "dist");
  cpSync(join(NNC, ".."), copy, { recursive: true });
  const scripts = readdirSync(copy).filter((name) => name.endsWith(".js"));
  const holding = scripts.filter((name) => readFileSync(join(copy, name), "utf8").includes("c/source.c.hbs"));
  holding.forEach((name) => rmSync(join(copy, name)));
  const words = ["check", "--json", "--lang", "ts", model];
  const { status, stdout } = spawnSync(process.execPath, [join(copy, "nnc.js"), ...words], { encoding: "utf8" });
  expect(status).toBe(70);
  const { error } = JSON.parse(stdout) as DiagnosticJson;
  const hint = "NNC_DEBUG=1 in the environment shows where it happened";
  expect(error).toMatchObject({ id: "defect", category: "defect", place: null, note: null, hint });
  expect(error.message).toMatch(/^this is a defect of nnc: Error: Cannot find module /);
});

test("docs/diagnostics.md shows one as it is", () => {
  const page = readFileSync(new URL("../../docs/diagnostics.md", import.meta.url), "utf8");
  const [, line = "", shown = ""] = /```sh\nnnc ([^\n]*)\n```\n\n```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(nnc(line.split(" "), { cwd: newFolder() })).toMatchObject({ code: 2, stdout: shown });
});
