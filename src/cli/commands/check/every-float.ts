// nnc check --exhaustive: the emitted function at every float32 of its domain, in each language, with a bar and a file to go on from.

import { dependsOnPlatform } from "../../../codegen/mathematics.ts";
import type { EmitRequest } from "../../../codegen/package.ts";
import type { LanguageName } from "../../../languages/index.ts";
import type { DomainVariable } from "../../../network/model.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { callingConvention } from "../../../program/program.ts";
import { shellWords } from "../../../shell/shell-words.ts";
import type { Toolchain } from "../../../toolchain/find-toolchains.ts";
import { checkEveryFloat, type EveryFloatResult } from "../../../verify/exhaustive/check-every-float.ts";
import type { Goal } from "../../../verify/goal.ts";
import { savedOnSignals } from "../../entry/signals.ts";
import { openSweepFile, type SweepFile } from "../../files/sweep-file.ts";
import { sweepDisplay } from "../../terminal/sweep-progress.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { checkFailed } from "./check-failed.ts";
import { everyFloatCases } from "./every-float-cases.ts";
import { differ, everyFloatAsJson, everyFloatAsTable, everyFloatFailures } from "./every-float-report.ts";
import type { TellCases } from "./reporting.ts";

export interface EveryFloatSubject {
  readonly model: string;
  readonly loaded: LoadedModel;
  readonly request: EmitRequest;
  readonly goal: Goal | undefined;
  readonly toolchains: readonly Toolchain<LanguageName>[];
  readonly missing: readonly string[];
}

export interface EveryFloatSettings {
  readonly maxError?: number | undefined;
  /** Whether numbers outside the domain are tried, too. */
  readonly allFloats: boolean;
  /** The file of an unfinished check. */
  readonly resume?: string | undefined;
  readonly json: boolean;
}

/** @throws DiagnosticError of category check where it fails. */
export async function everyFloat(subject: EveryFloatSubject, settings: EveryFloatSettings, terminal: Terminal, tell: TellCases): Promise<number> {
  const { model, loaded, request, goal, missing } = subject;
  const file = settings.resume === undefined ? undefined : await openSweepFile(settings.resume);
  const { result, variable } = await swept(subject, settings, file, terminal);
  const outcome = {
    fileName: loaded.fileName,
    modelSha256: loaded.modelSha256,
    goal,
    variable,
    outputs: outputNames(request),
    maximumError: settings.maxError,
    math: request.math ?? "own",
    mayDiffer: dependsOnPlatform(request.program, request.math ?? "own"),
    result,
    missing,
  };
  await terminal.print(settings.json ? everyFloatAsJson(outcome) : everyFloatAsTable(outcome));
  file?.remove();
  tell(everyFloatCases(outcome));
  const failures = everyFloatFailures(outcome);
  if (failures.length === 0) return 0;
  throw checkFailed(model, failures, differ(outcome));
}

async function swept(
  { request, goal, loaded, toolchains }: EveryFloatSubject,
  { allFloats, resume }: EveryFloatSettings,
  file: SweepFile | undefined,
  terminal: Terminal,
): Promise<{ readonly result: EveryFloatResult; readonly variable: string }> {
  const domain: readonly DomainVariable[] = goal?.domain ?? loaded.model.record?.domain ?? [];
  const show = sweepDisplay(terminal);
  if (terminal.isInteractive) terminal.draw(["compiling …"]);
  const interrupted = (): void => {
    file?.save();
    if (resume === undefined || file === undefined || file.count === 0) return;
    terminal.say(`saved what is done in ${resume}; the same command with ${shellWords(["--resume", resume])} goes on`);
  };
  const work = (): Promise<EveryFloatResult> => checkEveryFloat(request, goal, toolchains, { domain, all: allFloats, record: file, observe: show });
  try {
    return { result: await savedOnSignals(interrupted, work), variable: domain.map(({ name }) => name)[0] ?? "x" };
  } finally {
    show(undefined);
  }
}

/** Of each element of all outputs: `y`, `y[0]`. */
function outputNames({ program }: EmitRequest): readonly string[] {
  return callingConvention(program).outputs.flatMap(({ buffer: { name, size } }) =>
    size === 1 ? [name] : Array.from({ length: size }, (_, place) => `${name}[${place}]`),
  );
}
