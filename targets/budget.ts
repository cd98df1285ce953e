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

/** The recorded ones with those of now in their places: builds that were not run now stay as they are recorded. */
export function merged(recorded: Outcomes, now: Outcomes, order: readonly string[]): Outcomes {
  const all = { ...recorded, ...now };
  return Object.fromEntries(order.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
}

/** What is wrong with what came out, whatever was recorded. */
export function faultsOf(outcomes: Outcomes): readonly string[] {
  return subjectsOf(outcomes).flatMap(({ where, outcome }) => {
    if (outcome.kind === "failed") return [`${where.join(", ")}: ${outcome.because}`];
    return outcome.kind === "ran" && outcome.differing > 0 ? [`${where.join(", ")}: ${outcome.differing} of ${outcome.compared} results differ, ${outcome.first ?? ""}`] : [];
  });
}

/**
 * What is worse than recorded. A tool of another version is compared in its bits alone, by `faultsOf`: its figures are its own.
 *
 * @param counted whether instructions were counted.
 */
export function growthOf(recorded: Outcomes, now: Outcomes, counted: boolean): readonly string[] {
  const before = new Map(subjectsOf(recorded).map(({ where, outcome }) => [where.join(", "), outcome]));
  const lost = Object.entries(now)
    .filter(([name, { notRun }]) => notRun !== undefined && recorded[name] !== undefined && recorded[name].notRun === undefined)
    .map(([name, { notRun }]) => `${name}: was run, and is not now: ${notRun ?? ""}`);
  const worse = subjectsOf(now).flatMap(({ where, outcome }) => {
    const [target] = where;
    const old = before.get(where.join(", "));
    return old === undefined || recorded[target].version !== now[target].version ? [] : worsened(old, outcome, counted).map((text) => `${where.join(", ")}: ${text}`);
  });
  return [...lost, ...worse];
}

function worsened(old: SubjectOutcome, now: SubjectOutcome, counted: boolean): readonly string[] {
  if (old.kind !== now.kind) return now.kind === "failed" ? [] : [`${old.kind} is recorded, now it is ${now.kind}`];
  if (old.kind !== "ran" || now.kind !== "ran") return [];
  const [before, after] = [old.figures, now.figures];
  return MEASURED.filter((name) => counted || name !== "instructions").flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (was === undefined) return [];
    if (is === undefined) return [`${name} were ${was}, and are not measured now`];
    return is > was * ALLOWED ? [`${name} grew from ${was} to ${is}`] : [];
  });
}
