// Writes the training record into the metadata of an ONNX file, one readable entry a field, and reads it back.
// Metadata of other tools is left alone.
//
//     nnc.target            exp(x)                 nnc.target.0, nnc.target.1, … where there are several
//     nnc.domain            x=0:1                  a=0:1,b=-1:1 where there are several variables
//     nnc.recipe            article
//     nnc.seed              1
//     nnc.iterations        10000
//     nnc.batch             100
//     nnc.command           nnc train
//     nnc.error.maximum     0.0041234567           the first four nnc.error entries are there together or not at all
//     nnc.error.at          0.25                   0.25,-1 where there are several variables
//     nnc.error.rms         0.001
//     nnc.error.samples     65537
//     nnc.error.parameters  9f86d0…                networkDigest of the network whose errors these are, held out ones too
//     nnc.error.outputs     0.0041,0.0009          the largest error of each output, where there are several
//     nnc.data.file         samples.csv            the nnc.data entries stand in place of nnc.target
//     nnc.data.sha256       9f86d0…
//     nnc.data.outputs      y=-1:1                 as nnc.domain
//     nnc.data.headers      ["temp [degC]","y"]    the columns' headers, of inputs and outputs, where they are not their names; as nnc.data.classes
//     nnc.data.holdout      0.2                    the share of the samples held out, there together with the next or not at all
//     nnc.data.split        1                      the seed by which they were chosen
//     nnc.data.classes      ["a","b\u00e4"]       of a classifier: its labels as a JSON list in ASCII, in the order of the outputs; of two
//                                                  labels with one output the second is the output's
//     nnc.data.classes.kind one-of                 one-of, or each where every output is a question of its own: without labels then
//     nnc.data.classes.column "species"            the column of the labels, a JSON text; left out where each label has a column of its own
//     nnc.history.stride    40                     there where one of the other two is
//     nnc.history.losses    5.2e-1,3.1e-2          the mean loss of every 40 iterations
//     nnc.history.errors    1e-2,2.5e-3            the smallest of the largest errors seen after each iteration of a refinement
//     nnc.heldout.maximum   0.0041234567           and at, rms, samples: as nnc.error, there together or not at all
//     nnc.error.right       148                    of a classifier: how many samples it gives the class they have; nnc.heldout.right too
//
// Numbers are the shortest decimals that read back as the same float64.

import * as z from "zod/mini";
import { networkDigest } from "../../network/digest.ts";
import type { DataRecord, Distrust, DomainVariable, MeasuredError, RecordedClasses, TrainingHistory, TrainingRecord } from "../../network/model.ts";
import type { Named, Network } from "../../network/network.ts";
import { valueOf } from "../../network/network.ts";
import { elementCount } from "../../network/shape.ts";
import { oneRowOf } from "../../network/rows.ts";
import { quoted, refused } from "../refuse.ts";
import { classesEntries, classesSchema } from "./recorded-classes.ts";
import { headersEntries, headersSchema } from "./recorded-headers.ts";

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
const VARIABLE = /^([A-Za-z][A-Za-z0-9_]{0,62})=([^=:]+):([^=:]+)$/;
/** Targets, recipes and commands are shown on terminals and written into sources. */
const PRINTABLE = /^[\x20-\x7e]+$/;
const TARGET = /^nnc\.target(?:\.(0|[1-9]\d*))?$/;

const text = z.string().check(z.regex(PRINTABLE, "must be printable ASCII"));
const digits = z.string().check(z.regex(NUMBER, "must be a number"));
const number = z.pipe(z.pipe(digits, z.transform(Number)), z.number("must be a finite number"));
const error = z.pipe(number, z.number().check(z.minimum(0, "must not be negative")));
const whole = (least: number, most: number) =>
  z.pipe(number, z.int("must be a whole number").check(z.minimum(least, `must be at least ${least}`), z.maximum(most, `must be at most ${most}`)));

