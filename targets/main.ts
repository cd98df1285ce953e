// The bit matrix: emitted functions by every compiler, on every processor and in every engine that Debian and npm have, compared with nnc's own
// evaluation, and what a call costs there. Fails where a bit differs, a compiler refuses what it should take, or a figure has grown.
//
// npm run test:targets [-- --only NAME,NAME] [--quick] [--write] [--list]

import { parseArgs } from "node:util";
import { faultsOf, growthOf, lostOf, merged, record, recordedOutcomes } from "./budget.ts";
import { writeDocument } from "./document.ts";
import { missing, missingOfDebian } from "./install.ts";
import { subjectsOf, type Outcomes, type TargetOutcome } from "./outcome.ts";
import { TARGETS } from "./registry.ts";
import { runTarget } from "./run-target.ts";
import { allSubjects } from "./subjects/index.ts";
import type { Subject } from "./subjects/subject.ts";
import type { Target } from "./target.ts";

const USAGE = "usage: npm run test:targets [-- --only NAME,NAME] [--quick] [--write] [--list]";

interface Wanted {
  readonly targets: readonly Target[];
  readonly isQuick: boolean;
  readonly writes: boolean;
}

/** @throws RangeError where no target has a name that is given. */
function wanted(values: { readonly only?: string; readonly quick: boolean; readonly write: boolean }): Wanted {
  const names = values.only?.split(",");
  const unknown = names?.filter((name) => !TARGETS.some((target) => target.name === name)) ?? [];
  if (unknown.length > 0) throw new RangeError(`no target is called ${unknown.join(", ")}; --list names them`);
  if (values.quick && values.write) throw new RangeError("--quick counts no instructions: there is nothing to write");
  const targets = TARGETS.filter(({ name, isQuick }) => (names?.includes(name) ?? true) && (!values.quick || isQuick === true));
  return { targets, isQuick: values.quick, writes: values.write };
}

function outcomeOf(target: Target, subjects: readonly Subject[], isQuick: boolean): TargetOutcome {
  const reason = missing(target);
  if (reason !== undefined) return { title: target.title, notRun: reason, builds: {} };
  return runTarget(target, subjects, { isQuick, observe: (build) => { process.stderr.write(`${target.name} ${build}\n`); } });
}

function summary(name: string, outcome: TargetOutcome): string {
  if (outcome.notRun !== undefined) return `${name}: not run, ${outcome.notRun}`;
  const all = subjectsOf({ [name]: outcome }).map((one) => one.outcome);
  const ran = all.flatMap((one) => (one.kind === "ran" ? [one] : []));
  const others = (["refused", "not run", "failed"] as const).map((kind) => [kind, all.filter((one) => one.kind === kind).length] as const);
  const differing = ran.reduce((sum, one) => sum + one.differing, 0);
  const compared = ran.reduce((sum, one) => sum + one.compared, 0);
  return [
    `${name}: ${ran.length} programs of ${Object.keys(outcome.builds).length} builds, ${compared.toLocaleString("en")} inputs compared, ${differing} differ`,
    ...others.filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`),
  ].join(", ");
}

async function main(): Promise<void> {
  const options = { only: { type: "string" }, quick: { type: "boolean", default: false }, write: { type: "boolean", default: false }, list: { type: "boolean", default: false } } as const;
  const { values } = parseArgs({ options });
  if (values.list) {
    for (const { name, title } of TARGETS) console.log(`${name}: ${title}`);
    return;
  }
  const { targets, isQuick, writes } = wanted(values);
  if (!isQuick) missingOfDebian(["gcc", "qemu-user"]);
  const subjects = await allSubjects();
  const recorded = recordedOutcomes();
  let faults = 0;
  for (const target of targets) {
    const outcome = outcomeOf(target, subjects, isQuick);
    const now = { [target.name]: outcome };
    console.log(summary(target.name, outcome));
    const grown = writes ? [] : growthOf(recorded, now, !isQuick);
    const found = [...faultsOf(now), ...lostOf(recorded, now), ...grown];
    for (const fault of found) console.log(`FAULT ${fault}`);
    faults += found.length;
    if (grown.length > 0) console.log(`where this is meant, record it: npm run test:targets -- --only ${target.name} --write`);
    if (writes) writeDown(merged(recordedOutcomes(), now, TARGETS.map(({ name }) => name)), subjects);
  }
  console.log(`${targets.length} targets, ${faults} faults`);
  if (faults > 0) process.exitCode = 1;
}

function writeDown(outcomes: Outcomes, subjects: readonly Subject[]): void {
  record(outcomes);
  writeDocument(outcomes, subjects);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof RangeError || (error instanceof TypeError && "code" in error))) throw error;
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
