// nnc check --baseline: measures what a model comes to, compares it with the file and records it there where that is asked for.

import { compare, isWorse, type Comparison, type MeasuredEntry } from "../../../../baseline/compare.ts";
import type { BaselineEntry } from "../../../../baseline/baseline.ts";
import { describeFailures } from "../../../../baseline/describe.ts";
import { measure } from "../../../../baseline/measure.ts";
import { DiagnosticError } from "../../../../diagnostics/diagnostic.ts";
import type { LoadedModel } from "../../../../pipeline/load-model.ts";
import { openBaseline, writeBaseline, type BaselineFile } from "../../../files/baseline-file.ts";
import { tolerancesOf, type GivenTolerance } from "../../../options/tolerance-option.ts";
import type { Terminal } from "../../../terminal/terminal.ts";
import { baselineKey, type KeySettings } from "./key.ts";
import { measuredSubject, type CheckedModel } from "./subject.ts";

export interface BaselineSettings extends KeySettings {
  /** The file. */
  readonly baseline: string;
  readonly tolerance: readonly GivenTolerance[];
  readonly update: boolean;
  readonly sameBits: boolean;
}

/** How a model compares with a baseline. */
export interface AgainstBaseline {
  readonly file: string;
  /** What the model is called in it. */
  readonly key: string;
  readonly measured: MeasuredEntry;
  /** Undefined where nothing is recorded of the model. */
  readonly comparison: Comparison | undefined;
  /** Whether bits that changed are a failure. */
  readonly sameBits: boolean;
  /** Whether it is to be recorded, whatever it is. */
  readonly isToBeRecorded: boolean;
  /** A line for each thing that is worse and makes the check fail. */
  readonly failures: readonly string[];
}

/** A baseline that was read, and what is to be done with it. */
export interface OpenedBaseline {
  readonly settings: BaselineSettings;
  readonly key: string;
  readonly opened: BaselineFile;
  readonly recorded: BaselineEntry | undefined;
}

/**
 * Before anything is measured.
 *
 * @param model as it was read.
 * @throws DiagnosticError: file and model as `openBaseline`, usage where it holds nothing of the model and nothing is to be recorded.
 */
export async function openFor(model: LoadedModel, settings: BaselineSettings): Promise<OpenedBaseline> {
  const { baseline: path, update } = settings;
  const key = baselineKey(model, settings);
  const opened = await openBaseline(path, update);
  const recorded = opened.baseline.get(key);
  if (recorded === undefined && !update) {
    const names = [...opened.baseline.keys()];
    throw new DiagnosticError({
      id: "baseline-without-model",
      message: `${path} holds nothing of ${key}`,
      place: "--baseline",
      note: names.length === 0 ? "it holds nothing at all" : `it holds ${names.slice(0, MOST_NAMES).join("; ")}${names.length > MOST_NAMES ? " …" : ""}`,
      hint: "record it with --update",
    });
  }
  return { settings, key, opened, recorded };
}

const MOST_NAMES = 5;

/** @throws DiagnosticError of category toolchain where a compiler fails. */
export async function againstBaseline({ settings, key, recorded }: OpenedBaseline, model: CheckedModel): Promise<AgainstBaseline> {
  const { baseline: file, tolerance, update, sameBits } = settings;
  const measured = await measure(measuredSubject(model));
  const comparison = recorded && compare(recorded, measured, tolerancesOf(tolerance));
  const failures = comparison === undefined || update ? [] : describeFailures(comparison, sameBits);
  return { file, key, measured, comparison, sameBits, isToBeRecorded: update, failures };
}

/** Puts what was measured in the place of what was recorded of the model. */
export function record({ settings, key, opened }: OpenedBaseline, { measured, comparison }: AgainstBaseline, terminal: Terminal): void {
  const path = settings.baseline;
  const isWritten = writeBaseline(path, opened, new Map([...opened.baseline, [key, measured]]));
  const worse = comparison !== undefined && isWorse(comparison) ? ", worse than before" : "";
  terminal.say(isWritten ? `recorded ${key} in ${path}${worse}` : `${path} holds these very figures of ${key} already`);
}
