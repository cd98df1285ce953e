// Self-tests of functions with constants, of scans, of functions that remember and of integers, in C that a compiler or a line makes deviate:
// each of them is wrong by the results of its calls, or by the example of arithmetic where that is said.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { emitSource } from "../../src/codegen/package.ts";
import { chooseGolden } from "../../src/codegen/self-test/choose-golden.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { readModel } from "../../src/formats/index.ts";
import { c } from "../../src/languages/c/language.ts";
import type { Network } from "../../src/network/network.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op } from "../../src/network/op.ts";
import { exp } from "../../src/network/ops/exp.ts";
import { gru } from "../../src/network/ops/gru.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { pairStates } from "../../src/network/pair-states.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { ORIGIN, randomValues, requestFor } from "../fixtures.ts";
import { liteFile } from "../formats/tflite/lite-file.ts";
import { QUANTISED_CASES } from "../formats/tflite/quantised-cases.ts";
import { OPEN_NETWORKS } from "../network/stateful-networks.ts";

const folder = mkdtempSync(join(tmpdir(), "nnc-self-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const isX64 = process.arch === "x64";

function sourceOf(network: Network): string {
  const request = requestFor(network, "tested");
  return [...emitSource(c, { ...request, selfTest: chooseGolden(request.program, undefined) }).values()].map(wholeText).join("");
}

/** Whether the self-test finds the build right. */
function isRight(source: string, command: string): boolean {
  const state = /^int tested_selftest\((struct \w+) /m.exec(source)?.[1];
  const call = state === undefined ? "return tested_selftest();" : `static ${state} state;\n    return tested_selftest(&state);`;
  writeFileSync(join(folder, "tested.c"), `${source}\nint main(void) {\n    ${call}\n}\n`);
  const built = spawnSync(command.split(" ")[0], [...command.split(" ").slice(1), "tested.c", "-o", "tested"], { cwd: folder, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  const { status } = spawnSync("./tested", { cwd: folder });
  expect([0, 1]).toContain(status);
  return status === 0;
}

/** Throws where the text has no such part. */
function replaced(text: string, part: string | RegExp, other: string): string {
  const changed = text.replace(part, other);
  if (changed === text) throw new Error(`nothing was replaced by ${other}`);
  return changed;
}

const resultsAlone = (source: string): string => replaced(source, "return all_wrong == 0u", "return wrong == 0u");
const constantsAlone = (source: string): string => replaced(source, "return all_wrong == 0u", "return constant_differing == 0u");
const bare = (source: string): string => replaced(source, /^#(error|pragma).*$/gm, "");

function layer(op: Op, inputs: readonly (readonly number[])[]): Network {
  const builder = new NetworkBuilder();
  const random = new RandomGenerator(1);
  const x = builder.input("x", [5, 1, 2], ORIGIN);
  const parameters = inputs.map((shape, position) => builder.parameter(`p${position}`, shape, randomValues(shape.reduce((product, extent) => product * extent, 1), random), ORIGIN));
  return runPasses(builder.finish([{ name: "y", value: builder.operation(op, [x, ...parameters], { given: [0] }, "y", ORIGIN) }]));
}

function elementary(): Network {
  const builder = new NetworkBuilder();
  const power = builder.operation(exp, [builder.input("x", [1], ORIGIN)], {}, "power", ORIGIN);
  return builder.finish([{ name: "y", value: builder.operation(tanh, [power], {}, "y", ORIGIN) }]);
}

describe.runIf(isX64)("constants with all the digits of the source, on the x87 under C99", () => {
  const source = sourceOf(elementary());
  const command = "gcc -std=c99 -O2 -mfpmath=387";
  const more = replaced(source, '"float-store", "excess-precision=fast"', '"float-store"');

  test("as it is emitted it is right", () => {
    expect(isRight(source, command)).toBe(true);
  });

  test.each([["the whole", (text: string) => text], ["results alone", resultsAlone], ["the example alone", constantsAlone]])("without a line of the source, %s is wrong", (_, part) => {
    expect(isRight(part(more), command)).toBe(false);
  });
});

describe("a scan of steps with elementary functions", () => {
  const source = resultsAlone(bare(sourceOf(layer(gru, [[1, 9, 2], [1, 9, 3], [1, 18]]))));

  test.each([[`gcc -O2 -ffp-contract=fast${isX64 ? " -mfma" : ""}`], ["gcc -O3 -ffast-math"], ...(isX64 ? [["gcc -std=gnu99 -O2 -mfpmath=387"]] : [])])("%s gives other results", (command) => {
    expect(isRight(source, command)).toBe(false);
  });
});

test.each(OPEN_NETWORKS.map((open) => [open.name, open] as const))("%s that begins anew in every call gives other results", (_, { network, pairs }) => {
  const source = sourceOf(pairStates(network, pairs));
  const forgetting = replaced(source, /^( +)(.*\btested_step\(state, )/gm, "$1tested_init(state);\n$1$2");
  expect(isRight(source, "gcc -O1")).toBe(true);
  expect(isRight(forgetting, "gcc -O1")).toBe(false);
});

describe("a convolution of int8", () => {
  const { model } = QUANTISED_CASES.find(({ name }) => name === "int8 convolution") ?? noCase();
  const source = sourceOf(runPasses(readModel(liteFile(model), "model.tflite").network));
  const shift = /^( +const int32_t \w+ = )(\w+) >> (\w+);$/gm;

  test("is tested without arithmetic of floats, of which its header says nothing", () => {
    expect(source).not.toMatch(/float|NaN|infinity|golden_tiny/i);
    expect(source).toMatch(/^ \* {3}arithmetic +integers, in the order written; the same bits in every language$/m);
    expect(source).toContain("/* tested_selftest is 0 where the results of 2 calls have the bits they must have, else 1. */");
  });

  test("is right where floats are not what they were", () => {
    expect(isRight(source, "gcc -O3 -ffast-math")).toBe(true);
  });

  test.each([
    ["shifts of negative numbers let zeros in", shift, "$1(int32_t)((uint32_t)$2 >> $3);"],
    ["shifts of negative numbers go towards 0", shift, "$1$2 / (int32_t)(1u << $3);"],
    ["sums have 16 bits", /(\w+) \+= (\w+);/g, "$1 = (int16_t)($1 + $2);"],
  ])("is wrong where %s", (_, part, other) => {
    expect(isRight(replaced(source, part, other), "gcc -O1")).toBe(false);
  });
});

function noCase(): never {
  throw new Error("there is no such case");
}
