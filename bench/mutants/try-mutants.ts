// Tries mutants one after the other in a copy of the project: what became of each. Prints nothing.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawn } from "./draw.ts";
import { explanationOf, type Explained } from "./explained.ts";
import { mutated, type Mutant } from "./mutant.ts";
import { mutantsOf } from "./mutants-of.ts";
import { filesBelow, nearestTests, readImporters } from "./nearest-tests.ts";
import { runTests, type Verdict } from "./run-tests.ts";
import type { ThrowAwayCopy } from "./throw-away-copy.ts";
import { typeChecker } from "./type-checker.ts";

export type Fate =
  | { readonly kind: "does not compile"; readonly why: string }
  | { readonly kind: "explained"; readonly why: string }
  | { readonly kind: "killed"; readonly by: string }
  | { readonly kind: "survived"; readonly files: number; readonly reaching: number };

export interface Tried {
  /** Its place among all that the seed draws, from 1. */
  readonly number: number;
  readonly mutant: Mutant;
  readonly fate: Fate;
  readonly seconds: number;
}

export interface Trial {
  /** Folders that mutants are drawn from, each its share, relative to the root. */
  readonly folders: readonly string[];
  readonly seed: number;
  /** How many mutants, without those that do not compile. */
  readonly count: number;
  /** The number of the first that is tried. */
  readonly from: number;
  /** The numbers of those that alone are tried; none for `count` of them. */
  readonly only: readonly number[];
  /** How many test files must let a mutant pass before it has survived. */
  readonly files: number;
  readonly explained: readonly Explained[];
}

/**
 * Each mutant with its fate, as soon as that is known; at the end the copy is as it was.
 *
 * @param signal ends it. @throws Error where a test that killed a mutant fails without it, too.
 */
export async function* tryMutants(copy: ThrowAwayCopy, trial: Trial, signal: AbortSignal): AsyncGenerator<Tried> {
  const importers = readImporters(copy.root);
  const checked = typeChecker(copy.root, filesBelow(copy.root, ["src"]), importers);
  const read = (file: string): string => readFileSync(join(copy.root, file), "utf8");
  const killers = new Set<string>();
  const mutants = trial.folders.map((folder) => filesBelow(copy.root, [folder]).flatMap((file) => mutantsOf(file, read(file))));
  const isAsked = (number: number): boolean => (trial.only.length === 0 ? number >= trial.from : trial.only.includes(number));
  let left = trial.only.length === 0 ? trial.count : trial.only.length;
  let number = 0;
  for (const mutant of drawn(mutants, trial.seed)) {
    if (left === 0) break;
    number++;
    if (!isAsked(number)) continue;
    const start = performance.now();
    const fate = await fateOf(mutant);
    if (trial.only.length > 0 || fate.kind !== "does not compile") left--;
    yield { number, mutant, fate, seconds: (performance.now() - start) / 1000 };
  }
  // A test kills only where it passes on the sources as they are.
  const verdict = killers.size === 0 ? undefined : await runTests(copy, [...killers], signal);
  if (verdict?.kind === "failed") throw new Error(`${verdict.file}${verdict.test === "" ? "" : ` > ${verdict.test}`} fails without a mutant`);

  async function fateOf(mutant: Mutant): Promise<Fate> {
    const text = read(mutant.file);
    const complaint = checked(mutant.file, mutated(text, mutant));
    if (complaint !== undefined) return { kind: "does not compile", why: complaint };
    const why = explanationOf(mutant, trial.explained);
    if (why !== undefined) return { kind: "explained", why };
    const reaching = nearestTests(importers, mutant.file);
    const nearest = reaching.slice(0, trial.files);
    if (nearest.length === 0) return { kind: "survived", files: 0, reaching: 0 };
    writeFileSync(join(copy.root, mutant.file), mutated(text, mutant));
    let verdict: Verdict;
    try {
      verdict = await runTests(copy, nearest, signal);
    } finally {
      writeFileSync(join(copy.root, mutant.file), text);
    }
    if (verdict.kind === "passed") return { kind: "survived", files: nearest.length, reaching: reaching.length };
    if (verdict.kind === "hangs") return { kind: "killed", by: `a test that does not end, after ${verdict.after}` };
    killers.add(verdict.file);
    return { kind: "killed", by: verdict.test === "" ? verdict.file : `${verdict.file} > ${verdict.test}` };
  }
}
