// Adding a language touches its own folder, its templates and one line: a copy of nnc is given one more, of a dialect without
// float32, and everything that walks the languages knows it. The language is in added/, as files that only this test compiles.

import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { NATIVE_TSC } from "../../scripts/native-compiler.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const added = fileURLToPath(new URL("./added/", import.meta.url));
const model = join(root, "examples", "article", "exp.onnx");

let copy = "";
/** What the type checker says, which takes longest. */
let checked: Promise<Outcome>;

interface Outcome {
  readonly code: number | null;
  readonly text: string;
}

/** What a script of Node's prints, run in the copy. */
function node(...words: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { cwd: copy, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part: string) => (text += part));
    child.on("close", (code) => resolve({ code, text }));
  });
}

const nnc = (...words: readonly string[]): Promise<Outcome> => node(join(copy, "dist", "nnc.js"), ...words);

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), "nnc-added-"));
  for (const name of ["src", "templates", "scripts", "package.json", "tsconfig.json"]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const language = join(copy, "src", "languages", "mjs");
  mkdirSync(language);
  for (const file of readdirSync(join(added, "language"))) {
    cpSync(join(added, "language", file), join(language, file.replace(/\.txt$/, "")));
  }
  cpSync(join(added, "templates"), join(copy, "templates", "mjs"), { recursive: true });
  appendFileSync(join(copy, "src", "languages", "registry.ts"), 'export { mjs } from "./mjs/index.ts";\n');
  writeFileSync(join(copy, "tsconfig.src.json"), JSON.stringify({ extends: "./tsconfig.json", include: ["src", "scripts/templates.mjs"] }));
  checked = node(NATIVE_TSC, "--noEmit", "-p", "tsconfig.src.json");
  expect(await node("scripts/build.mjs")).toEqual({ code: 0, text: "" });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("nnc with one more language", () => {
  test("names it in the help", async () => {
    const { text } = await nnc("emit", "--help");
    expect(text.replace(/\s+/g, " ")).toContain("the language: c, c89, go, js, mjs or ts;");
    expect((await nnc("check", "--help")).text.replace(/\s+/g, " ")).toContain("languages, such as c,go,mjs,ts;");
  });

  test("writes it by its name, by its other name and by the name of a file", async () => {
    const { code, text } = await nnc("emit", model, "--lang", "mjs");
    expect(code).toBe(0);
    expect(text).toContain("\nexport function $pseudo_exp($x) {\n\t$x = Math.fround($x);\n");
    expect(text).toContain("= Math.fround($pseudo_exp_W1[$i] * $x);");
    expect(text).toContain("\nconst $pseudo_exp_slope = Math.fround(0.2);\n");
    expect((await nnc("emit", model, "--lang", "plain")).text).toBe(text);
    expect(await nnc("emit", model, "-o", "exp.mjs", "--quiet")).toEqual({ code: 0, text: "" });
    expect(readFileSync(join(copy, "exp.mjs"), "utf8")).toBe(text);
  });

  test("writes its function for many arguments", async () => {
    const { text } = await nnc("emit", model, "--lang", "mjs", "--batch");
    expect(text).toContain("\nexport function $pseudo_exp_all($x, $y, $n) {\n\tfor (let $i = 0; $i < $n; $i += 1) $y[$i] = $pseudo_exp($x[$i]);\n}\n");
  });

  test("asks it about names", async () => {
    const refusal = { code: 2, text: expect.stringContaining("note: plain JavaScript keeps it to itself: a name must do in every language\n") as unknown };
    expect(await nnc("emit", model, "--lang", "c", "--name", "plainly")).toEqual(refusal);
  });

  test("compiles it and gets the interpreter's bits", async () => {
    const { code, text } = await nnc("check", model, "--lang", "mjs", "--json");
    const { results } = z.object({ results: z.array(z.record(z.string(), z.unknown())) }).parse(JSON.parse(text));
    expect({ code, results }).toMatchObject({
      code: 0,
      results: [{ language: "mjs", compiler: "plain-node", version: process.versions.node, differing: 0, firstDifference: null }],
    });
    expect(results[0].inputs).toBeGreaterThan(200_000);
  });

  test("sweeps it, and nnc's interpreter measures the errors", async () => {
    const { code, text } = await nnc("check", model, "--lang", "mjs", "--exhaustive", "--domain", "1:1.0001", "--json");
    const row = z.object({ language: z.nullable(z.string()), hashes: z.array(z.number()), differs: z.boolean() });
    const { numbers, results } = z.object({ numbers: z.number(), results: z.array(row) }).parse(JSON.parse(text));
    expect([code, numbers, results.map(({ language, differs }) => [language, differs])]).toEqual([0, 839, [["mjs", false], [null, false]]]);
    expect(results[0].hashes).toEqual(results[1].hashes);
  });

  test("times it beside a table by hand; it has no functions for a formula", async () => {
    const { code, text } = await nnc("bench", model, "--lang", "mjs", "--json");
    const row = z.object({ contender: z.string(), nanoseconds: z.number(), error: z.object({ maximum: z.number() }) });
    if (code !== 0) throw new Error(text);
    const [{ rows, language, compiler }] = z
      .object({ sections: z.array(z.object({ language: z.string(), compiler: z.string(), rows: z.array(row) })) })
      .parse(JSON.parse(text)).sections;
    expect({ code, language, compiler }).toEqual({ code: 0, language: "mjs", compiler: "plain-node" });
    expect(rows.map(({ contender }) => contender)).toEqual(["emitted", "batch", "even-table"]);
    for (const { nanoseconds, error } of rows) {
      expect(nanoseconds).toBeGreaterThan(0);
      expect(error.maximum).toBeLessThan(5e-3);
    }
  });

  test("passes the type checker", async () => {
    expect(await checked).toEqual({ code: 0, text: "" });
  });
});
