// The check of the function for many arguments: in every language its results are compared with single calls, past whole blocks and what is
// left of them, and an emitted batch that was changed is found out.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batchModule } from "../../src/assemble/batch-module.ts";
import { callsOfBatch } from "../../src/codegen/batch-driver.ts";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { SPOKEN, type LanguageName } from "../../src/languages/index.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { add } from "../../src/network/ops/add.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { checkModel, type ToolchainResult } from "../../src/verify/check-model.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { BATCH_CASES } from "../conformance/batch-cases.ts";
import { denseNetwork, fewInputs, ORIGIN, requestFor, requestOfProgram } from "../fixtures.ts";

const [gcc, go, node] = ["gcc", "go", "node"].map((wanted) => {
  const found = ALL_TOOLCHAINS.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`there is no ${wanted}`);
  return found;
});
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-check-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let wrongCount = 0;

/** The compiler, with an emitted source edited by sed before it is compiled. */
function edited(toolchain: Toolchain<LanguageName>, edit: string, file: string): Toolchain<LanguageName> {
  const command = join(folder, `${toolchain.name}-${++wrongCount}`);
  writeFileSync(command, `#!/bin/sh\nset -e\nsed -i -e '${edit}' ${file}\nexec ${toolchain.command} "$@"\n`);
  chmodSync(command, 0o755);
  return { ...toolchain, command };
}

async function checked(request: EmitRequest, toolchain: Toolchain<LanguageName>, inputs = 1000): Promise<ToolchainResult> {
  const { toolchains: [result] } = await checkModel(request, undefined, [toolchain], { effort: fewInputs(inputs) });
  return result;
}

const plain = requestFor(denseNetwork([1, 4, 1], 1), "net");
const inBlocks: EmitRequest = { ...plain, batch: "blocks" };
const withModule: EmitRequest = { ...inBlocks, batchModule: batchModule(plain.program) };

describe.each(BATCH_CASES)("%s", (_, network) => {
  test.each([gcc, go, node].map((toolchain) => [toolchain.name, toolchain] as const))("gives the bits of single calls by %s", async (_name, toolchain) => {
    const request: EmitRequest = { ...requestFor(network, "tested"), batch: "blocks" };
    const simd: EmitRequest = { ...request, batchModule: batchModule(request.program) };
    for (const one of toolchain.language === "ts" ? [request, simd] : [request]) {
      const result = await checked(one, toolchain);
      const calls = Math.max(1000, callsOfBatch(SPOKEN[toolchain.language], one));
      expect([result.evaluated, result.differing, result.batch]).toEqual([1000, 0, { calls, differing: 0, firstDifference: undefined, simd: one === simd }]);
    }
  });
});

test("a batch is two whole blocks of what the language has, and some calls more", () => {
  const calls = (request: EmitRequest) => ([gcc, go, node] as const).map(({ language }) => callsOfBatch(SPOKEN[language], request));
  expect(calls(inBlocks)).toEqual([2 * 128 + 27, 2 + 27, 2 + 27]);
  expect(calls({ ...inBlocks, batch: "loop" })).toEqual([29, 29, 29]);
  expect(calls(withModule)).toEqual([283, 29, 2 * 1024 + 27]);
});

test("points that are fewer than a batch come again", async () => {
  const { evaluated, batch } = await checked(inBlocks, gcc, 20);
  expect([evaluated, batch]).toEqual([20, { calls: 283, differing: 0, firstDifference: undefined, simd: false }]);
});

test("without a function for many arguments nothing is said of one", async () => {
  expect((await checked(plain, gcc, 20)).batch).toBe(undefined);
});

test("a function of other types than float32, and one that takes nothing", async () => {
  const builder = new ProgramBuilder();
  const input = builder.buffer({ role: "input", name: "n", scalar: "i32", size: 2 });
  builder.buffer({ role: "output", name: "y", scalar: "bool", size: 1 });
  builder.return(e.less(e.load(input, e.constantIndex(0)), e.load(input, e.constantIndex(1))));
  const ofIntegers: EmitRequest = { ...requestOfProgram(builder.finish(), "net"), batch: "blocks" };
  const network = new NetworkBuilder();
  const nothing = network.parameter("b", [2], Float32Array.of(1, 2), ORIGIN);
  const constant: EmitRequest = { ...requestFor(network.finish([network.operation(add, [nothing, nothing], {}, "y", ORIGIN)]), "net"), batch: "blocks" };
  for (const toolchain of [gcc, go, node]) {
    const same = { differing: 0, firstDifference: undefined, simd: false };
    expect((await checked(ofIntegers, toolchain)).batch).toEqual({ calls: 1000, ...same });
    expect((await checked(constant, toolchain)).batch).toEqual({ calls: 29, ...same });
  }
});

describe("an emitted batch that was changed is found out", () => {
  test.each<readonly [string, EmitRequest, Toolchain<LanguageName>, string, string]>([
    ["the block of C", inBlocks, gcc, "/^static void net_block/,/^}/ s/ < 0.0f/ < 0.5f/", "net.c"],
    ["what C does of what is left", inBlocks, gcc, "/^void net_n/,/^}/ s/y\\[i\\] = net(x\\[i\\])/y[i] = net(x[0])/", "net.c"],
    ["that of Go", inBlocks, go, "s/y\\[i\\] = Net(x\\[i\\])/y[i] = Net(-x[i])/", "network/net.go"],
    ["that of TypeScript", inBlocks, node, "s/y\\[i\\] = net(x\\[i\\]!)/y[i] = net(-x[i]!)/", "net.ts"],
    ["what WebAssembly is given", withModule, node, "s/vectors.x.set(x.subarray(first, /vectors.x.set(x.subarray(first + 1, /", "net.ts"],
  ])("%s", async (_, request, toolchain, edit, file) => {
    const { differing, batch } = await checked(request, edited(toolchain, edit, file));
    // Single calls are as they were.
    expect(differing).toBe(0);
    expect(batch?.differing).toBeGreaterThan(0);
    const { input, expected, computed } = batch?.firstDifference ?? { input: [], expected: [], computed: [] };
    expect(input.length).toBe(1);
    expect(expected).not.toEqual(computed);
  });
});
