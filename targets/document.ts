// The tables of docs/targets.md, between its two marks, from what is recorded. Measures nothing.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../bench/markdown.ts";
import { subjectsOf, type BuildOutcome, type Outcomes, type SubjectOutcome, type TargetOutcome } from "./outcome.ts";
import { root } from "./root.ts";
import type { Figures } from "./target.ts";

const FILE = join(root, "docs", "targets.md");
const [BEGIN, END] = ["<!-- targets: npm run test:targets -- --write -->", "<!-- end of targets -->"];

interface Titled {
  readonly name: string;
  readonly title: string;
}

export function writeDocument(outcomes: Outcomes, subjects: readonly Titled[]): void {
  const text = readFileSync(FILE, "utf8");
  const [before, rest] = text.split(BEGIN);
  const [, after] = rest.split(END);
  writeFileSync(FILE, `${before}${BEGIN}\n\n${tables(outcomes, subjects)}\n\n${END}${after}`);
}

function tables(outcomes: Outcomes, subjects: readonly Titled[]): string {
  return [
    "## What ran",
    totals(outcomes),
    table(["target", "tool", "builds"], ["programs", "inputs compared", "differing"], Object.values(outcomes).map(rowOf)),
    ...notes(outcomes),
    "## Functions",
    subjects.map(({ name, title }) => `- \`${name}\`: ${title}`).join("\n"),
    ...figureTables(outcomes, subjects),
  ].join("\n\n");
}

function totals(outcomes: Outcomes): string {
  const ran = subjectsOf(outcomes).flatMap(({ where: [target], outcome }) => (outcome.kind === "ran" ? [{ target, outcome }] : []));
  const sum = (of: "compared" | "differing"): string => ran.reduce((total, { outcome }) => total + outcome[of], 0).toLocaleString("en");
  const targets = `${new Set(ran.map(({ target }) => target)).size} of ${Object.keys(outcomes).length} targets ran`;
  const programs = `${ran.length.toLocaleString("en")} programs, ${sum("compared")} inputs compared, ${sum("differing")} with results that differ`;
  return `${targets}: ${programs}. Why the others did not stands below the table.`;
}

function rowOf(outcome: TargetOutcome): readonly string[] {
  const { title, version = "–", notRun, builds } = outcome;
  if (notRun !== undefined) return [title, version, `not run: ${notRun}`, "–", "–", "–"];
  const all = subjectsOf({ it: outcome }).map((one) => one.outcome);
  const ran = all.flatMap((one) => (one.kind === "ran" ? [one] : []));
  const sum = (values: readonly number[]): string => values.reduce((total, value) => total + value, 0).toLocaleString("en");
  const names = Object.keys(builds).map((name) => `\`${name}\``).join(", ");
  if (ran.length === 0) return [title, version, names, "0", "–", "–"];
  return [title, version, names, String(ran.length), sum(ran.map(({ compared }) => compared)), sum(ran.map(({ differing }) => differing))];
}

/** Why programs were not run, each reason once for the builds and functions that it is of. */
function notes(outcomes: Outcomes): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { where: [target, build, subject], outcome } of subjectsOf(outcomes)) {
    if (outcome.kind === "ran") continue;
    const reason = `${outcome.kind}: ${outcome.because.split("\n")[0]}`;
    const key = `${outcomes[target].title}, ${reason}`;
    reasons.set(key, [...(reasons.get(key) ?? []), `\`${subject}\` (${build})`]);
  }
  const lines = [...reasons].map(([reason, where]) => `- ${reason}: ${where.length > 4 ? `${where.length} programs` : where.join(", ")}`);
  return lines.length === 0 ? [] : ["Not run or refused:", lines.join("\n")];
}

function figureTables(outcomes: Outcomes, subjects: readonly Titled[]): readonly string[] {
  const rows = Object.values(outcomes).flatMap(({ title, builds }) => Object.entries(builds).map(([build, of]) => ({ name: `${title}, \`${build}\``, of })));
  const shown = (heading: string, text: (figures: Figures) => string | undefined): readonly string[] => {
    const lines = rows.map(({ name, of }) => [name, ...subjects.map((subject) => textOf(of, subject.name, text))]);
    return [heading, table(["target"], subjects.map(({ name }) => name), lines.filter(([, ...cells]) => cells.some((cell) => cell !== "–")))];
  };
  const number = (value: number | undefined): string | undefined => value?.toLocaleString("en");
  return [
    ...shown("## Instructions of a call", ({ instructions }) => number(instructions)),
    ...shown("## Bytes of flash", ({ flash }) => number(flash)),
    ...shown("## Bytes of RAM", ({ ram }) => (ram === 0 ? undefined : number(ram))),
    ...shown("## Bytes of stack of a call", ({ stack }) => number(stack)),
  ];
}

function textOf(build: BuildOutcome, subject: string, text: (figures: Figures) => string | undefined): string {
  const outcome: SubjectOutcome | undefined = build[subject];
  return (outcome?.kind === "ran" ? text(outcome.figures) : undefined) ?? "–";
}
