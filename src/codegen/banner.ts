// Writes the header of an emitted file: what the function is, how good it is and how that is known.
// Plain lines of printable ASCII, safe inside every language's comments; the templates add the comment signs.

import { costOf, describeArchitecture, describeBatch, describeModel, multiplyAddWord } from "../network/describe.ts";
import { distrustReason, notMeasured } from "../network/distrust.ts";
import type { DomainVariable, MeasuredError, Model, StreamedOutput, StreamFacts, TrainingRecord } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { arithmeticLines, quantisedLines, roundingLines } from "../network/notice.ts";
import { shortestFloat32 } from "../numeric/decimal.ts";
import { isFloat32 } from "../numeric/float32.ts";
import { floatTypesOf } from "../program/float-types.ts";
import type { Program } from "../program/program.ts";
import { usesOf } from "../program/uses.ts";
import { stateBytes, workingBytes } from "../program/working-memory.ts";
import type { Signature } from "./language.ts";
import { commentSafe, wrapped } from "./comment.ts";
import { dependsOnPlatform, type Mathematics } from "./mathematics.ts";
import { costLines, formLines, type FormTaken } from "./form.ts";
import { provedErrorLines, type ProvedError } from "./proved-error.ts";
import { stackLines, type StackBound } from "./stack-of-calls.ts";
import { workspaceBytes } from "./workspace.ts";
import type { Outside } from "./outside.ts";
import type { Result } from "./result.ts";
import { roundedUp } from "./rounded-up.ts";
import { constantBytes } from "./lower/kept-integers.ts";
import { LAYOUTS, type Optimisation } from "./lower/layout.ts";
import { partOf } from "./table-layout.ts";
import { countDomain, countTarget, describeDomain, describeTarget, domainLines, firstOf, nameFacts, targetLines } from "./elements.ts";
import { describeUnusualResults } from "./unusual-results.ts";

export interface BannerSubject {
  readonly model: Model;
  /** The network the program was lowered from. */
  readonly network: Network;
  readonly program: Program;
  /** For speed where it is not said. */
  readonly optimize?: Optimisation | undefined;
  readonly functionName: string;
  /** As the source writes them. */
  readonly parameters: Signature["parameters"];
  readonly version: string;
  /** Of the model file's bytes, hexadecimal. */
  readonly modelSha256: string;
  readonly modelRemarks?: readonly string[];
  /** nnc's own where it is not said. */
  readonly math?: Mathematics | undefined;
  /** All values where it is not said. */
  readonly result?: Result | undefined;
  /** `extend` where it is not said. */
  readonly outside?: Outside | undefined;
  /** Of a model that records none; empty where nobody says it. */
  readonly givenDomain?: readonly DomainVariable[] | undefined;
  /** Absent where the network was asked for. */
  readonly form?: FormTaken | undefined;
  /** Of each element of the outputs; absent where it is not. */
  readonly proved?: readonly ProvedError[] | undefined;
  /** Absent where no compiler was asked. */
  readonly stack?: StackBound | undefined;
  /** The name of the function that tests a build; absent where there is none. */
  readonly selfTestName?: string | undefined;
  /** The type of working memory that callers own; absent where there is none. */
  readonly workspaceType?: string | undefined;
  /** The type of what is remembered and the function that starts it; absent where nothing is. */
  readonly state?: { readonly type: string; readonly initialiser: string } | undefined;
  /** The command that writes this file again. */
  readonly command: string;
}

const CLASS_RESULT = [
  "the number of the largest score, from 0, of equal ones the first;",
  "of a single score 1 where it is a probability of more than a half, else 0;",
  "a score that is NaN is passed over, unless it is the first of several",
] as const;

const OUTSIDE_THE_DOMAIN: Readonly<Record<Outside, string>> = {
  extend: "outside the domain the network is evaluated all the same and no error is stated",
  clamp: "an argument outside the domain is moved to the nearest end of it, whose result is given",
  nan: "an argument outside the domain counts as NaN",
};

function outsideLine({ outside = "extend", form, model, givenDomain = [] }: BannerSubject): string {
  if (model.record === undefined && givenDomain.length === 0) return "no domain is known: the network is evaluated wherever it is asked and no error is stated";
  if (outside !== "extend" || form?.kind !== "table") return OUTSIDE_THE_DOMAIN[outside];
  const [part, isFolded] = [partOf(form.layout), form.isFolded !== undefined];
  return `outside the domain the ${isFolded ? `last ${part} goes on, on both sides,` : `first ${part} and the last one go on`} and no error is stated`;
}

function describeDomains({ model: { record }, givenDomain = [], parameters }: BannerSubject): readonly string[] {
  if (record !== undefined) return domainLines(record, parameters);
  return givenDomain.length === 0 ? ["not recorded in the model"] : [...domainLines({ domain: givenDomain }, parameters), "as it was given; the model records none"];
}

