// Finds out what a plot of a model is over: its variables, targets and results, and what is fixed.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../../diagnostics/ids.ts";
import { costOf, describeModel } from "../../../network/describe.ts";
import type { DomainVariable, TrainingRecord } from "../../../network/model.ts";
import { valueOf } from "../../../network/network.ts";
import { callingConvention } from "../../../program/program.ts";
import { goalOf } from "../../../run/goal.ts";
import { checkDomain } from "../../../run/settings/domain.ts";
import type { Target } from "../../../train/target/target.ts";
import type { Sampled } from "../../../verify/sample.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { recordedTitles } from "./column-title.ts";
import type { FixedVariable, PlotRequest } from "./plot-kind.ts";

export interface PlotSubject {
  readonly sampled: Sampled;
  /** The network in a line, and what is fixed. */
  readonly network: string;
  /** The variables that vary, one or two, as they are called beside axes. */
  readonly free: readonly ShownVariable[];
  /** The results that are shown: their positions, their names and their units. */
  readonly results: readonly ShownResult[];
}

export interface ShownVariable extends DomainVariable {
  readonly unit: string | undefined;
}

export interface ShownResult {
  readonly position: number;
  readonly name: string;
  readonly unit: string | undefined;
}

/** Results that are shown together at the most. */
export const MOST_RESULTS = 4;

/** @throws DiagnosticError where the model and the options do not say enough, or do not fit each other. */
export async function plotSubject(loaded: LoadedModel, request: Pick<PlotRequest, "target" | "domain" | "at" | "result">): Promise<PlotSubject> {
  const { model, network, program } = loaded;
  const { targets, domain } = await targetsAndDomain(model.record, request);
  const { inputs, outputs } = callingConvention(program);
  const width = inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const count = outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  if (domain.length !== width || (targets?.length ?? count) !== count) throw doesNotFit(width, count, domain.length, targets?.length);
  const fixed = fixedValues(domain, request.at);
  const free = domain.filter((_, position) => fixed[position] === undefined);
  checkFree(domain, free);
  const titles = model.record && recordedTitles(model.record);
  const shown = domain.flatMap((variable, position) => {
    // What another domain calls it is what the reader calls it.
    const title = variable.name === model.record?.domain[position]?.name ? titles?.[position] : undefined;
    return fixed[position] === undefined ? [{ unit: undefined, ...variable, ...title }] : [];
  });
  const units = titles?.slice(width).map(({ unit }) => unit);
  const fixedTexts = domain.flatMap(({ name }, position) => (fixed[position] === undefined ? [] : [`${name} = ${fixed[position]}`]));
  return {
    sampled: { program, targets, domain, fixed, multiplyAdds: costOf(network).multiplyAdds, ...worstKnown(model.record, domain) },
    network: [describeModel(loaded), ...fixedTexts].join("; "),
    free: shown,
    results: chooseResults(resultNames(loaded, targets), request.result).map((result) => ({ ...result, unit: units?.[result.position] })),
  };
}

async function targetsAndDomain(
  record: TrainingRecord | undefined,
  request: Pick<PlotRequest, "target" | "domain">,
): Promise<{ readonly targets: readonly Target[] | undefined; readonly domain: readonly DomainVariable[] }> {
  if (request.target.length > 0 || (record !== undefined && record.data === undefined)) {
    const goal = await goalOf(record, request.target, request.domain);
    if (goal !== undefined) return goal;
  }
  const domain = request.domain.length > 0 ? checkDomain(request.domain) : record?.domain;
  if (domain !== undefined) return { targets: undefined, domain };
  throw new DiagnosticError({
    id: "domain-missing",
    message: "the domain is missing",
    place: "--domain",
    note: "the model does not record where it is used",
    hint: "give --domain and, if the network approximates a function, --target 'exp(x)'",
  });
}

