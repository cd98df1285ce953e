// A corpus of hostile inputs for every reader, each read within the time and without an error that is no diagnostic, and nothing that is made of it
// holds what it tried to get through. Large inputs, memory and mutations for minutes are for `npm run test:hostile`.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { timeLimit } from "../../time-limit.ts";
import { inputsOf } from "./corpus.ts";
import { examine } from "./examine.ts";
import { READERS } from "./readers/index.ts";

const SEED = 1;
/** Of the sources in C one in so many is compiled. */
const ONE_IN = 6;

const counts = new Map<string, number>();
const sources: string[] = [];

describe("hostile inputs", () => {
  test.each(READERS)("of the reader of $name", { timeout: timeLimit(120_000) }, async (reader) => {
    const wrong: string[] = [];
    for (const { name, bytes } of inputsOf(reader, SEED).filter(({ isLarge }) => isLarge !== true)) {
      const { problem, files } = await examine(reader, bytes());
      counts.set(reader.name, (counts.get(reader.name) ?? 0) + 1);
      if (problem !== undefined) wrong.push(`${name}: ${problem}`);
      // Those of packages want the header beside them.
      for (const [file, text] of files ?? []) if (file.endsWith(".c") && !text.includes('#include "')) sources.push(text);
    }
    expect(wrong).toEqual([]);
  });

  test("that were read become sources that compile", () => {
    const compiled = sources.filter((_, number) => number % ONE_IN === 0);
    expect(compiled.length).toBeGreaterThan(3);
    const folder = mkdtempSync(join(tmpdir(), "nnc-corpus-"));
    try {
      for (const source of compiled) {
        const { status, stderr } = spawnSync("tcc", ["-Wall", "-Werror", "-c", "-o", join(folder, "source.o"), "-xc", "-"], { input: source, encoding: "utf8" });
        expect({ status, stderr, source }).toEqual({ status: 0, stderr: "", source });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("are a thousand and more", () => {
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1000);
  });
});
