// The function for many arguments in every language: the bits of the single calls, for whole blocks and for what is left, in place where
// that is promised, and nothing written behind the results.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emitSource, type EmitRequest } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { SPOKEN, type LanguageName } from "../../src/languages/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { interpret } from "../../src/program/interpret.ts";
import { callingConvention } from "../../src/program/program.ts";
import { withWorkDirectory } from "../../src/toolchain/work-directory.ts";
import { runSources } from "../../src/verify/run-emitted.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { randomValues, requestFor } from "../fixtures.ts";
import { sameBits } from "../standard/run-compiled.ts";
import { BATCH_CASES } from "./batch-cases.ts";
import { BATCH_DRIVERS, BEHIND } from "./batch-drivers.ts";

/** Two whole blocks of the longest there are, and some calls more. */
const CALLS = 2 * 128 + 27;

describe.each(BATCH_CASES)("%s", (_, network) => {
  const single = requestFor(network, "tested");
  const { inputs, outputs } = callingConvention(single.program);
  const random = new RandomGenerator(8);
  const given = inputs.map(({ buffer: { size } }) => randomValues(CALLS * size, random).map((x, at) => (at % 50 === 7 ? [Infinity, NaN, -0, 1e38][at % 4] : 2 * x)));
  const expected = interpret(single.program, given, CALLS);
  const inPlace = [...inputs, ...outputs].every(({ buffer }) => buffer.size === 1);
  const called = { calls: CALLS, inputs: inputs.map(({ buffer }) => buffer.size), outputs: outputs.map(({ buffer }) => buffer.size), inPlace };
  const records = Buffer.concat(given.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)));

  const emitted = (language: LanguageName, batch: EmitRequest["batch"]): string => [...emitSource(SPOKEN[language].language, { ...single, batch }).values()].map(wholeText).join("");
  /** Where a language has no blocks it is one source. */
  const batchesOf = (language: LanguageName) => (emitted(language, "blocks") === emitted(language, "loop") ? (["loop"] as const) : (["blocks", "loop"] as const));

  test.each(
    ALL_TOOLCHAINS.flatMap((toolchain) => batchesOf(toolchain.language).map((batch) => [toolchain.name, batch, toolchain] as const)),
  )("%s, in %s", async (_name, batch, toolchain) => {
    const request: EmitRequest = { ...single, batch };
    const { file, text } = BATCH_DRIVERS[toolchain.language];
    const sources = emitSource(SPOKEN[toolchain.language].language, request);
    const bytes = await withWorkDirectory((folder) => runSources(sources, new Map([[file, text(called)]]), toolchain, folder, records));
    const found = new Float32Array(new Uint8Array(bytes).buffer);
    const wanted = [...expected.flatMap((values) => [...values, BEHIND]), ...(inPlace ? expected[0] : [])];
    expect(found.length).toBe(wanted.length);
    expect(sameBits(found, Float32Array.from(wanted))).toBe(true);
  });
});

/** clang does it as well, but does not name the loops that it unrolls first. */
describe("gcc -O2 makes vectors of every innermost loop of a block", () => {
  test.each(BATCH_CASES.slice(0, 4))("%s", (_, network) => {
    const [text = ""] = [...emitSource(c, { ...requestFor(network, "tested"), batch: "blocks" }).values()].map(wholeText);
    const folder = mkdtempSync(join(tmpdir(), "nnc-vectors-"));
    try {
      writeFileSync(join(folder, "block.c"), text);
      const { stderr } = spawnSync("gcc", ["-O2", "-fopt-info-vec-optimized", "-c", "block.c", "-o", "block.o"], { cwd: folder, encoding: "utf8" });
      const made = new Set([...stderr.matchAll(/^block\.c:(\d+):.*loop vectorized/gm)].map(([, line]) => Number(line)));
      const loops = innermostLoops(text);
      expect(loops.length).toBeGreaterThan(2);
      expect(loops.filter((line) => !made.has(line))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The lines on which the loops of the block begin that hold no other, but those that copy arguments of several numbers. */
function innermostLoops(text: string): readonly number[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith("static void tested_block("));
  const end = lines.indexOf("}", start);
  return lines.flatMap((line, at) => {
    const isInside = at > start && at < end && line.trimStart().startsWith("for (");
    const next = lines[at + 1] ?? "";
    return isInside && !next.trimStart().startsWith("for (") && !/_turned\[.*\] = |= \w+_turned\[/.test(next) ? [at + 1] : [];
  });
}

test("a comment says where results may stand", () => {
  const said = BATCH_CASES.map(([, network]) => {
    const [text = ""] = [...emitSource(c, { ...requestFor(network, "tested"), batch: "loop" }).values()].map(wholeText);
    return /^\/\* tested_n (.*) \*\/$/m.exec(text)?.[1];
  });
  const many = "is tested for many arguments, with the same bits";
  expect(said).toEqual([
    `${many}; y may be x itself.`,
    `${many}: x, y (3 each), one after the other; no array may overlap a result's.`,
    `${many}; y may be x itself.`,
    `${many}: x (3 each), y (2 each), one after the other; no array may overlap a result's.`,
    `${many}; y may be one of n, i.`,
    `${many}; y may be x itself.`,
    `${many}; y may be x itself.`,
    `${many}: x, y (3 each), one after the other; no array may overlap a result's.`,
  ]);
});