/** Where the training found the largest error, unless the plot is over another domain. */
function worstKnown(record: TrainingRecord | undefined, domain: readonly DomainVariable[]): Pick<Sampled, "worstKnown"> {
  const at = record?.error?.at ?? [];
  const isWithin = at.length === domain.length && domain.every(({ low, high }, axis) => at[axis] >= low && at[axis] <= high);
  return isWithin ? { worstKnown: at } : {};
}

function doesNotFit(inputs: number, outputs: number, variables: number, targets: number | undefined): DiagnosticError {
  const given = [`${variables} variables`, ...(targets === undefined ? [] : [`${targets} targets`])].join(" and ");
  return new DiagnosticError({
    id: "plot-does-not-fit",
    message: "the domain or the target does not fit the network",
    note: `the network has ${inputs} input and ${outputs} output elements; given are ${given}`,
    hint: "give one --domain NAME=LO:HI per input and one --target per output",
  });
}

function fixedValues(domain: readonly DomainVariable[], at: readonly FixedVariable[]): readonly (number | undefined)[] {
  const names = domain.map(({ name }) => name);
  const wrong = at.find(({ name }) => !names.includes(name));
  const repeated = at.find(({ name }, place) => at.findIndex((other) => other.name === name) < place);
  if (wrong !== undefined) {
    throw usage("variable-unknown", "--at", `the network has no variable ${wrong.name}`, `it has ${names.join(", ")}`);
  }
  if (repeated !== undefined) {
    throw usage(
      "variable-fixed-twice",
      "--at",
      `${repeated.name} is fixed twice`,
      "give one --at for each variable",
    );
  }
  return names.map((name) => at.find((one) => one.name === name)?.value);
}

function checkFree(domain: readonly DomainVariable[], free: readonly DomainVariable[]): void {
  if (free.length === 1 || free.length === 2) return;
  if (free.length === 0) throw usage("plot-variables-missing", "--at", "no variable is left to vary", "leave out an --at");
  const middles = free.slice(2).map(({ name, low, high }) => `--at ${name}=${Number(((low + high) / 2).toPrecision(4))}`);
  throw new DiagnosticError({
    id: "plot-variables-too-many",
    message: `a plot shows one or two variables, and the network has ${domain.length}`,
    place: "--at",
    hint: `fix the others, for example in the middle: ${middles.slice(0, 6).join(" ")}${middles.length > 6 ? " …" : ""}`,
  });
}

/** The target's expression, the column of the data, or what the model calls the output. */
function resultNames({ model, network }: LoadedModel, targets: readonly Target[] | undefined): readonly string[] {
  if (targets !== undefined) return targets.map(({ expression }) => expression);
  const columns = model.record && recordedTitles(model.record)?.slice(model.record.domain.length).map(({ name }) => name);
  return network.outputs.flatMap(({ name, value }) => {
    const { shape } = valueOf(network, value);
    const size = shape.reduce((product, extent) => product * extent, 1);
    return size === 1 ? [name] : Array.from({ length: size }, (_, place) => columns?.[place] ?? `${name}[${place}]`);
  }).map((name, place) => columns?.[place] ?? name);
}

/** @throws DiagnosticError (usage) where there is no such result, or there are more than a plot shows. */
export function chooseResults(names: readonly string[], wanted: number | undefined): readonly Pick<ShownResult, "position" | "name">[] {
  const all = names.map((name, position) => ({ position, name }));
  if (wanted !== undefined) {
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= all.length) return all.slice(wanted - 1, wanted);
    throw usage(
      "result-unknown",
      "--result",
      `the network has no result ${wanted}`,
      all.length === 1 ? "it has one: leave --result out" : `give one of 1 to ${all.length}`,
    );
  }
  if (all.length <= MOST_RESULTS) return all;
  throw usage(
    "plot-results-too-many",
    "--result",
    `a plot shows up to ${MOST_RESULTS} results, and the network has ${all.length}`,
    "choose one: --result 1",
  );
}

function usage(id: DiagnosticId, place: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError({ id, message, place, hint });
}
