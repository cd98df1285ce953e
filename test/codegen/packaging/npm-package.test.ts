// npm packages as their users have them: packed, installed, tested, imported by Node.js, type-checked, bundled and run in a browser.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { ESLint } from "eslint";
import { chromium, type BrowserContext } from "playwright-core";
import { publint } from "publint";
import { rolldown } from "rolldown";
import ts from "typescript";
import tseslint from "typescript-eslint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batchModule } from "../../../src/assemble/batch-module.ts";
import type { EmitRequest } from "../../../src/codegen/package.ts";
import { emitPackage } from "../../../src/codegen/packaging/emit-package.ts";
import { makeMember } from "../../../src/codegen/packaging/member.ts";
import { wholeText } from "../../../src/codegen/text.ts";
import { EMITTED } from "../../../src/languages/index.ts";
import { interpretValues } from "../../../src/program/interpret.ts";
import { SAMPLE_REQUESTS } from "./sample-package.ts";

const [ONE, SEVERAL] = SAMPLE_REQUESTS;
/** The second has WebAssembly in it. */
const REQUESTS: readonly EmitRequest[] = [ONE, { ...SEVERAL, batchModule: batchModule(SEVERAL.program) }];
/** Imports all there is, and says the bits of results. */
const PROGRAM = `
import { pseudoExp, pseudoExpArray, pseudoExpSelfTest, threeToTwo, threeToTwoArray, threeToTwoSelfTest } from "sample";
const y = new Float32Array(2);
const list = [0, 0];
threeToTwo([0.1, -0.2, 0.3], y);
threeToTwo(Float64Array.of(0.1, -0.2, 0.3), list);
const x = Float32Array.from({ length: 300 }, (_, i) => i / 300 - 0.5);
const many = new Float32Array(200);
threeToTwoArray(x, many);
const exps = new Float32Array(300);
pseudoExpArray(x, exps);
const said = [pseudoExpSelfTest(), threeToTwoSelfTest(), pseudoExp(0.1), ...y, ...list, ...many, ...exps];
`;

let folder = "";
let context: BrowserContext | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nnc-npm-"));
  write("sample", "ts", REQUESTS);
  execFileSync("npm", ["pack", "--silent"], { cwd: join(folder, "sample") });
  mkdirSync(join(folder, "project"));
  writeFileSync(join(folder, "project", "package.json"), '{ "name": "project", "type": "module", "private": true }');
  execFileSync("npm", ["install", "--silent", "--offline", "--no-audit", "--no-fund", "../sample/sample-1.2.3.tgz"], { cwd: join(folder, "project") });
  context = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath: "/usr/bin/chromium",
    args: "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" "),
  });
});
afterAll(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The package of these models in a folder. */
function write(name: string, language: "ts" | "js", requests: readonly EmitRequest[]): void {
  const { language: spelled, packageStyle } = EMITTED[language];
  const made = requests.map((request) => {
    const { member, sources } = makeMember(spelled, request, { path: `${request.name}-error.svg`, caption: "the error", text: ["<svg/>"] });
    return { member, sources: new Map([...sources, ...(packageStyle.moreSources?.(request) ?? [])]) };
  });
  const words = ["nnc", "emit", "a.onnx", "--lang", language, "-o", "./"];
  const about = { name, module: undefined, version: "1.2.3", generator: "nnc 0.0.0", url: "https://example.com/sample", license: "MIT OR Apache-2.0", summary: 'Functions "for" tests.', command: words.join(" "), words };
  for (const [path, text] of emitPackage(packageStyle, made, about)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), wholeText(text));
  }
}

/** What the program says, by the interpreter. */
function expected(): readonly unknown[] {
  const results = (request: EmitRequest, x: Float32Array, calls: number): readonly number[] => [...interpretValues(request.program, [x], calls)[0]];
  const x = Float32Array.from({ length: 300 }, (_, i) => i / 300 - 0.5);
  const three = results(SEVERAL, Float32Array.of(0.1, -0.2, 0.3), 1);
  return [true, true, ...results(ONE, Float32Array.of(0.1), 1), ...three, ...three, ...results(SEVERAL, x, 100), ...results(ONE, x, 300)];
}

