// The emitted sources of small networks and of units, stored whole: what a change of a language or a template does to them is seen in
// review. `npm run golden` writes them anew.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { batchModule } from "../../src/assemble/batch-module.ts";
import { chooseGolden } from "../../src/codegen/self-test/choose-golden.ts";
import { emitSource, emitUnit } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { LANGUAGES } from "../../src/languages/index.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import { printProgram, printUnit } from "../../src/program/print-program.ts";
import { tableNetwork } from "../conformance/flag-networks.ts";
import { EXAMPLE_UNITS, HEADING } from "../program/example-units.ts";
import { denseNetwork, EXP_RECORD, requestFor } from "../fixtures.ts";

const folder = fileURLToPath(new URL("./files/", import.meta.url));
const updating = process.env.NNC_UPDATE_GOLDEN === "1";

/** Of the examples of units. */
const STORED_UNITS = ["four_rows", "running_sum"];

function generate(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const requests = [
    requestFor(denseNetwork([1, 4, 3, 1], 1), "pseudo_exp", EXP_RECORD),
    requestFor(denseNetwork([2, 3, 2], 2), "two_by_two"),
    requestFor(denseNetwork([12, 2, 1], 3), "twelve_in"),
  ].map((request) => ({ ...request, selfTest: chooseGolden(request.program, request.model.record?.domain) }));
  for (const request of requests) {
    for (const language of LANGUAGES) {
      for (const [path, text] of emitSource(language, request)) files.set(path, wholeText(text));
    }
    files.set(`${request.name}.txt`, `${printNetwork(request.network)}\n${printProgram(request.program)}`);
  }
  const vectors = requestFor(tableNetwork(1), "many_lines", EXP_RECORD);
  for (const [path, text] of emitSource(typescript, { ...vectors, batch: "loop", batchModule: batchModule(vectors.program) })) files.set(path, wholeText(text));
  for (const unit of EXAMPLE_UNITS) {
    if (!STORED_UNITS.includes(unit.name)) continue;
    for (const language of LANGUAGES) {
      for (const [path, text] of emitUnit(language, unit, HEADING)) files.set(path, wholeText(text));
    }
    files.set(`${unit.name}.txt`, printUnit(unit));
  }
  return files;
}

const generated = generate();

if (updating) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of generated) writeFileSync(folder + path, text);
}

test.each([...generated.keys()])("%s is as it is stored", (path) => {
  expect(existsSync(folder + path), `${path} is not stored: npm run golden`).toBe(true);
  expect(generated.get(path)).toBe(readFileSync(folder + path, "utf8"));
});

test("nothing is stored that is no longer generated", () => {
  expect(readdirSync(folder).sort()).toEqual([...generated.keys()].sort());
});
