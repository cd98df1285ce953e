// What nnc certify does where properties are asked for in place of the error.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { inForm, type FormWanted } from "../../../pipeline/in-form.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import type { InForm } from "../../../pipeline/loaded-form.ts";
import { domainOfProperties, provedAround, provedProperties } from "../../../pipeline/proved-properties.ts";
import { callingConvention } from "../../../program/program.ts";
import { elementNames } from "../../../run/model-samples.ts";
import { excludeEachOther } from "../../arguments/exclusive-options.ts";
import { readInputSamples } from "../../options/data-options.ts";
import type { Around } from "../../options/property-options.ts";
import type { PropertyName } from "../../../certify/properties/property-name.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { checkPoint } from "../run/values-at-points.ts";
import { aroundAsJson, aroundAsText, changedOf, type PointAround } from "./around-report.ts";
import { propertiesAsJson, propertiesAsText, unprovedOf } from "./properties-report.ts";

interface Settings extends FormWanted {
  readonly model: string;
  readonly target: readonly string[];
  readonly properties: readonly (readonly PropertyName[])[];
  readonly around: readonly Around[];
  readonly radius?: number | undefined;
  readonly boxes?: number | undefined;
  readonly json: boolean;
}

/** @returns the exit code. */
export async function runProperties(asRead: LoadedModel, settings: Settings, terminal: Terminal): Promise<number> {
  if (settings.target.length > 0) throw excludeEachOther(settings.properties.length > 0 ? "--properties" : "--around", "--target");
  if (settings.properties.length > 0 && settings.around.length > 0) throw excludeEachOther("--properties", "--around");
  if (settings.form === "network" && settings.maxError !== undefined) throw errorBesideProperties(settings.properties.length > 0 ? "--properties" : "--around");
  const { record } = asRead.model;
  const inItsForm = await inForm(asRead, { ...settings, domain: record === undefined ? settings.domain : [] });
  const failure = await (settings.properties.length > 0 ? showProperties : showAround)(asRead, inItsForm, settings, terminal);
  if (failure === undefined) return 0;
  throw new DiagnosticError({ id: "property-not-proved", message: `not every property of ${settings.model} is proved`, note: failure });
}

async function showProperties(asRead: LoadedModel, inItsForm: InForm, settings: Settings, terminal: Terminal): Promise<string | undefined> {
  const { record } = asRead.model;
  const domain = domainOfProperties(record, settings.domain);
  const outcome = {
    fileName: asRead.fileName,
    modelSha256: asRead.modelSha256,
    domain,
    outputNames: record?.data?.outputs.map(({ name }) => name) ?? elementNames(callingConvention(inItsForm.loaded.program).outputs),
    form: inItsForm.taken?.kind ?? "network",
    findings: await provedProperties(asRead, inItsForm, domain, settings.properties.flat(), settings.boxes),
  } as const;
  await terminal.print(settings.json ? propertiesAsJson(outcome) : propertiesAsText(outcome));
  return unprovedOf(outcome);
}

async function showAround(asRead: LoadedModel, inItsForm: InForm, settings: Settings, terminal: Terminal): Promise<string | undefined> {
  const { radius, around } = settings;
  if (radius === undefined || around.length === 0) throw aroundIncomplete();
  const points = (await Promise.all(around.map((one) => pointsOf(one, asRead, terminal)))).flat();
  const found = await provedAround(inItsForm, points.map(({ point }) => point), radius, settings.boxes);
  const { record } = asRead.model;
  const classes = record?.data?.classes;
  const outcome = {
    fileName: asRead.fileName,
    modelSha256: asRead.modelSha256,
    inputNames: record?.domain.map(({ name }) => name) ?? elementNames(callingConvention(asRead.program).inputs),
    labels: classes?.kind === "one-of" ? classes.labels : undefined,
    radius,
    points: found.map((robustness, place) => ({ ...robustness, line: points[place].line })),
  };
  await terminal.print(settings.json ? aroundAsJson(outcome) : aroundAsText(outcome));
  return changedOf(outcome);
}

async function pointsOf(around: Around, asRead: LoadedModel, terminal: Terminal): Promise<readonly PointAround[]> {
  const { program, model } = asRead;
  const inputs = callingConvention(program).inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  if (around.kind === "point") {
    checkPoint(around.point, inputs, "--around");
    return [{ point: around.point, line: undefined }];
  }
  const samples = await readInputSamples({ data: around.path }, { program, record: model.record }, terminal);
  if (samples === undefined) return [];
  samples.notes.forEach((note) => terminal.say(`note: ${note}`));
  const { lines, samples: { points } } = samples.dataset;
  return Array.from(lines, (line, row) => ({ point: [...points.subarray(row * inputs, (row + 1) * inputs)], line }));
}

function errorBesideProperties(asked: "--properties" | "--around"): DiagnosticError {
  return new DiagnosticError({
    id: "error-beside-properties",
    message: `${asked} and --max-error exclude each other`,
    note: `${asked} proves something else than the error; beside it --max-error says how wrong a table may be, and none is asked for`,
    hint: "give one of them, or --form table as well",
  });
}

function aroundIncomplete(): DiagnosticError {
  return new DiagnosticError({
    id: "around-incomplete",
    message: "--around and --radius belong together",
    note: "what is proved is that the class stays the same around a point, as far as the radius reaches in each input",
    hint: "give both, such as --around 5.1,3.5,1.4,0.2 --radius 0.1",
  });
}