/** What a header says: a label, and lines that are safe in every language's comments. */
export type BannerFacts = readonly (readonly [label: string, lines: readonly string[]])[];

/** Without what makes a class of the scores, which the result says. */
function describeNetwork(subject: BannerSubject): string {
  if (subject.form?.kind === "table") return subject.form.instead.description;
  return subject.result === "class" ? describeArchitecture(subject.model.network) : describeModel(subject);
}

/** All that is known of a function. */
export function bannerFacts(subject: BannerSubject): BannerFacts {
  const { model, network, functionName } = subject;
  const { record } = model;
  const cost = costOf(network);
  const batch = describeBatch(model);
  const rounded = roundingLines(model.notices ?? []);
  const quantised = quantisedLines(model.notices ?? []);
  const unusual = describeUnusualResults(subject.program, functionName);
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ["target", record === undefined ? ["not recorded in the model"] : targetLines(record, subject.parameters, subject.result)],
    ["domain", describeDomains(subject)],
    ...(record === undefined ? nameFacts(network, subject.parameters) : []),
    ...(quantised.length === 0 ? [] : [["quantised", quantised] as const]),
    ["network", [describeNetwork(subject)]],
    ...(subject.form === undefined ? [] : [["form", formLines(subject.form)] as const]),
    ...(subject.result === "class" ? [["result", CLASS_RESULT] as const] : []),
    ...(batch === undefined ? [] : [["batch", [batch]] as const]),
    ...(rounded.length === 0 ? [] : [["parameters", rounded] as const]),
    ...(subject.proved === undefined ? [] : [["certified", provedErrorLines(subject.proved, subject.form?.kind === "table")] as const]),
    ["measured", describeError(record, subject.proved !== undefined)],
    ...(record?.data === undefined ? [] : [["held out", describeHeldOut(record, record.data.heldOut)] as const]),
    ...(record?.data === undefined ? [] : [["data", [`sha256 ${record.data.sha256}`]] as const]),
    ...(unusual === undefined ? [] : [["not a number", [unusual.ofNaN]] as const]),
    ["outside", unusual === undefined ? [outsideLine(subject)] : [`${outsideLine(subject)};`, unusual.ofInfinities]],
    ["arithmetic", [...describeArithmetic(subject), ...arithmeticLines(model.notices ?? [])]],
    ...(subject.selfTestName === undefined ? [] : [["self-test", selfTestLines(subject.selfTestName, subject.state)] as const]),
    [
      "cost",
      subject.form?.kind === "table" ? costLines(subject.form) : [`${cost.multiplyAdds} ${multiplyAddWord(cost.multiplyAdds)}, ${constantBytes(network, LAYOUTS[subject.optimize ?? "speed"])} bytes of parameters, ${workingBytes(subject.program)} bytes of working memory`],
    ],
    ...(model.stream === undefined ? [] : [["sequence", streamLines(model.stream)] as const]),
    ...(subject.state === undefined ? [] : [["state", stateLines(subject.state, subject.program)] as const]),
    ...(subject.workspaceType === undefined ? [] : [["workspace", workspaceLines(subject.workspaceType, subject.program)] as const]),
    ...(subject.stack === undefined ? [] : [["stack", stackLines(subject.stack)] as const]),
    ["model", [`sha256 ${subject.modelSha256}`, ...(subject.modelRemarks ?? [])]],
    ["trained by", [record?.command ?? "not recorded in the model"]],
    ["regenerate", [subject.command]],
  ];
  return facts.map(([label, lines]) => [label, lines.map(commentSafe)]);
}

function selfTestLines(name: string, state: BannerSubject["state"]): readonly string[] {
  const tells = `${name} tells whether a build computes these bits`;
  return state === undefined ? [tells] : [`${tells};`, `${state.initialiser} makes ready again what it was passed`];
}

function streamLines({ axis, frames, outputs }: StreamFacts): readonly string[] {
  return [
    `a call takes the next ${frames === 1 ? "frame" : `${frames} frames`} along axis ${axis} of the model's inputs;`,
    ...outputs.filter((output) => output.frames > 0).map((output) => `${output.name}: ${countedFrames(output.frames)} in a call, ${earlyFrames(output)}`),
  ];
}

function earlyFrames({ early }: StreamedOutput): string {
  if (early === 0) return "the first one that of the model";
  return early > 0 ? `of which the first ${early} come before the model's first, as if zeros went before the sequence in every layer` : `the model's first ${-early} left out, which no input has a part in`;
}

function countedFrames(count: number): string {
  return count === 1 ? "1 frame" : `${count} frames`;
}

