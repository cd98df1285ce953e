// Measures what a model comes to: its errors as a check saw them, what is proved of them, its costs, what its C takes, and its bits.

import { measureCall } from "../benchmark/measure-call.ts";
import { hasValgrind } from "../benchmark/instructions.ts";
import type { TimedToolchain } from "../benchmark/built-entry.ts";
import { dependsOnPlatform } from "../codegen/mathematics.ts";
import type { EmitRequest } from "../codegen/package.ts";
import { isFailure } from "../diagnostics/diagnostic.ts";
import type { LanguageName } from "../languages/index.ts";
import { constantBytes } from "../codegen/lower/kept-integers.ts";
import { LAYOUTS } from "../codegen/lower/layout.ts";
import { costOf } from "../network/describe.ts";
import type { DomainVariable, MeasuredError } from "../network/model.ts";
import type { LoadedModel } from "../pipeline/load-model.ts";
import type { InForm } from "../pipeline/loaded-form.ts";
import { stackBound } from "../pipeline/stack-bound.ts";
import { withProof } from "../pipeline/with-proof.ts";
import { titleOf, type Toolchain } from "../toolchain/find-toolchains.ts";
import type { Compiled } from "./baseline.ts";
import type { MeasuredEntry } from "./compare.ts";
import type { FigureName, Figures } from "./figures.ts";
import { fixedBits } from "./fixed-bits.ts";

/** What the function is called in the source that is measured. */
export { TIMED as measuredName } from "../benchmark/subject.ts";

export interface MeasuredSubject {
  /** Before it was given its form. */
  readonly asRead: LoadedModel;
  readonly inItsForm: InForm;
  /** Of the source that is compiled, under `measuredName`. */
  readonly request: EmitRequest;
  /** What a check saw of its errors; undefined where there is nothing to measure them against. */
  readonly errors: SeenErrors | undefined;
  /** Where arguments are drawn; empty where nobody knows it. */
  readonly domain: readonly DomainVariable[];
  readonly toolchains: readonly Toolchain<LanguageName>[];
}

export interface SeenErrors {
  readonly seen: MeasuredError;
  /** Of functions, the largest distance in units in the last place. */
  readonly maximumUlp: number | undefined;
  /** What they are measured against, in words that are the same for the same. */
  readonly against: string;
  /** Whether that is the target which the model records, of which errors are proved. */
  readonly isRecorded: boolean;
}

/** @throws DiagnosticError of category toolchain where a compiler fails. */
export async function measure(subject: MeasuredSubject): Promise<MeasuredEntry> {
  const { asRead, inItsForm, request, errors, domain } = subject;
  const { multiplyAdds } = costOf(request.network);
  const { figures: own, compiled, unavailable } = await compiledFigures(subject);
  return {
    nnc: request.version,
    modelSha256: asRead.modelSha256,
    against: errors?.against,
    compiled,
    figures: {
      ...(errors === undefined ? {} : errorFigures(errors)),
      ...(errors?.isRecorded === true ? await certifiedFigure(asRead, inItsForm) : {}),
      "multiply-adds": multiplyAdds,
      parameters: constantBytes(request.network, LAYOUTS[request.optimize ?? "speed"]),
      ...own,
    },
    unavailable,
    bits: dependsOnPlatform(request.program, request.math ?? "own") ? undefined : fixedBits(request.program, domain, multiplyAdds),
  };
}

function errorFigures({ seen: { maximum, rootMeanSquare, samples, right }, maximumUlp }: SeenErrors): Figures {
  if (right !== undefined) return { wrong: 1 - right / samples, rms: rootMeanSquare };
  return { "largest-error": maximum, rms: rootMeanSquare, ...(maximumUlp === undefined ? {} : { ulp: maximumUlp }) };
}

/** Where the header of the source states it as well. */
async function certifiedFigure(asRead: LoadedModel, inItsForm: InForm): Promise<Figures> {
  const { proved } = await withProof(asRead, inItsForm);
  return proved === undefined ? {} : { certified: Math.max(...proved.map(({ maxAbsError }) => maxAbsError)) };
}

interface CompiledFigures {
  readonly figures: Figures;
  readonly compiled: Compiled | undefined;
  readonly unavailable: Readonly<Partial<Record<FigureName, string>>>;
}

/** By the first compiler that makes object files, the usual build. */
async function compiledFigures({ request, domain, toolchains }: MeasuredSubject): Promise<CompiledFigures> {
  const toolchain = toolchains.find(makesObjects);
  if (toolchain === undefined) return { figures: {}, compiled: undefined, unavailable: {} };
  const isCounted = await hasValgrind();
  const { code, data, instructions } = await measureCall(request, toolchain, isCounted ? domain : undefined);
  const stack = await stackOf(request, toolchain);
  return {
    figures: {
      ...(code === undefined ? {} : { code }),
      ...(data === undefined ? {} : { constants: data }),
      ...(stack === undefined ? {} : { stack }),
      ...(instructions === undefined ? {} : { instructions: Math.round(instructions) }),
    },
    compiled: { compiler: titleOf(toolchain), machine: `${process.platform}-${process.arch}` },
    unavailable: {
      code: "size does not tell it here",
      constants: "size does not tell it here",
      stack: "the compiler does not tell it",
      instructions: isCounted ? "valgrind cannot run the program" : "valgrind is not on the PATH",
    },
  };
}

function makesObjects(toolchain: Toolchain<LanguageName>): toolchain is TimedToolchain {
  return toolchain.timed?.object !== undefined;
}

/** Of the function that takes the most, with all that it calls. */
async function stackOf(request: EmitRequest, { language, command, options }: TimedToolchain): Promise<number | undefined> {
  try {
    const { functions } = await stackBound(language, request, [command, ...options]);
    return Math.max(...functions.map(({ bytes }) => bytes));
  } catch (error) {
    if (isFailure(error, "stack-not-told")) return undefined;
    throw error;
  }
}