/** The end of what `node --test` prints. */
function tested(name: string): { readonly status: number | null; readonly counts: string } {
  const { status, stdout } = spawnSync(process.execPath, ["--test", "--test-reporter=tap"], { cwd: join(folder, name), encoding: "utf8", env: { PATH: process.env.PATH } });
  return { status, counts: /^# pass \d+\n# fail \d+/m.exec(stdout)?.[0] ?? stdout };
}

describe("a package", () => {
  test("holds what users need, and publint finds nothing", async () => {
    const listed = execFileSync("tar", ["-tzf", "sample-1.2.3.tgz"], { cwd: join(folder, "sample"), encoding: "utf8" }).trim().split("\n").sort();
    const files = "README.md index.d.ts index.js package.json pseudo_exp-error.svg pseudo_exp.d.ts pseudo_exp.js src/pseudo_exp.ts src/three_to_two.ts";
    expect(listed).toEqual(`${files} three_to_two-error.svg three_to_two.d.ts three_to_two.js`.split(" ").map((name) => `package/${name}`));
    expect(await publint({ pkgDir: join(folder, "sample"), strict: true })).toMatchObject({ messages: [] });
  });

  test("tests itself, and finds a number that is another", () => {
    expect(tested("sample")).toEqual({ status: 0, counts: "# pass 10\n# fail 0" });
    cpSync(join(folder, "sample"), join(folder, "changed"), { recursive: true });
    const path = join(folder, "changed", "pseudo_exp.js");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/(const W1 = new Float32Array\(\[\s+-?\d+\.)(\d)/, (_, before: string, digit: string) => `${before}${(Number(digit) + 1) % 10}`));
    expect(tested("changed")).toEqual({ status: 1, counts: "# pass 7\n# fail 3" });
  });

  test("of one model has that model as its entry, in JavaScript alone as well", () => {
    write("single", "js", [ONE]);
    expect(tested("single")).toEqual({ status: 0, counts: "# pass 4\n# fail 0" });
    expect(JSON.parse(readFileSync(join(folder, "single", "package.json"), "utf8"))).toMatchObject({
      name: "single",
      description: 'Functions "for" tests.',
      homepage: "https://example.com/sample",
      license: "MIT OR Apache-2.0",
      exports: { ".": { types: "./pseudo_exp.d.ts", default: "./pseudo_exp.js" } },
      files: ["*.js", "*.d.ts", "*.svg"],
    });
  });

  test("is imported by Node.js", () => {
    writeFileSync(join(folder, "project", "main.js"), `${PROGRAM}console.log(JSON.stringify(said));\n`);
    expect(JSON.parse(execFileSync(process.execPath, ["main.js"], { cwd: join(folder, "project"), encoding: "utf8" }))).toEqual(expected());
  });

  test.each([
    ["node16", ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16],
    ["bundler", ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
  ])("has types that are found: %s", (_, module, moduleResolution) => {
    const path = join(folder, "project", "typed.ts");
    writeFileSync(path, `${PROGRAM}export { said };\nexport const wrong: string = pseudoExp(0.5);\nexport { threeToTwo as same } from "sample/three_to_two";\n`);
    const program = ts.createProgram([path], { module, moduleResolution, strict: true, skipLibCheck: true, noEmit: true, types: [], lib: ["lib.es2022.d.ts"], target: ts.ScriptTarget.ES2022 });
    const said = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    expect(said).toEqual(["Type 'number' is not assignable to type 'string'."]);
  });

  test("is quiet under ESLint, whatever is asked", async () => {
    const parsed = { languageOptions: { parser: tseslint.parser } };
    for (const config of [[parsed], [...tseslint.configs.recommended], [...tseslint.configs.strict, ...tseslint.configs.stylistic]]) {
      const files = [{ files: ["**/*.{js,ts}"] }, ...config];
      const eslint = new ESLint({ cwd: join(folder, "sample"), overrideConfigFile: true, overrideConfig: files });
      const results = await eslint.lintFiles(["."]);
      expect(results.flatMap(({ filePath, messages }) => messages.map(({ message }) => [filePath, message]))).toEqual([]);
      expect(results).toHaveLength(10);
    }
  });
});

describe("in a browser", () => {
  async function inPage(html: string): Promise<unknown> {
    const page = await context?.newPage();
    if (page === undefined) throw new Error("there is no browser");
    await page.route("http://package.test/**", (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      const body = name === "" ? html : readFileSync(join(folder, "sample", name), "utf8");
      return route.fulfill({ contentType: name === "" ? "text/html" : "text/javascript", body });
    });
    await page.goto("http://package.test/");
    await page.waitForFunction("globalThis.said !== undefined");
    const said: unknown = await page.evaluate("JSON.stringify(globalThis.said)");
    await page.close();
    return JSON.parse(String(said));
  }
  const SAYING = `${PROGRAM}globalThis.said = said;\n`;

  test("its files are modules as they are", async () => {
    expect(await inPage(`<script type="module">${SAYING.replace('"sample"', '"./index.js"')}</script>`)).toEqual(expected());
  });

  test("esbuild and rolldown bundle it, with the same bits, and leave out a model that is not used", async () => {
    const entry = join(folder, "project", "page.js");
    const bundles = async (program: string): Promise<readonly string[]> => {
      writeFileSync(entry, program);
      const { outputFiles: [{ text }] } = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", minify: true });
      const { output: [{ code }] } = await (await rolldown({ input: entry })).generate({ format: "esm", minify: true });
      return [text, code];
    };
    for (const code of await bundles(SAYING)) expect(await inPage(`<script type="module">${code}</script>`)).toEqual(expected());
    for (const code of await bundles('import { pseudoExp } from "sample";\nglobalThis.said = pseudoExp(0.5);\n')) {
      expect(code).toContain("Float32Array");
      expect(code).not.toContain("threeToTwo");
    }
  });
});
