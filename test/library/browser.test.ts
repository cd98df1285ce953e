// nnc in a browser: bundled without anything of Node's, it reads models and emits the very texts that it emits under Node.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { templates } from "../../scripts/templates.mjs";
import { emitRequest } from "../../src/cli/commands/emit/emit-request.ts";
import { prepareModel } from "../../src/cli/files/model-file.ts";
import { emitFolder } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { readModel } from "../../src/formats/index.ts";
import type { LayerActivations } from "../../src/formats/layers.ts";
import { LANGUAGES } from "../../src/languages/index.ts";
import { thrown } from "../diagnostics/thrown.ts";
import { archive, BASE, LEAKY } from "../formats/chainer/archives.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ONNX = readFileSync(join(root, "examples", "article", "exp.onnx"));
const folder = mkdtempSync(join(tmpdir(), "nnc-browser-"));

let context: BrowserContext | undefined;
let page: Page;

beforeAll(async () => {
  // What only Node has cannot be resolved here, and fails.
  const { outputFiles: [bundle] } = await build({
    absWorkingDir: root,
    entryPoints: ["src/library/index.ts"],
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
    args: "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(" "),
  });
  page = context.pages()[0] ?? (await context.newPage());
  await page.addScriptTag({ content: bundle.text });
}, 60_000);
afterAll(async () => {
  await context?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What an expression of the page gives, in which `bytes` are these. */
const inPage = (bytes: Uint8Array, expression: string): Promise<unknown> =>
  page.evaluate(`((bytes) => ${expression})(Uint8Array.from([${bytes.join(",")}]))`);

/** The files of every language, with the folder's header where there is one, from the command line's own functions. */
function underNode(bytes: Uint8Array, file: string, optimize: "speed" | "size", activations?: LayerActivations) {
  const loaded = prepareModel(Uint8Array.from(bytes), file, activations);
  return LANGUAGES.map((language) => {
    const request = emitRequest(loaded, { optimize, isFolder: true }, language.name);
    const files = [...emitFolder(language, request)].map(([path, text]) => [path, wholeText(text)]);
    return { language: language.name, name: request.name, command: request.command, files };
  });
}

test.each([
  ["ONNX", "exp.onnx", ONNX, "speed", undefined],
  ["ONNX for size", "exp.onnx", ONNX, "size", undefined],
  ["a deflated archive of Chainer's", "my.npz", archive(BASE, 6), "speed", LEAKY],
] as const)("every language from %s", async (_, file, bytes, optimize, activations) => {
  const expected = underNode(bytes, file, optimize, activations);
  const leaky = 'nnc.parseActivation("leaky_relu:0.2")';
  const following = activations === undefined ? "undefined" : `{ activation: ${leaky}, outputActivation: ${leaky} }`;
  const emitted = `${JSON.stringify(expected)}.map(({ language, name, command }) =>
    [...nnc.emit(prepared, { language, name, command, optimize: "${optimize}", shape: "folder" })]
      .map(([path, text]) => [path, nnc.wholeText(text)]))`;
  const read = `nnc.read(bytes, { file: "${file}", activations: ${following} })`;
  const files = z.array(z.array(z.tuple([z.string(), z.string()]))).parse(await inPage(bytes, `((prepared) => ${emitted})(${read})`));
  expect(files.length).toBe(LANGUAGES.length);
  expect(files).toEqual(expected.map((one) => one.files));
});

test("the languages and the names of functions", async () => {
  expect(await inPage(ONNX, "nnc.LANGUAGE_NAMES")).toEqual(LANGUAGES.map(({ name }) => name));
  const read = 'nnc.read(bytes, { file: "exp.onnx" })';
  expect(await inPage(ONNX, `nnc.defaultFunctionName(${read}.model.record.targets)`)).toBe("pseudo_exp");
});

test("what is no model is refused in the same words", async () => {
  const bytes = Buffer.from("PK\x03\x04 and nothing of an archive");
  const refused = `(() => {
    try { return nnc.read(bytes, { file: "x" }); } catch (error) { return error instanceof nnc.DiagnosticError && error.diagnostic; }
  })()`;
  expect(await inPage(bytes, refused)).toEqual(thrown(() => readModel(bytes, "x")));
});
