// What the tests of benchmarks measure: emitted functions of several shapes, some with targets.

import type { EmitRequest } from "../../src/codegen/package.ts";
import { subjectOf, TIMED, type Subject } from "../../src/benchmark/subject.ts";
import type { LanguageName } from "../../src/languages/index.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { add } from "../../src/network/ops/add.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import type { TimedToolchain } from "../../src/benchmark/built-entry.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { denseNetwork, fewInputs, ORIGIN, requestFor } from "../fixtures.ts";

/** Few, for nothing is said of speed. */
export const FEW_ROUNDS = { runs: 1, rounds: 3, round: 1e4 } as const;

/** Of each language the compilers here that are timed, in their usual build. */
export const TIMED_TOOLCHAINS: readonly TimedToolchain[] = ALL_TOOLCHAINS.flatMap((toolchain) =>
  toolchain.timed === undefined ? [] : [{ ...toolchain, timed: toolchain.timed }],
);

export function timedToolchain(language: LanguageName): TimedToolchain {
  const found = TIMED_TOOLCHAINS.find((one) => one.language === language);
  if (found === undefined) throw new Error(`no compiler of ${language} is on this machine`);
  return found;
}

function subject(network: Network, goal: Subject["goal"]): Subject {
  const request: EmitRequest = requestFor(network, TIMED);
  const emitted = { request, batch: { ...request, batch: "blocks" } as const, network: undefined };
  return subjectOf(emitted, { network, goal, domain: [], effort: fewInputs(300, 200) });
}

/** 1-4-1, beside e^x. */
export async function ofOneNumber(expression = "exp(x)"): Promise<Subject> {
  const goal = { targets: [await compileTarget(expression, ["x"])], domain: [{ name: "x", low: 0, high: 1 }] };
  return subject(denseNetwork([1, 4, 1], 1), goal);
}

/** 3-5-2, without a target. */
export function ofArrays(): Subject {
  return subject(denseNetwork([3, 5, 2], 2), undefined);
}

/** y = a·b + c of a number and two arrays of 2. */
export async function ofSeveralInputs(): Promise<Subject> {
  const builder = new NetworkBuilder();
  const a = builder.input("a", [1], ORIGIN);
  const [b, c] = ["b", "c"].map((name) => builder.input(name, [2], ORIGIN));
  const product = builder.operation(multiply, [a, b], {}, "product", ORIGIN);
  const network = builder.finish([builder.operation(add, [product, c], {}, "y", ORIGIN)]);
  const names = ["a", "b0", "b1", "c0", "c1"];
  const targets = await Promise.all(["a*b0 + c0", "a*b1 + c1"].map((expression) => compileTarget(expression, names)));
  return subject(network, { targets, domain: names.map((name) => ({ name, low: -2, high: 2 })) });
}