function stateLines({ type, initialiser }: NonNullable<BannerSubject["state"]>, program: Program): readonly string[] {
  return [`the caller's, ${stateBytes(program)} bytes: one ${type} for each sequence of calls,`, `which ${initialiser} makes ready before the first of them`];
}

function workspaceLines(type: string, { buffers }: Program): readonly string[] {
  const bytes = workspaceBytes(buffers.filter((buffer) => buffer.role === "scratch"));
  return [`the caller's, ${bytes} bytes: one struct ${type} for each call at a time;`, "nothing of it is kept from one call to the next"];
}

/** What is a command stands in one line, to be copied. */
const COMMANDS: ReadonlySet<string> = new Set(["trained by", "regenerate"]);

/** The lines under the "Code generated" line. */
export function bannerLines(facts: BannerFacts): readonly string[] {
  const width = Math.max(...facts.map(([label]) => label.length));
  return facts.flatMap(([label, lines]) => {
    const shown = COMMANDS.has(label) ? lines : lines.flatMap((line) => wrapped(line));
    return shown.map((line, position) => `${(position === 0 ? label : "").padEnd(width)}  ${line}`);
  });
}

function describeArithmetic({ program, math = "own" }: BannerSubject): readonly string[] {
  const order = `${describeNumbers(program)}, in the order written;`;
  if (!dependsOnPlatform(program, math)) return [`${order} the same bits in every language`];
  return [order, "elementary functions are those of the platform's mathematical library, on which the results depend"];
}

function describeNumbers(program: Program): string {
  const floats = floatTypesOf(program);
  if (floats.size === 0) return "integers";
  const fused = usesOf(program).operators.has("multiplyAdd") ? ", fused multiply-adds" : "";
  return `${floats.has("f64") ? "float32 and float64" : "float32"}${fused}, one rounding per operation`;
}

/** So long is a summary at the most, where names and expressions can be counted instead: it stands in a line of the header, with other words in Go. */
const LONGEST_SUMMARY = 100;

/** One sentence on what the function is. */
export function summary({ model, network, functionName, result }: Pick<BannerSubject, "model" | "network" | "functionName" | "result">): string {
  const { record } = model;
  if (record === undefined && network.carried.length > 0) return `${functionName} computes one step of a trained neural network, which remembers the steps before it.`;
  if (record === undefined) return `${functionName} evaluates a trained neural network${result === "class" ? " and gives the class" : ""}.`;
  const says = result === "class" ? "tells the class of" : record.data?.classes !== undefined ? "gives the probabilities of" : "approximates";
  const targets = result === "class" ? classSources(record) : [describeTarget(record), countTarget(record)];
  const sentences = targets.flatMap((target) => [describeDomain(record), countDomain(record)].map((domain) => commentSafe(`${functionName} ${says} ${target} for ${domain}.`)));
  return sentences.find(({ length }) => length <= LONGEST_SUMMARY) ?? sentences[sentences.length - 1];
}

function classSources({ data }: TrainingRecord): readonly string[] {
  return data === undefined ? ["the largest output"] : [data.file, "its data"];
}

function describeError(record: TrainingRecord | undefined, isProved: boolean): readonly string[] {
  if (record?.error === undefined) return [notMeasured(record)];
  const { samples, right } = record.error;
  return [
    ...(right === undefined ? [] : [`${right} of the ${samples} samples it was trained on are told right;`]),
    `${measured(record.error, record)};`,
    record.data === undefined
      ? `the largest error seen in ${samples} inputs across the domain${isProved ? "" : ", which is no bound for the others"}`
      : `the largest error seen in the ${samples} samples it was trained on`,
    ...(record.distrust === undefined ? [] : [`measured anew: ${distrustReason(record.distrust)}`]),
  ];
}

function describeHeldOut(record: TrainingRecord, error: MeasuredError | undefined): readonly string[] {
  const { right, samples = 0 } = error ?? {};
  const told = right === undefined ? [] : [`${right} of ${samples} samples it was not trained on are told right;`];
  if (error !== undefined) return [...told, `${measured(error, record)};`, `the largest error seen in ${error.samples} samples it was not trained on`];
  return [record.distrust === undefined ? "no samples were held out: the error on others is not known" : notMeasured(record)];
}

/** In the digits that tell a float32 from its neighbours; what a record has beyond float32 as it is. */
function showArgument(value: number): string {
  return Number.isFinite(value) && isFloat32(value) ? shortestFloat32(value) : String(value);
}

function measured({ maximum, at, rootMeanSquare }: MeasuredError, { domain }: TrainingRecord): string {
  const place = firstOf(domain.map(({ name }, position) => `${name} = ${showArgument(at[position] ?? NaN)}`));
  return `${roundedUp(maximum)} at ${place}, root mean square ${roundedUp(rootMeanSquare)}`;
}