const readVariable = z.transform((given: string, context): DomainVariable => {
  const [, name = "", low = "", high = ""] = VARIABLE.exec(given) ?? [];
  const [from, to] = [low, high].map((end) => (NUMBER.test(end) ? Number(end) : NaN));
  if (name !== "" && Number.isFinite(from) && Number.isFinite(to) && from < to) return { name, low: from, high: to };
  context.issues.push({ code: "custom", input: given, message: "must have the form x=0:1, several of them separated by commas" });
  return z.NEVER;
});

const list = z.pipe(z.string(), z.transform((given: string) => given.split(",")));

const domain = z.pipe(
  list,
  z.array(z.pipe(z.string(), readVariable)).check(
    z.refine((variables) => new Set(variables.map(({ name }) => name)).size === variables.length, "names a variable twice"),
  ),
);

const schema = z.object({
  "nnc.domain": domain,
  "nnc.recipe": text,
  "nnc.seed": whole(0, 2 ** 32 - 1),
  "nnc.iterations": z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  "nnc.batch": z.optional(whole(1, Number.MAX_SAFE_INTEGER)),
  "nnc.command": text,
});

const place = z.pipe(list, z.array(number));
const sampleCount = whole(1, Number.MAX_SAFE_INTEGER);
const errors = z.pipe(list, z.array(error));
const rightCount = whole(0, Number.MAX_SAFE_INTEGER);

const errorSchema = z.object({
  "nnc.error.maximum": error,
  "nnc.error.at": place,
  "nnc.error.rms": error,
  "nnc.error.samples": sampleCount,
  "nnc.error.outputs": z.optional(errors),
  "nnc.error.right": z.optional(rightCount),
});

const heldOutSchema = z.object({
  "nnc.heldout.maximum": error,
  "nnc.heldout.at": place,
  "nnc.heldout.rms": error,
  "nnc.heldout.samples": sampleCount,
  "nnc.heldout.outputs": z.optional(errors),
  "nnc.heldout.right": z.optional(rightCount),
});

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"));

const boundSchema = z.object({ "nnc.error.parameters": z.optional(sha256) });

const dataSchema = z.object({
  "nnc.data.file": text,
  "nnc.data.sha256": sha256,
  "nnc.data.outputs": domain,
});

const splitSchema = z.object({
  "nnc.data.holdout": z.pipe(number, z.number().check(z.gt(0, "must be more than 0"), z.lt(1, "must be less than 1"))),
  "nnc.data.split": whole(0, 2 ** 32 - 1),
});

/** More entries than a plot can show are the work of somebody else. */
const LONGEST_HISTORY = 4096;

const series = z.pipe(
  z.pipe(z.string(), z.transform((given: string) => (given === "" ? [] : given.split(",")))),
  z.array(error).check(z.maxLength(LONGEST_HISTORY, `must not have more than ${LONGEST_HISTORY} numbers`)),
);

const historySchema = z.object({
  "nnc.history.stride": whole(1, Number.MAX_SAFE_INTEGER),
  "nnc.history.losses": z.optional(series),
  "nnc.history.errors": z.optional(series),
});

/**
 * The metadata entries of a record, in a fixed order.
 *
 * @param network whose errors it holds; undefined where it holds none.
 */
export function writeRecord(record: TrainingRecord, network: Network | undefined): readonly (readonly [string, string])[] {
  const { targets, data, error: measured } = record;
  const [only] = targets;
  const targetEntries =
    targets.length === 1 && only !== undefined
      ? [["nnc.target", only] as const]
      : targets.map((target, position) => [`nnc.target.${position}`, target] as const);
  return [
    ...targetEntries,
    ...(data === undefined ? [] : dataEntries(data)),
    ["nnc.domain", writeDomain(record.domain)],
    ["nnc.recipe", record.recipe],
    ["nnc.seed", String(record.seed)],
    ...(record.iterations === undefined ? [] : [["nnc.iterations", String(record.iterations)] as const]),
    ...(record.batch === undefined ? [] : [["nnc.batch", String(record.batch)] as const]),
    ["nnc.command", record.command],
    ...errorEntries("nnc.error", measured),
    ...errorEntries("nnc.heldout", data?.heldOut),
    ...(network === undefined || (measured ?? data?.heldOut) === undefined ? [] : [["nnc.error.parameters", networkDigest(oneRowOf(network).network)] as const]),
    ...historyEntries(record.history),
  ];
}

