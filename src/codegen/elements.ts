// Says what each number is that the function takes or gives: how the source writes it and what it stands for. A network may take
// hundreds of them: lists end after some lines, sentences after some words.

import type { DomainVariable, MeasuredError, TrainingRecord } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { Signature } from "./language.ts";
import type { Result } from "./result.ts";
import { roundedUp } from "./rounded-up.ts";

/** As the source writes them. */
type Parameters = Signature["parameters"];

/** Lines of a list in the header. */
const MOST_LINES = 32;
/** Things that are named in a sentence. */
const MOST_NAMED = 4;

/** `exp(x)`, `power of wind.csv`. */
export function describeTarget({ targets, data }: TrainingRecord): string {
  if (data === undefined) return namedOrCounted(targets, "functions");
  return `${namedOrCounted(data.outputs.map(({ name }) => name), "columns")} of ${data.file}`;
}

/** The same without names: `a function`, `3 columns of data`. */
export function countTarget({ targets, data }: TrainingRecord): string {
  if (data === undefined) return targets.length === 1 ? "a function" : `${targets.length} functions`;
  return data.outputs.length === 1 ? "a column of data" : `${data.outputs.length} columns of data`;
}

/** `one input`, `3 inputs`. */
export function countDomain({ domain }: TrainingRecord): string {
  return domain.length === 1 ? "one input" : `${domain.length} inputs`;
}

/** `x in [0, 1]`. */
export function describeDomain({ domain }: TrainingRecord): string {
  return namedOrCounted(domain.map((variable) => describeRange(variable)), "inputs");
}

/**
 * What each output stands for, for data with the least and greatest value of the file, and of several outputs the error of each one
 * as far as it is recorded.
 */
export function targetLines(record: TrainingRecord, parameters: Parameters, result: Result = "values"): readonly string[] {
  const { targets, data, error } = record;
  if (result === "class") return classLines(record);
  const written = (position: number) => writtenElement(parameters, "output", position);
  if (data === undefined) return listed(
    targets,
    (target, position) => called(written(position), target) + describeErrors(position, error, undefined),
  );
  const { file, outputs, heldOut } = data;
  const columns = listed(
    outputs,
    (column, position) => describeRange(column, written(position)) + describeErrors(position, error, heldOut),
  );
  return outputs.length === 1 ? columns.map((column) => `${column} of ${file}`) : [`${outputs.length} columns of ${file}:`, ...columns];
}

/** Which class each number stands for. */
function classLines({ targets, data }: TrainingRecord): readonly string[] {
  const classes = data?.classes;
  const labels = classes?.kind === "one-of" ? classes.labels : (data?.outputs.map(({ name }) => name) ?? targets);
  const column = classes?.kind === "one-of" && classes.column !== "" ? classes.column : "class";
  const [only] = labels;
  const lines = labels.length === 1 ? [`0 is not ${only}`, `1 is ${only}`] : listed(labels, (label, position) => `${position} is ${label}`);
  return [...(data === undefined ? [] : [`${column} of ${data.file}:`]), ...lines];
}

/** What each input stands for, with its range. */
export function domainLines({ domain }: Pick<TrainingRecord, "domain">, parameters: Parameters): readonly string[] {
  return listed(domain, (variable, position) => describeRange(variable, writtenElement(parameters, "input", position)));
}

/** `, largest error 4.124e-3, held out 5.010e-3`. */
function describeErrors(output: number, error: MeasuredError | undefined, heldOut: MeasuredError | undefined): string {
  const [own, others] = [error, heldOut].map((measured) => measured?.byOutput?.[output]);
  return (own === undefined ? "" : `, largest error ${roundedUp(own)}`) + (others === undefined ? "" : `, held out ${roundedUp(others)}`);
}

function describeRange({ name, low, high }: DomainVariable, written?: string): string {
  return `${called(written, name)} in [${low}, ${high}]`;
}

/** Of a model that does not say what its numbers are: what it calls the arrays, where the source has other names for them. */
export function nameFacts(network: Network, parameters: Parameters): readonly (readonly [string, readonly string[]])[] {
  const names = [...network.inputs, ...network.outputs].map(({ name }) => name);
  const renamed = parameters.flatMap((parameter, position) => {
    const name = names[position] ?? parameter.name;
    return name === parameter.name ? [] : [`${parameter.name} is ${name} in the model`];
  });
  // The only output is no parameter where it is returned.
  const returned = names[parameters.length] ?? "y";
  return [
    ...(renamed.length === 0 ? [] : [["names", listed(renamed, (line) => line)] as const]),
    ...(returned === "y" ? [] : [["returns", [returned]] as const]),
  ];
}

/** The first of them, and how many more there are: `a = 1, b = 2 and 11 more`. */
export function firstOf(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_NAMED).join(", ");
  return texts.length > MOST_NAMED ? `${shown} and ${texts.length - MOST_NAMED} more` : shown;
}

/** How the source writes an element, counted over all inputs or all outputs: `x[3]`, `temperature`; undefined for what is returned. */
function writtenElement(parameters: Parameters, role: "input" | "output", position: number): string | undefined {
  let first = 0;
  for (const parameter of parameters) {
    if (parameter.role !== role) continue;
    const { name, size } = parameter;
    if (size === undefined && position === first) return name;
    if (size !== undefined && position < first + size) return `${name}[${position - first}]`;
    first += size ?? 1;
  }
  return undefined;
}

/** `x[0] temp`, or the name alone where the source writes just that or nothing. */
function called(written: string | undefined, name: string): string {
  return written === undefined || written === name ? name : `${written} ${name}`;
}

/** A line for each thing, as far as there is room. */
function listed<Thing>(things: readonly Thing[], line: (thing: Thing, position: number) => string): readonly string[] {
  const lines = things.slice(0, MOST_LINES).map(line);
  return things.length > lines.length ? [...lines, `and ${things.length - lines.length} more`] : lines;
}

/** The things by name where they are few, else their number: `a, b`, or `13 columns`. */
function namedOrCounted(names: readonly string[], plural: string): string {
  return names.length <= MOST_NAMED ? names.join(", ") : `${names.length} ${plural}`;
}
