// nnc in a browser: bundled without anything of Node's, it reads models and emits the very texts that it emits under Node.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { templates } from "../../scripts/templates.mjs";
import { readModel } from "../../src/formats/index.ts";
import { emit, EMITTED_NAMES, read } from "../../src/library/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { thrown } from "../diagnostics/thrown.ts";
import { timeLimit } from "../time-limit.ts";
import { archive, BASE } from "../formats/chainer/archives.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ONNX = readFileSync(join(root, "examples", "article", "exp.onnx"));
const folder = mkdtempSync(join(tmpdir(), "nnc-browser-"));

let context: BrowserContext | undefined;
let page: Page;

beforeAll(async () => {
  // What only Node has cannot be resolved here, and fails.
  const { outputFiles: [bundle] } = await build({
    absWorkingDir: root,
    entryPoints: ["src/library/browser.ts"],
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "nnc",
    target: "es2022",
    plugins: [templates],
  });
  context = await chromium.launchPersistentContext(folder, {
    executablePath: "/usr/bin/chromium",
    timeout: timeLimit(60_000),
    args: "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" "),
  });
  page = context.pages()[0] ?? (await context.newPage());
  await page.addScriptTag({ content: bundle.text });
}, timeLimit(60_000));
afterAll(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What an expression of the page gives, in which `bytes` are these. */
const inPage = (bytes: Uint8Array, expression: string): Promise<unknown> =>
  page.evaluate(`((bytes) => ${expression})(Uint8Array.from([${bytes.join(",")}]))`);

test.each([
  ["ONNX", ONNX, { file: "exp.onnx" }, "speed"],
  ["ONNX for size", ONNX, { file: "exp.onnx" }, "size"],
  ["a deflated archive of Chainer's", archive(BASE, 6), { file: "my.npz", activation: "leaky_relu:0.2" }, "speed"],
] as const)("every language from %s", async (_, bytes, options, optimize) => {
  const shown = await inPage(bytes, `(async () => {
    const model = nnc.read(bytes, ${JSON.stringify(options)});
    const emitted = nnc.EMITTED_NAMES.map((language) => nnc.emit(model, { language, optimize: "${optimize}", shape: "header" }));
    return (await Promise.all(emitted)).map((files) => [...files]);
  })()`);
  const files = z.array(z.array(z.tuple([z.string(), z.string()]))).parse(shown);
  const underNode = EMITTED_NAMES.map(async (language) => [...(await emit(read(bytes, options), { language, optimize, shape: "header" }))]);
  expect(files).toEqual(await Promise.all(underNode));
  expect(files.flat().length).toBeGreaterThan(EMITTED_NAMES.length);
});

describe("vectors of WebAssembly", () => {
  const options = { language: "ts", name: "tested", batch: true, simd: true } as const;

  /** The source as a page's own script, which says whether it compiles, and gives the bits of results. */
  async function runInPage(policy: string): Promise<unknown> {
    const [source = ""] = (await emit(read(ONNX, { file: "exp.onnx" }), options)).values();
    const { code } = await transform(source, { loader: "ts" });
    const opened = await context?.newPage();
    if (opened === undefined) throw new Error("there is no browser");
    const script = `${code}
      const { Module } = WebAssembly;
      let compiled = "nothing";
      WebAssembly.Module = function (bytes) {
        try {
          const module = new Module(bytes);
          compiled = "a module";
          return module;
        } catch (error) {
          compiled = error.name;
          throw error;
        }
      };
      const x = Float32Array.from({ length: 100 }, (_, i) => i / 100);
      const y = new Float32Array(100);
      testedArray(x, y);
      document.title = JSON.stringify([compiled, [...new Uint32Array(y.buffer)]]);`;
    await opened.setContent(`<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'${policy}"><script type="module">${script}</script>`);
    await opened.waitForFunction("document.title !== ''");
    const title = await opened.title();
    await opened.close();
    return JSON.parse(title);
  }

  test("the source is that of Node", async () => {
    const shown = await inPage(ONNX, `nnc.emit(nnc.read(bytes, { file: "exp.onnx" }), ${JSON.stringify(options)}).then((files) => [...files])`);
    expect(shown).toEqual([...(await emit(read(ONNX, { file: "exp.onnx" }), options))]);
  });

  test.each([
    ["where a page allows it", " 'wasm-unsafe-eval'", "a module"],
    ["and calls one by one where it does not", "", "CompileError"],
  ])("%s", async (_, policy, compiled) => {
    const x = Float32Array.from({ length: 100 }, (__, i) => i / 100);
    const expected = interpret(read(ONNX, { file: "exp.onnx" }).program, [x], x.length);
    expect(await runInPage(policy)).toEqual([compiled, [...new Uint32Array(expected[0].buffer)]]);
  });
});

test("what is no model is refused in the same words", async () => {
  const bytes = Buffer.from("PK\x03\x04 and nothing of an archive");
  const refused = `(() => {
    try { return nnc.read(bytes, { file: "x" }); } catch (error) { return error instanceof nnc.DiagnosticError && error.diagnostic; }
  })()`;
  expect(await inPage(bytes, refused)).toEqual(thrown(() => readModel(bytes, "x")));
});
