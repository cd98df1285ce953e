// What was recorded of the targets (budget.json), and how what came out now compares with it: a figure that grew by more than a hundredth, and what
// is run no longer, are faults. Runs nothing.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { subjectsOf, type Outcomes, type SubjectOutcome } from "./outcome.ts";
import { root } from "./root.ts";
import type { Figures } from "./target.ts";

const FILE = join(root, "targets", "budget.json");
const ALLOWED = 1.01;
const MEASURED = ["instructions", "flash", "ram", "stack"] as const satisfies readonly (keyof Figures)[];

export function recordedOutcomes(): Outcomes {
  return JSON.parse(readFileSync(FILE, "utf8")) as Outcomes;
}

export function record(outcomes: Outcomes): void {
  writeFileSync(FILE, `${JSON.stringify(outcomes, undefined, 1)}\n`);
}

/** The recorded ones with those of now in their places. What is recorded stays of targets that are absent now, or ran then and cannot now. */
export function merged(recorded: Outcomes, now: Outcomes, order: readonly string[]): Outcomes {
  const lost = new Set(lostTargets(recorded, now));
  const all = { ...recorded, ...Object.fromEntries(Object.entries(now).filter(([name]) => !lost.has(name))) };
  return Object.fromEntries(order.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
}

/** What is wrong with what came out, whatever was recorded. */
export function faultsOf(outcomes: Outcomes): readonly string[] {
  return subjectsOf(outcomes).flatMap(({ where, outcome }) => {
    if (outcome.kind === "failed") return [`${where.join(", ")}: ${outcome.because}`];
    return outcome.kind === "ran" && outcome.differing > 0 ? [`${where.join(", ")}: ${outcome.differing} of ${outcome.compared} results differ, ${outcome.first ?? ""}`] : [];
  });
}

/** Of the targets that are recorded to have run and do not now, why. */
export function lostOf(recorded: Outcomes, now: Outcomes): readonly string[] {
  return lostTargets(recorded, now).map((name) => `${name}: was run, and is not now: ${now[name].notRun ?? ""}`);
}

function lostTargets(recorded: Outcomes, now: Outcomes): readonly string[] {
  return Object.keys(now).filter((name) => now[name].notRun !== undefined && name in recorded && recorded[name].notRun === undefined);
}

/**
 * What is worse than recorded. A tool of another version is compared in its bits alone, by `faultsOf`: its figures are its own.
 *
 * @param counted whether instructions were counted.
 */
export function growthOf(recorded: Outcomes, now: Outcomes, counted: boolean): readonly string[] {
  const before = new Map(subjectsOf(recorded).map(({ where, outcome }) => [where.join(", "), outcome]));
  return subjectsOf(now).flatMap(({ where, outcome }) => {
    const [target] = where;
    const old = before.get(where.join(", "));
    return old === undefined || recorded[target].version !== now[target].version ? [] : worsened(old, outcome, counted).map((text) => `${where.join(", ")}: ${text}`);
  });
}

function worsened(old: SubjectOutcome, now: SubjectOutcome, counted: boolean): readonly string[] {
  if (old.kind !== now.kind) return now.kind === "failed" || old.kind === "failed" ? [] : [`${old.kind} is recorded, now it is ${now.kind}`];
  if (old.kind !== "ran" || now.kind !== "ran") return [];
  const [before, after] = [old.figures, now.figures];
  return MEASURED.filter((name) => counted || name !== "instructions").flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (was === undefined) return [];
    if (is === undefined) return [`${name} were ${was}, and are not measured now`];
    return is > was * ALLOWED ? [`${name} grew from ${was} to ${is}`] : [];
  });
}
