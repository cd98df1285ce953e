// Every operator on every type and every conversion, in one program, compiled by every toolchain under its warnings and
// compared with the interpreter bit for bit; a table looked up in three ways; results of every type.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { emitDriver } from "../../src/codegen/driver.ts";
import { emitSource } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { LANGUAGE_NAMES, SPOKEN } from "../../src/languages/index.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import { runOnRecords } from "../../src/verify/run-emitted.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { requestOfProgram } from "../fixtures.ts";
import { SCALAR_NAMES } from "../program/scalar-values.ts";
import { allOperators } from "./all-operators.ts";
import { expectedLookups, LOOKUPS, lookups } from "./lookups.ts";
import { arraysOf, differences, drawInputs, recordsOf } from "./typed-calls.ts";

const TOOLCHAINS = ALL_TOOLCHAINS.map((toolchain) => [toolchain.name, toolchain] as const);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nnc-operators-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function compare(request: EmitRequest, toolchain: (typeof ALL_TOOLCHAINS)[number], count: number, labelOf: (output: number, place: number) => string) {
  const inputs = drawInputs(request.program, count);
  const expected = interpretValues(request.program, inputs, count);
  const records = await runOnRecords(request, toolchain, folder, recordsOf(inputs, count));
  return differences(expected, arraysOf(records, request.program, count), count, labelOf);
}

describe("every operator and conversion", () => {
  const { program, labels } = allOperators();
  checkProgram(program);
  const request = requestOfProgram(program, "all_operators");

  test.each(TOOLCHAINS)("same bits: %s", async (_, toolchain) => {
    expect(await compare(request, toolchain, 3000, (output, place) => labels[output][place])).toEqual([]);
  });
});

test("no operator or conversion in C has undefined behaviour, says gcc's sanitizer", () => {
  const request = requestOfProgram(allOperators().program, "all_operators");
  const directory = mkdtempSync(join(folder, "sanitized-"));
  const files = [...emitSource(SPOKEN.c.language, request), ...emitDriver(SPOKEN.c, request)].map(([path, text]) => {
    writeFileSync(join(directory, path), wholeText(text));
    return join(directory, path);
  });
  const program = join(directory, "program");
  execFileSync("gcc", ["-std=c99", "-O1", "-fsanitize=undefined,float-cast-overflow", "-fno-sanitize-recover=all", "-o", program, ...files, "-lm"]);
  const input = recordsOf(drawInputs(request.program, 3000), 3000);
  const { status, stderr } = spawnSync(program, { input, maxBuffer: 2 ** 28 });
  expect([status, String(stderr)]).toEqual([0, ""]);
});

describe("positions in tables", () => {
  const program = lookups();
  checkProgram(program);

  test("are those found by looking at every entry", () => {
    const inputs = drawInputs(program, 2000);
    const [found] = interpretValues(program, inputs, 2000);
    expect([...found]).toEqual(Array.from(inputs[0], expectedLookups).flat());
  });

  test.each(TOOLCHAINS)("same bits: %s", async (_, toolchain) => {
    expect(await compare(requestOfProgram(program, "lookups"), toolchain, 2000, (_output, place) => LOOKUPS[place])).toEqual([]);
  });
});

/** Inputs called what a language or its helpers call what the program needs. */
function colliding(): Program {
  const builder = new ProgramBuilder();
  const names = ["math", "sqrtf", "int32_t", "memcpy", "bool", "truncateToInt32", "floatCell", "names_bits_float_to_int32", "Int32Array"];
  const inputs = names.map((name) => e.load(builder.buffer({ role: "input", name, scalar: "f32", size: 1 }), e.constantIndex(0)));
  const roots = builder.buffer({ role: "output", name: "namesTruncateFloat32ToInt32", scalar: "f32", size: names.length });
  const wholes = builder.buffer({ role: "output", name: "fround", scalar: "i32", size: 2 * names.length });
  inputs.forEach((input, place) => {
    builder.store(roots, e.constantIndex(place), e.squareRoot(input));
    builder.store(wholes, e.constantIndex(2 * place), e.convert(input, "i32", "truncate"));
    // The bits of a NaN carry no meaning.
    const known = e.select(e.apply("equal", [input, input]), input, e.constant(1));
    builder.store(wholes, e.constantIndex(2 * place + 1), e.convert(known, "i32", "bits"));
  });
  const program = builder.finish();
  checkProgram(program);
  return program;
}

describe("names of inputs that a library or a helper has", () => {
  test.each(TOOLCHAINS)("mix nothing up: %s", async (_, toolchain) => {
    expect(await compare(requestOfProgram(colliding(), "names"), toolchain, 300, (output, place) => `${output} ${place}`)).toEqual([]);
  });
});

/** The least of two numbers, or their conjunction, of one type. */
function returning(scalar: Scalar): Program {
  const builder = new ProgramBuilder();
  const [a, b] = ["a", "b"].map((name) => e.load(builder.buffer({ role: "input", name, scalar, size: 1 }), e.constantIndex(0)));
  builder.buffer({ role: "output", name: "y", scalar, size: 1 });
  builder.return(scalar === "bool" ? e.apply("and", [a, b]) : e.select(e.less(a, b), a, b));
  const program = builder.finish();
  checkProgram(program);
  return program;
}

describe("a number that is returned", () => {
  // By one compiler of each language; by the quickest all, the others have a type for each shape of return there is.
  const cases = LANGUAGE_NAMES.flatMap((name) => ALL_TOOLCHAINS.filter(({ language }) => language === name).slice(-1)).flatMap((toolchain) => {
    const scalars: readonly Scalar[] = toolchain.name === "tcc" ? SCALAR_NAMES : ["bool", "u32"];
    return scalars.map((scalar) => [scalar, toolchain.name, toolchain] as const);
  });
  test.each(cases)("of %s: %s", async (scalar, _, toolchain) => {
    expect(await compare(requestOfProgram(returning(scalar), "least"), toolchain, 300, () => scalar)).toEqual([]);
  });
});