type Entries = readonly (readonly [key: string, value: string])[];

function dataEntries({ file, sha256, outputs, headers, split, classes }: DataRecord): Entries {
  return [
    ["nnc.data.file", file],
    ["nnc.data.sha256", sha256],
    ["nnc.data.outputs", writeDomain(outputs)],
    ...headersEntries(headers),
    ...(split === undefined ? [] : [["nnc.data.holdout", String(split.share)] as const, ["nnc.data.split", String(split.seed)] as const]),
    ...(classes === undefined ? [] : classesEntries(classes)),
  ];
}

function errorEntries(prefix: string, measured: MeasuredError | undefined): Entries {
  if (measured === undefined) return [];
  const { maximum, at, rootMeanSquare, samples, byOutput, right } = measured;
  return [
    [`${prefix}.maximum`, String(maximum)],
    [`${prefix}.at`, at.map(String).join(",")],
    [`${prefix}.rms`, String(rootMeanSquare)],
    [`${prefix}.samples`, String(samples)],
    ...(byOutput === undefined ? [] : [[`${prefix}.outputs`, byOutput.map(String).join(",")] as const]),
    ...(right === undefined ? [] : [[`${prefix}.right`, String(right)] as const]),
  ];
}

function historyEntries(history: TrainingHistory | undefined): Entries {
  if (history === undefined) return [];
  const { stride, losses, maximumErrors } = history;
  // Losses span many powers of ten: this form is the shorter one.
  const list = (numbers: readonly number[]): string => numbers.map((number) => number.toExponential()).join(",");
  return [
    ["nnc.history.stride", String(stride)],
    ...(losses.length === 0 ? [] : [["nnc.history.losses", list(losses)] as const]),
    ...(maximumErrors.length === 0 ? [] : [["nnc.history.errors", list(maximumErrors)] as const]),
  ];
}

function writeDomain(variables: readonly DomainVariable[]): string {
  return variables.map(({ name, low, high }) => `${name}=${low}:${high}`).join(",");
}

