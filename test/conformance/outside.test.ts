// Functions whose arguments are moved into the domain: within it they give what the network gives, outside it what it gives at the nearest
// end, NaN for NaN, with the interpreter's bits in every language.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { DomainVariable } from "../../src/network/model.ts";
import { clampedInputs, nanOutsideDomain } from "../../src/network/clamped-inputs.ts";
import type { Network } from "../../src/network/network.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
import { denseNetwork } from "../fixtures.ts";
import { runCompiled, sameBits } from "../standard/run-compiled.ts";

const ONE: readonly DomainVariable[] = [{ name: "x", low: -0.5, high: 0.1 }];
const ALIKE: readonly DomainVariable[] = [{ name: "a", low: 0, high: 1 }, { name: "b", low: 0, high: 1 }];
const SEVERAL: readonly DomainVariable[] = [{ name: "a", low: 0, high: 1 }, { name: "b", low: -20, high: 1e-3 }];

const ARGUMENTS = [-Infinity, -1e30, -20, -1, -0.5, -0, 1e-3, 0.1, 0.3, 1, 5, Infinity, NaN].map(Math.fround);

/** The call whose elements are within the domain. */
function within(call: readonly number[], domain: readonly DomainVariable[]): readonly number[] {
  return call.map((value, element) => {
    const [low, high] = [Math.fround(domain[element].low), Math.fround(domain[element].high)];
    return value < low ? low : value > high ? high : value;
  });
}

function resultsOf(network: Network, calls: readonly (readonly number[])[]): Float32Array {
  return interpret(lower(runPasses(network)), [Float32Array.from(calls.flat())], calls.length)[0];
}

function testInEveryLanguage(network: Network, calls: readonly (readonly number[])[]): void {
  test.each(ALL_TOOLCHAINS.map((toolchain) => [toolchain.language, toolchain] as const))("in %s, with the same bits", async (_language, toolchain) => {
    const passed = runPasses(network);
    const program = lower(passed);
    const compiled = await runCompiled(passed, program, calls.map((call) => [Float32Array.from(call)]), toolchain);
    const expected = calls.map((call) => interpret(program, [Float32Array.from(call)], 1)[0]);
    expect(compiled.every(([found], row) => sameBits(found, expected[row]))).toBe(true);
  });
}

describe.each([["one argument", ONE], ["arguments of one domain", ALIKE], ["arguments of several domains", SEVERAL]])("%s", (_, domain) => {
  const network = denseNetwork([domain.length, 5, 3, 2], 7);
  const clamped = clampedInputs(network, domain);
  const calls = domain.length === 1 ? ARGUMENTS.map((x) => [x]) : ARGUMENTS.flatMap((a) => ARGUMENTS.map((b) => [a, b]));

  test("give what the network gives at the nearest place of the domain", () => {
    expect(resultsOf(clamped, calls)).toEqual(resultsOf(network, calls.map((call) => within(call, domain))));
  });

  testInEveryLanguage(clamped, calls);
});

describe.each([["one argument", ONE], ["arguments of several domains", SEVERAL]])("NaN outside the domain: %s", (_, domain) => {
  const network = denseNetwork([domain.length, 5, 3, 2], 7);
  const changed = nanOutsideDomain(network, domain);
  const calls = domain.length === 1 ? ARGUMENTS.map((x) => [x]) : ARGUMENTS.flatMap((a) => ARGUMENTS.map((b) => [a, b]));
  const isInside = (call: readonly number[]): boolean => call.every((value, element) => value >= Math.fround(domain[element].low) && value <= Math.fround(domain[element].high));

  test("is given there and nowhere else", () => {
    const [found, whole] = [changed, network].map((one) => resultsOf(one, calls));
    const expected = whole.map((value, place) => (isInside(calls[Math.floor(place / 2)]) ? value : NaN));
    expect(found).toEqual(expected);
  });

  testInEveryLanguage(changed, calls);
});

describe("refused", () => {
  const common = { category: "usage", place: "--outside", message: "arguments cannot be kept in the domain" } as const;
  test.each([
    ["no domain", undefined, "the model does not say the domain of its inputs", "give --domain, or leave it out"],
    ["the domain of another network", SEVERAL, "the domain has 2 variables, and the inputs one element", "leave it out"],
  ])("%s", (_, domain, note, hint) => {
    expect(thrownDiagnostic(() => clampedInputs(denseNetwork([1, 2, 1], 1), domain))).toEqual({ ...common, note, hint });
  });
});
