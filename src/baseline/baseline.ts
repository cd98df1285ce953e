// What models came to, as a file keeps it: texts from baselines and baselines from texts. Opens no file.

import * as z from "zod/mini";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { FIGURE_NAMES, type Figures } from "./figures.ts";
import { BASELINE_FORMAT } from "./mark.ts";

/** What one model came to in one form. */
export interface BaselineEntry {
  /** The version of nnc that measured it. */
  readonly nnc: string;
  /** Of the model file's bytes, hexadecimal. */
  readonly modelSha256: string;
  /** What errors were measured against; absent where there was nothing. */
  readonly against?: string | undefined;
  /** Whose code the figures of object files are of; absent where no compiler makes any. */
  readonly compiled?: Compiled | undefined;
  readonly figures: Figures;
  /** Absent where results depend on the platform. */
  readonly bits?: FixedBits | undefined;
}

export interface Compiled {
  /** `gcc 12.2.0 -O2` */
  readonly compiler: string;
  /** `linux-x64` */
  readonly machine: string;
}

/** Of the results at inputs that are always the same. */
export interface FixedBits {
  readonly inputs: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** By the model's name and the options that decide what is computed of it. */
export type Baseline = ReadonlyMap<string, BaselineEntry>;

const VERSION = 1;

const count = z.number().check(z.int(), z.nonnegative());
const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
// JSON has no number for infinity.
const figure = z.union([z.number().check(z.nonnegative()), z.pipe(z.literal("Infinity"), z.transform(() => Infinity))]);

const headSchema = z.object({ format: z.literal(BASELINE_FORMAT), version: z.number().check(z.int(), z.positive()) });

const entrySchema = z.strictObject({
  nnc: z.string(),
  model: digest,
  against: z.nullable(z.string()),
  compiled: z.nullable(z.strictObject({ compiler: z.string(), machine: z.string() })),
  figures: z.partialRecord(z.enum(FIGURE_NAMES), figure),
  bits: z.nullable(z.strictObject({ inputs: count, sha256: digest })),
});

const baselineSchema = z.strictObject({ format: z.literal(BASELINE_FORMAT), version: z.literal(VERSION), models: z.record(z.string(), entrySchema) });

/**
 * @param path for what is said of it.
 * @throws DiagnosticError of category model where it is no baseline, or one of a newer nnc.
 */
export function readBaseline(text: string, path: string): Baseline {
  const value = parsed(text);
  const head = headSchema.safeParse(value);
  if (!head.success) throw unreadable(path, "it does not say that it is one");
  if (head.data.version > VERSION) {
    throw new DiagnosticError({
      id: "baseline-of-newer-version",
      message: `${path} was written by a newer nnc`,
      note: `it is of version ${head.data.version} of the format, and this nnc reads version ${VERSION}`,
      hint: "install that nnc here as well",
    });
  }
  const result = baselineSchema.safeParse(value);
  if (result.success) return new Map(Object.entries(result.data.models).map(([key, { model, ...entry }]) => [key, present({ ...entry, modelSha256: model })]));
  const [issue] = result.error.issues;
  throw unreadable(path, `${(issue?.path ?? []).map(String).join(" → ")}: ${issue?.message ?? ""}`);
}

interface WrittenEntry extends Omit<BaselineEntry, "against" | "compiled" | "bits"> {
  readonly against: string | null;
  readonly compiled: Compiled | null;
  readonly bits: FixedBits | null;
}

function present({ against, compiled, bits, ...entry }: WrittenEntry): BaselineEntry {
  return { ...entry, against: against ?? undefined, compiled: compiled ?? undefined, bits: bits ?? undefined };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(path: string, note: string): DiagnosticError {
  return new DiagnosticError({
    id: "baseline-unreadable",
    message: `${path} holds no baseline`,
    note,
    hint: prose`choose another name, or remove it and record one with ${setting("update")}`,
  });
}

/** Sorted, so that the same figures give the same text, whoever records them in which order. */
export function baselineText(baseline: Baseline): string {
  const models = [...baseline].toSorted(byKey).map(([key, entry]) => [key, written(entry)] as const);
  return `${JSON.stringify({ format: BASELINE_FORMAT, version: VERSION, models: Object.fromEntries(models) }, null, 2)}\n`;
}

function written({ nnc, modelSha256, against, compiled, figures, bits }: BaselineEntry): object {
  const numbers = Object.entries(figures).toSorted(byKey).map(([name, value]) => [name, value === Infinity ? "Infinity" : value] as const);
  return { nnc, model: modelSha256, against: against ?? null, compiled: compiled ?? null, figures: Object.fromEntries(numbers), bits: bits ?? null };
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