/** An entry of the metadata of a file. */
interface MetadataEntry {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

/**
 * The record in the metadata of a file, or undefined where there is none. Entries nnc does not know are left alone.
 *
 * @throws DiagnosticError of category model where an entry of nnc's is missing, malformed, given twice or does not fit the
 * network.
 */
export function readRecord(metadata: readonly MetadataEntry[], network: Network, file: string): TrainingRecord | undefined {
  const entries = new Map<string, string>();
  for (const { key = "", value = "" } of metadata) {
    if (!isOwnKey(key)) continue;
    if (entries.has(key)) throw malformed(file, key, "it is there twice");
    entries.set(key, value);
  }
  if (entries.size === 0) return undefined;
  const fields = parsed(schema, entries, file);
  const { "nnc.error.parameters": bound } = parsed(boundSchema, entries, file);
  const measured = hasAny(errorSchema, entries) ? parsed(errorSchema, entries, file) : undefined;
  const data = readData(entries, file);
  const history = hasAny(historySchema, entries) ? parsed(historySchema, entries, file) : undefined;
  const record: TrainingRecord = {
    targets: data === undefined ? readTargets(entries, file) : [],
    domain: fields["nnc.domain"],
    recipe: fields["nnc.recipe"],
    seed: fields["nnc.seed"],
    ...(fields["nnc.iterations"] === undefined ? {} : { iterations: fields["nnc.iterations"] }),
    ...(fields["nnc.batch"] === undefined ? {} : { batch: fields["nnc.batch"] }),
    command: fields["nnc.command"],
    error:
      measured === undefined
        ? undefined
        : {
            maximum: measured["nnc.error.maximum"],
            at: measured["nnc.error.at"],
            rootMeanSquare: measured["nnc.error.rms"],
            samples: measured["nnc.error.samples"],
            ...ofOutputs(measured["nnc.error.outputs"]),
            ...ofRight(measured["nnc.error.right"]),
          },
    ...(data === undefined ? {} : { data }),
    ...(history === undefined
      ? {}
      : {
          history: {
            stride: history["nnc.history.stride"],
            losses: history["nnc.history.losses"] ?? [],
            maximumErrors: history["nnc.history.errors"] ?? [],
          },
        }),
  };
  checkAgainstNetwork(record, network, file);
  return trusted(record, bound, network);
}

/** Without the errors of another network. */
function trusted(record: TrainingRecord, bound: string | undefined, network: Network): TrainingRecord {
  const { error: measured, data } = record;
  if ((measured ?? data?.heldOut) === undefined) return record;
  // The digest of a large network takes time: it is asked for where there is something to compare it with.
  if (bound !== undefined && bound === networkDigest(oneRowOf(network).network)) return record;
  const distrust: Distrust = bound === undefined ? "unbound" : "changed";
  return { ...record, error: undefined, ...(data === undefined ? {} : { data: { ...data, heldOut: undefined } }), distrust };
}

/** Data and targets exclude one another. */
function readData(entries: ReadonlyMap<string, string>, file: string): DataRecord | undefined {
  if (![dataSchema, headersSchema, heldOutSchema, splitSchema, classesSchema].some((one) => hasAny(one, entries))) return undefined;
  const target = [...entries.keys()].find((key) => TARGET.test(key));
  if (target !== undefined) throw malformed(file, target, "there is data too");
  const fields = parsed(dataSchema, entries, file);
  const heldOut = hasAny(heldOutSchema, entries) ? parsed(heldOutSchema, entries, file) : undefined;
  const split = hasAny(splitSchema, entries) ? parsed(splitSchema, entries, file) : undefined;
  const classes = readClasses(entries, file);
  const { "nnc.data.headers": headers } = parsed(headersSchema, entries, file);
  return {
    file: fields["nnc.data.file"],
    sha256: fields["nnc.data.sha256"],
    outputs: fields["nnc.data.outputs"],
    ...(headers === undefined ? {} : { headers }),
    heldOut: heldOut && {
      maximum: heldOut["nnc.heldout.maximum"],
      at: heldOut["nnc.heldout.at"],
      rootMeanSquare: heldOut["nnc.heldout.rms"],
      samples: heldOut["nnc.heldout.samples"],
      ...ofOutputs(heldOut["nnc.heldout.outputs"]),
      ...ofRight(heldOut["nnc.heldout.right"]),
    },
    ...(split === undefined ? {} : { split: { share: split["nnc.data.holdout"], seed: split["nnc.data.split"] } }),
    ...(classes === undefined ? {} : { classes }),
  };
}

function readClasses(entries: ReadonlyMap<string, string>, file: string): RecordedClasses | undefined {
  if (!hasAny(classesSchema, entries)) return undefined;
  const fields = parsed(classesSchema, entries, file);
  const { "nnc.data.classes.kind": kind, "nnc.data.classes": labels, "nnc.data.classes.column": column = "" } = fields;
  if (kind === "each") return { kind };
  if (labels === undefined) throw malformed(file, "nnc.data.classes", "it is missing");
  return { kind, column, labels };
}

const ofOutputs = (byOutput: readonly number[] | undefined): Pick<MeasuredError, "byOutput"> => (byOutput === undefined ? {} : { byOutput });
const ofRight = (right: number | undefined): Pick<MeasuredError, "right"> => (right === undefined ? {} : { right });

function hasAny({ shape }: { readonly shape: object }, entries: ReadonlyMap<string, string>): boolean {
  return Object.keys(shape).some((key) => entries.has(key));
}

function isOwnKey(key: string): boolean {
  const schemas = [schema, errorSchema, boundSchema, dataSchema, headersSchema, splitSchema, classesSchema, heldOutSchema, historySchema];
  return schemas.some(({ shape }) => key in shape) || TARGET.test(key);
}

function readTargets(entries: ReadonlyMap<string, string>, file: string): readonly string[] {
  const keys = [...entries.keys()].filter((key) => TARGET.test(key));
  const isSingle = keys.length === 1 && keys[0] === "nnc.target";
  const expected = isSingle ? keys : Array.from({ length: Math.max(1, keys.length) }, (_, position) => `nnc.target.${position}`);
  return expected.map((key) => {
    const target = entries.get(key);
    if (target === undefined) throw malformed(file, keys.length === 0 ? "nnc.target" : key, "it is missing");
    if (!PRINTABLE.test(target)) throw malformed(file, key, `${quoted(target)} must be printable ASCII`);
    return target;
  });
}

function parsed<Fields>(fields: z.ZodMiniType<Fields>, entries: ReadonlyMap<string, string>, file: string): Fields {
  const result = fields.safeParse(Object.fromEntries(entries));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const key = String(issue?.path[0] ?? "");
  const given = entries.get(key);
  throw malformed(file, key, given === undefined ? "it is missing" : `${quoted(given)} ${issue?.message ?? ""}`);
}

function checkAgainstNetwork(record: TrainingRecord, whole: Network, file: string): void {
  const elements = (ends: readonly Named[]): number => ends.reduce(
    (sum, { value }) => sum + elementCount(valueOf(network, value).shape),
    0,
  );
  // A tool may have fixed the batch, which the training knew nothing of.
  const { network } = oneRowOf(whole);
  const [inputs, outputs] = [elements(network.inputs), elements(network.outputs)];
  if (record.domain.length !== inputs) {
    throw malformed(file, "nnc.domain", `the network has ${inputs} inputs, the domain ${record.domain.length}`);
  }
  if (record.data !== undefined && record.data.outputs.length !== outputs) {
    throw malformed(file, "nnc.data.outputs", `the network has ${outputs} outputs, but there are ${record.data.outputs.length} columns`);
  }
  const headers = record.data?.headers?.length ?? inputs + outputs;
  if (headers !== inputs + outputs) {
    throw malformed(file, "nnc.data.headers", `the network has ${inputs} inputs and ${outputs} outputs, but there are ${headers} headers`);
  }
  if (record.data === undefined && record.targets.length !== outputs) {
    throw malformed(file, "nnc.target", `the network has ${outputs} outputs, but there are ${record.targets.length} targets`);
  }
  if (record.error !== undefined && record.error.at.length !== inputs) {
    throw malformed(file, "nnc.error.at", `the network has ${inputs} inputs, the place of the error ${record.error.at.length}`);
  }
  for (const [key, measured] of [["nnc.error.outputs", record.error], ["nnc.heldout.outputs", record.data?.heldOut]] as const) {
    const given = measured?.byOutput?.length ?? outputs;
    if (given !== outputs) throw malformed(file, key, `the network has ${outputs} outputs, but there are ${given} errors`);
  }
  const labels = record.data?.classes?.kind === "one-of" ? record.data.classes.labels.length : undefined;
  if (labels !== undefined && labels !== outputs && !(labels === 2 && outputs === 1)) {
    throw malformed(file, "nnc.data.classes", `the network has ${outputs} outputs, but there are ${labels} labels`);
  }
  for (const [key, measured] of [["nnc.error.right", record.error], ["nnc.heldout.right", record.data?.heldOut]] as const) {
    if (measured?.right === undefined) continue;
    if (record.data?.classes === undefined) throw malformed(file, key, "there are no classes");
    if (measured.right > measured.samples) throw malformed(file, key, `more are right than the ${measured.samples} samples`);
  }
  const heldOutAt = record.data?.heldOut?.at;
  if (heldOutAt !== undefined && heldOutAt.length !== inputs) {
    throw malformed(file, "nnc.heldout.at", `the network has ${inputs} inputs, the place of the error ${heldOutAt.length}`);
  }
}

function malformed(file: string, key: string, note: string): Error {
  return refused(file, {
    place: `metadata entry ${quoted(key)}`,
    message: "the training record of the model cannot be read",
    note,
    hint: "remove the metadata entries that begin with nnc., or train the model again",
  });
}
