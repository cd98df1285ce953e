// Gathers what the files of a package may know of a model: its functions, its numbers, an example of a call. Writes no text.

import { emitWithHeader, type EmitRequest, type Package } from "../package.ts";
import { checkedCalls, resultsOf } from "./cases.ts";
import type { ElementFacts, ExampleCall, PackageMember, PackagePicture } from "./package-style.ts";
import type { Language, Parameter } from "../language.ts";
import { dependsOnPlatform } from "../mathematics.ts";
import type { SpelledUnit } from "../spell-unit.ts";
import type { TrainingRecord } from "../../network/model.ts";
import { nearestFloat32Within } from "../../numeric/float32.ts";
import { callingConvention } from "../../program/program.ts";
import { isFloat, type Scalar } from "../../program/scalar.ts";
import { usesOf } from "../../program/uses.ts";

/** A member and the files of its sources, by their names. */
export interface MadeMember {
  readonly member: PackageMember;
  readonly sources: Package;
}

/** @throws Error where the language makes no function of the request. */
export function makeMember(language: Language, request: EmitRequest, picture: PackagePicture | undefined): MadeMember {
  const { source, header, files, spelled, summary, facts } = emitWithHeader(language, request);
  const [computes, ...others] = spelled.functions.filter(({ exported }) => exported);
  const batchName = language.naming.batch(computes.functionName);
  const { state, selfTest, workspace } = spelled;
  const member: PackageMember = {
    name: request.name,
    source,
    header,
    preamble: spelled.preamble,
    summary,
    facts,
    function: computes,
    returns: callingConvention(request.program).outputs.find(({ passing }) => passing === "returned")?.buffer.scalar,
    batch: request.batch === undefined ? undefined : others.find(({ functionName }) => functionName === batchName),
    selfTest,
    state,
    workspace: workspace?.type,
    inputs: inputsOf(request, computes.parameters),
    outputs: outputsOf(request, computes.parameters),
    example: exampleOf(request),
    dependsOnPlatform: dependsOnPlatform(request.program, request.math ?? "own"),
    isFused: usesOf(request.program).operators.has("multiplyAdd"),
    cases: checkedCalls(request),
    declarations: declarationsOf(spelled),
    picture,
  };
  return { member, sources: files };
}

function declarationsOf({ tables, helpers, kernels, functions }: SpelledUnit): readonly string[] {
  const lines = [...tables, ...helpers].flatMap((one) => [...one.lines]).filter((line) => typeof line === "string");
  return [...lines, ...[...kernels, ...functions].map(({ signature }) => signature)];
}

function inputsOf({ model: { record }, givenDomain = [] }: EmitRequest, parameters: readonly Parameter[]): readonly ElementFacts[] {
  const domain = record?.domain ?? givenDomain;
  return writtenElements(parameters, "input").map((written, position) => {
    const variable = domain.at(position);
    return { written, name: record?.data?.headers?.at(position) ?? variable?.name ?? written, range: variable, error: undefined };
  });
}

function outputsOf(request: EmitRequest, parameters: readonly Parameter[]): readonly ElementFacts[] {
  const { program, model: { record }, result } = request;
  const filled = writtenElements(parameters, "output");
  const count = callingConvention(program).outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const names = result === "class" ? ["class"] : (record && outputNames(record)) ?? [];
  return Array.from({ length: count }, (_, position): ElementFacts => {
    const written = filled.at(position);
    const range = result === "class" ? undefined : record?.data?.outputs.at(position);
    return { written, name: names.at(position) ?? written ?? "the result", range, error: result === "class" ? undefined : errorOf(request, position, count) };
  });
}

/** Columns as the file calls them, units included; else the targets. */
function outputNames({ data, domain, targets }: TrainingRecord): readonly string[] {
  return data === undefined ? targets : data.outputs.map(({ name }, position) => data.headers?.at(domain.length + position) ?? name);
}

function errorOf({ proved, model: { record } }: EmitRequest, position: number, count: number): ElementFacts["error"] {
  const certified = proved?.at(position)?.maxAbsError;
  if (certified !== undefined) return { kind: "certified", most: certified };
  const measured = count === 1 ? record?.error?.maximum : record?.error?.byOutput?.at(position);
  return measured === undefined ? undefined : { kind: "measured", most: measured };
}

/** How callers write each number of the inputs, or of the outputs that are filled, in order. */
function writtenElements(parameters: readonly Parameter[], role: Parameter["role"]): readonly string[] {
  return parameters
    .filter((parameter) => parameter.role === role)
    .flatMap(({ name, size }) => (size === undefined ? [name] : Array.from({ length: size }, (_, place) => `${name}[${place}]`)));
}

/** In the middle of the domain; at a half where it is not known, and at 1 for whole numbers. */
function exampleOf({ program, model: { record }, givenDomain = [] }: EmitRequest): ExampleCall {
  const domain = record?.domain ?? givenDomain;
  const scalars = callingConvention(program).inputs.flatMap(({ buffer: { scalar, size } }) => Array.from({ length: size }, () => scalar));
  const inputs = scalars.map((scalar, place) => exampleValue(scalar, domain.at(place)));
  return { inputs, outputs: resultsOf(program, inputs) };
}

function exampleValue(scalar: Scalar, range: { readonly low: number; readonly high: number } | undefined): number {
  if (!isFloat(scalar)) return 1;
  const { low, high } = range ?? { low: 0, high: 1 };
  return nearestFloat32Within(low / 2 + high / 2, low, high);
}
