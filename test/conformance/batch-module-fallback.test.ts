// Where there is no WebAssembly with vectors, or it may not be compiled, the function for many arguments does calls one by one: the same bits.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { batchModule } from "../../src/assemble/batch-module.ts";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { interpret } from "../../src/program/interpret.ts";
import { randomValues, requestFor } from "../fixtures.ts";
import { tableNetwork } from "./flag-networks.ts";
import { javaScriptOf, loadBatch } from "./loaded-batch.ts";

declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object; readonly Instance: new (module: object) => object };

const CALLS = 100;
const plain = requestFor(tableNetwork(1), "tested");
const request: EmitRequest = { ...plain, batch: "loop", batchModule: batchModule(plain.program) };
const given = randomValues(CALLS, new RandomGenerator(5));
const [expected] = interpret(plain.program, [given], CALLS);

afterEach(() => {
  vi.unstubAllGlobals();
});

test("without WebAssembly", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  const results = new Float32Array(CALLS);
  (await loadBatch(request))(given, results);
  expect(results).toEqual(expected);
});

test("where compiling is forbidden, once asked and never again", async () => {
  const Module = vi.fn(function refuse() {
    throw new Error("Refused to compile or instantiate WebAssembly module because of the page's policy");
  });
  vi.stubGlobal("WebAssembly", { Module, Instance: WebAssembly.Instance });
  const many = await loadBatch(request);
  expect(Module).toHaveBeenCalledTimes(0);
  for (let turn = 0; turn < 3; turn++) {
    const results = new Float32Array(CALLS);
    many(given, results);
    expect(results).toEqual(expected);
  }
  expect(Module).toHaveBeenCalledTimes(1);
});

describe("in a Node", () => {
  test.each([
    ["without WebAssembly", ["--jitless"], "undefined"],
    ["on a processor without vectors", ["--no-enable-sse3", "--no-enable-ssse3", "--no-enable-sse4-1"], String(process.arch !== "x64")],
    ["with everything", [], "true"],
  ])("%s", async (_, flags, simd) => {
    const folder = mkdtempSync(join(tmpdir(), "nnc-fallback-"));
    try {
      writeFileSync(join(folder, "tested.mjs"), await javaScriptOf(request));
      writeFileSync(join(folder, "main.mjs"), [
        'import { testedArray } from "./tested.mjs";',
        `const given = new Float32Array(new Uint32Array([${new Uint32Array(given.buffer).join(", ")}]).buffer);`,
        "const results = new Float32Array(given.length);",
        "testedArray(given, results);",
        "const probe = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11]);",
        'console.log(typeof WebAssembly === "undefined" ? "undefined" : String(WebAssembly.validate(probe)), new Uint32Array(results.buffer).join(" "));',
      ].join("\n"));
      const { status, stdout } = spawnSync(process.execPath, [...flags, "main.mjs"], { cwd: folder, encoding: "utf8" });
      expect(status).toBe(0);
      expect(stdout).toBe(`${simd} ${new Uint32Array(expected.buffer).join(" ")}\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
