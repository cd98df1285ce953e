// Says what a benchmark found: as tables, one for each compiler and its options, and as JSON. Measures nothing.

import type { Benchmark, LeftOut, Row, Section } from "../../../benchmark/measurement.ts";
import { SPOKEN } from "../../../languages/index.ts";
import type { DomainVariable } from "../../../network/model.ts";
import { showCount, showError } from "../../../numeric/shown-number.ts";
import { toJson } from "../../json/to-json.ts";
import { layOut } from "../../terminal/lay-out.ts";
import { benchJson } from "./bench-json.ts";

export interface BenchOutcome {
  readonly fileName: string;
  readonly modelSha256: string;
  /** Expressions of what the function should be; undefined where nobody says it. */
  readonly targets: readonly string[] | undefined;
  /** Where arguments were drawn, and whether somebody says so or nothing better is known. */
  readonly domain: readonly DomainVariable[];
  readonly isDomainKnown: boolean;
  /** Inputs at which results were compared. */
  readonly compared: number;
  readonly benchmark: Benchmark;
  /** Compilers that are not on this machine, and how they are installed. */
  readonly missing: readonly { readonly name: string; readonly install: string | undefined }[];
}

const UNKNOWN = "-";
const OBJECT_COLUMNS = "code, data: bytes of the object file, without libraries'; stack: bytes of the function that takes the most, by -fstack-usage";
/** Variables of a domain that are named one by one. */
const SHOWN_VARIABLES = 4;

export function benchAsText(outcome: BenchOutcome): string {
  const { benchmark, targets } = outcome;
  const tables = benchmark.sections.map((section) => `${headingOf(section)}\n${tableOf(section, benchmark, targets !== undefined)}`);
  return [`${subjectLine(outcome)}\n`, ...tables, `${notes(outcome).join("\n")}\n`].join("\n");
}

function subjectLine({ fileName, targets, domain, isDomainKnown }: BenchOutcome): string {
  const intervals = domain.slice(0, SHOWN_VARIABLES).map(({ name, low, high }) => `${name} in [${low}, ${high}]`);
  const more = domain.length > SHOWN_VARIABLES ? ", …" : "";
  const where = `arguments drawn from ${intervals.join(", ")}${more}${isDomainKnown ? "" : ", for the model records no domain"}`;
  return `${fileName}${targets === undefined ? "" : `, ${targets.join("; ")}`}: ${where}`;
}

function headingOf({ language, compiler, version, options }: Section): string {
  const title = language === "python" ? "Python" : SPOKEN[language].language.title;
  return `${title}, ${[compiler, version, ...options].join(" ")}`;
}

function tableOf(section: Section, benchmark: Benchmark, hasTarget: boolean): string {
  const base = baseOf(section, benchmark);
  const ofObjects = hasObjects(section);
  const heading = ["", "ns", "waiting", "÷", ...(ofObjects ? ["instructions", "code", "data", "stack"] : []), hasTarget ? "largest error" : "difference"];
  const rows = section.rows.map((row) => [
    row.title,
    showTime(row.independent),
    row.dependent === undefined ? UNKNOWN : showTime(row.dependent),
    showRatio(row.independent / base),
    ...(ofObjects ? [row.instructions, row.code, row.data, row.stack].map(shown) : []),
    row.error === undefined ? showError(row.difference) : showError(row.error.maximum),
  ]);
  return layOut(alignedRight([heading, ...rows]));
}

/** Whether sources were compiled to objects of their own, of which more is known than their time. */
function hasObjects({ rows }: Section): boolean {
  return rows.some(({ code, stack }) => code !== undefined || stack !== undefined);
}

/** Nanoseconds of the emitted function; of a section without one, those of the first section. */
function baseOf({ rows }: Section, { sections: [first] }: Benchmark): number {
  return (rows.find(({ contender }) => contender === "emitted") ?? first.rows[0]).independent;
}

/** All columns but the first. */
function alignedRight(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell : cell.padStart(widths[column]))));
}

/** Three digits. */
function showTime(value: number): string {
  return Math.abs(value) >= 100 ? showCount(Math.round(value)) : value.toFixed(Math.abs(value) >= 9.995 ? 1 : 2);
}

/** Two digits at least. */
function showRatio(value: number): string {
  return value < 0.1 ? value.toPrecision(2) : showTime(value);
}

function shown(count: number | undefined): string {
  return count === undefined ? UNKNOWN : showCount(Math.round(count));
}

function notes({ benchmark, compared, targets, missing }: BenchOutcome): readonly string[] {
  const inputs = `seen in ${showCount(compared)} inputs`;
  const leftOut = allLeftOut(benchmark);
  const tools = [
    ...missing.map(({ name, install }) => (install === undefined ? name : `${name} (${install})`)),
    ...leftOut.filter(({ kind }) => kind === "missing").map(({ title, reason }) => `${title} (${reason})`),
  ];
  const isUncountable = benchmark.uncounted === undefined && benchmark.sections.some(isPartlyCounted);
  return [
    "ns: nanoseconds of a call, the median of rounds in turn; waiting: where each call waits for the one before; ÷: by those of the emitted function",
    ...(benchmark.sections.some(hasObjects) ? [OBJECT_COLUMNS] : []),
    targets === undefined ? `difference: the largest from the emitted function, ${inputs}; no target is known, so no error either` : `largest error: ${inputs}`,
    ...(benchmark.uncounted === undefined ? [] : [`no instructions were counted: ${benchmark.uncounted}`]),
    ...(isUncountable ? ["where no instructions stand, valgrind cannot run the program: it may use instructions that valgrind does not know"] : []),
    ...leftOut.filter(({ kind }) => kind !== "missing").map(({ title, reason }) => `left out: ${title}: ${reason}`),
    ...(tools.length === 0 ? [] : [`not found and left out: ${tools.join(", ")}`]),
  ];
}

/** Of C, where instructions are counted. */
function isPartlyCounted({ rows }: Section): boolean {
  return rows.some(({ code, instructions }) => code !== undefined && instructions === undefined);
}

/** Each once, whatever compiler it was. */
function allLeftOut({ sections, leftOut }: Benchmark): readonly LeftOut[] {
  const all = [...sections.flatMap((section) => section.leftOut), ...leftOut];
  return [...new Map(all.map((one) => [`${one.title}: ${one.reason}`, one])).values()];
}

/** The same as a document of `benchJson`. */
export function benchAsJson(outcome: BenchOutcome): string {
  const { fileName, modelSha256, targets, domain, compared, benchmark, missing } = outcome;
  return toJson(benchJson, {
    model: { file: fileName, sha256: modelSha256 },
    target: targets ?? null,
    domain,
    inputs: compared,
    sections: benchmark.sections.map((section) => ({
      language: section.language,
      compiler: section.compiler,
      version: section.version,
      options: section.options,
      rows: section.rows.map((row) => rowAsObject(row, baseOf(section, benchmark))),
      leftOut: section.leftOut,
    })),
    leftOut: benchmark.leftOut,
    uncounted: benchmark.uncounted ?? null,
    missing: missing.map(({ name }) => name),
  });
}

function rowAsObject(row: Row, base: number) {
  return {
    contender: row.contender,
    title: row.title,
    nanoseconds: row.independent,
    waitingNanoseconds: row.dependent ?? null,
    ratio: row.independent / base,
    instructions: row.instructions ?? null,
    codeBytes: row.code ?? null,
    dataBytes: row.data ?? null,
    stackBytes: row.stack ?? null,
    error: row.error ?? null,
    difference: row.difference,
  };
}
