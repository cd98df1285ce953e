// JavaScript is TypeScript without its types: the TypeScript compiler takes them off, and reads what the comments and the declarations say of them.

import { transformSync } from "esbuild";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wholeText } from "../../src/codegen/text.ts";
import { EMITTED, EMITTED_NAMES, LANGUAGE_NAMES, spokenName } from "../../src/languages/index.ts";
import { javascript, typescript } from "../../src/languages/typescript/language.ts";
import { CLEAN_SOURCES, type CleanSource } from "../codegen/clean-sources.ts";

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
  strict: true,
  skipLibCheck: true,
};
const NAMES = CLEAN_SOURCES.map(({ name }) => name);

let folder = "";
/** A source with a fault, which is to be found. */
let wrong = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-javascript-"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const kind of ["ts", "js"]) mkdirSync(join(folder, kind));
  for (const one of CLEAN_SOURCES) {
    writeFileSync(join(folder, "ts", `${one.name}.ts`), textOf(one, "ts"));
    writeFileSync(join(folder, "js", `${one.name}.js`), textOf(one, "js"));
  }
  wrong = join(folder, "js", "wrong.js");
  writeFileSync(wrong, "/** @param {number} x */\nexport function wrong(x) {\n  return x.length;\n}\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The source in a language, or what declares its functions. */
function textOf(one: CleanSource, kind: "ts" | "js" | "d.ts"): string {
  const text = one.folder(kind === "ts" ? typescript : javascript).get(`${one.name}.${kind}`);
  if (text === undefined) throw new Error(`there is no ${one.name}.${kind}`);
  return wholeText(text);
}

/** The statements alone, as one printer writes them: without comments, and without brackets that mean nothing. */
function statementsOf(code: string): string {
  return transformSync(code, { loader: "js", legalComments: "none", minifyWhitespace: true }).code;
}

test.each(CLEAN_SOURCES.map((one) => [one.name, one] as const))("%s: its statements are those that are left of the TypeScript", (_, one) => {
  const { outputText } = ts.transpileModule(textOf(one, "ts"), { compilerOptions: { ...OPTIONS, module: ts.ModuleKind.ESNext } });
  const written = statementsOf(textOf(one, "js"));
  expect(written).toBe(statementsOf(outputText));
  expect(written).toContain("export");
});

describe("to the compiler", () => {
  let program: ts.Program;
  beforeAll(() => {
    const sources = NAMES.flatMap((name) => [join(folder, "ts", `${name}.ts`), join(folder, "js", `${name}.js`)]);
    const checked = { ...OPTIONS, allowJs: true, checkJs: true, noUnusedLocals: true, noUnusedParameters: true };
    program = ts.createProgram([...sources, wrong], { ...checked, declaration: true, emitDeclarationOnly: true, outDir: join(folder, "made") });
  });

  test("the types that comments say have no fault", () => {
    const said = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => [file?.fileName, ts.flattenDiagnosticMessageText(messageText, "\n")]);
    expect(said).toEqual([[wrong, "Property 'length' does not exist on type 'number'."]]);
  });

  test("the declarations are those that it makes of the TypeScript", () => {
    for (const one of CLEAN_SOURCES) {
      program.emit(program.getSourceFile(join(folder, "ts", `${one.name}.ts`)));
      const expected = linesOf(readFileSync(join(folder, "made", "ts", `${one.name}.d.ts`), "utf8"));
      expect([one.name, ...linesOf(textOf(one, "d.ts"))]).toEqual([one.name, ...expected]);
      expect(expected.length).toBeGreaterThan(0);
    }
  });
});

/** A declaration a line, with what is said of it; a comment of the file's own is none. */
function linesOf(text: string): readonly string[] {
  const lines = text.replace(/\/\*(?!\*)[^]*?\*\//g, "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("//"));
}

test("it is a variant, which checks leave to its language", () => {
  expect(EMITTED_NAMES).toEqual([...LANGUAGE_NAMES, "c89", "js"].sort());
  expect(EMITTED_NAMES.map(spokenName)).toEqual(["c", "c", "go", "ts", "ts"]);
  expect(EMITTED.js.language.reserved).toBe(EMITTED.ts.language.reserved);
  expect(EMITTED.js.language.naming).toBe(EMITTED.ts.language.naming);
});
