// Checks a model with the compilers of this machine. Prints nothing.

import * as z from "zod/mini";
import { dependsOnPlatform, MATHEMATICS, type Mathematics } from "../codegen/mathematics.ts";
import { LANGUAGE_NAMES, type LanguageName } from "../languages/index.ts";
import type { MeasuredError } from "../network/model.ts";
import { checkGoal } from "../pipeline/check-goal.ts";
import { chooseToolchains } from "../pipeline/choose-toolchains.ts";
import { checkRequest } from "../pipeline/check-request.ts";
import { formToCheck } from "../pipeline/in-form.ts";
import type { LoadedModel } from "../pipeline/load-model.ts";
import { refuseWithState } from "../pipeline/without-state.ts";
import { checkModel, type ToolchainResult } from "../verify/check-model.ts";
import { JUDGED_FIELDS, type JudgedOptions } from "./judged-options.ts";
import { modelGiven, mustBe, oneOf, optionsLike, optionsOf, tolerance } from "./options.ts";
import { domainOf } from "./written-domain.ts";

export interface CheckOptions extends JudgedOptions {
  /** Those that are given must have a compiler here; left out, every language is checked that has one. */
  readonly languages?: readonly LanguageName[] | undefined;
  /** The check passes only where no larger error |function − target| is seen. */
  readonly maxError?: number | undefined;
  /** As of `emit`. Where results depend on the platform, bits that differ are counted but do not fail the check. */
  readonly math?: Mathematics | undefined;
  /** Whether the function for many arguments is checked as well: its results must be those of single calls, whosever mathematics they depend on. */
  readonly batch?: boolean | undefined;
  /** Whether that is the one that runs WebAssembly with vectors, in languages that do. */
  readonly simd?: boolean | undefined;
}

export interface CheckReport {
  /**
   * Whether every compiler gave the interpreter's bits, where they do not depend on the platform, for many arguments at once those of single
   * calls, and no error was larger than `maxError`.
   */
  readonly passed: boolean;
  /** One for every build by a compiler. */
  readonly results: readonly ToolchainResult[];
  /** The largest error that was seen of the function itself; undefined without a target. */
  readonly seen: MeasuredError | undefined;
  /** Compilers of these languages that are not on this machine. */
  readonly missing: readonly string[];
}

const languageList = mustBe("a list of at least one language");

const CHECK_OPTIONS = optionsLike({
  languages: z.optional(z.array(oneOf(LANGUAGE_NAMES), languageList).check(z.minLength(1, languageList))),
  maxError: z.optional(tolerance),
  ...JUDGED_FIELDS,
  math: z.optional(oneOf(MATHEMATICS)),
  batch: z.optional(z.boolean(mustBe("true or false"))),
  simd: z.optional(z.boolean(mustBe("true or false"))),
} satisfies { readonly [Name in keyof Required<CheckOptions>]: z.ZodMiniType<CheckOptions[Name]> });

/**
 * Compiles what `emit` gives, runs it and compares it with nnc's interpreter bit by bit, and with the target where there is one. A
 * check that fails is a report, no error.
 *
 * @throws DiagnosticError: usage where the options, the target or the domain cannot be used, check where an error is asked for without a
 * target, model where they do not fit the network, toolchain where a language has no compiler or one fails.
 */
export async function check(model: LoadedModel, options: CheckOptions = {}): Promise<CheckReport> {
  const given = optionsOf<CheckOptions>(CHECK_OPTIONS, options, "check");
  const { languages, maxError, target = [], optimize = "speed", form = "network", numbers = "float32", math = "own", batch = false, simd = false } = given;
  const domain = domainOf(given.domain);
  refuseWithState(modelGiven(model, "check"), { target: [target].flat().length > 0, maxError: maxError !== undefined });
  const goal = await checkGoal(modelGiven(model, "check"), [target].flat(), domain, maxError);
  const { toolchains, missing } = await chooseToolchains(languages && [...new Set(languages)]);
  const inItsForm = await formToCheck(model, { form, maxError, optimize, numbers, domain });
  const request = checkRequest(inItsForm, { optimize, math, form, numbers, batch, simd }, toolchains);
  const { seen, toolchains: results } = await checkModel(request, goal, toolchains);
  const mayDiffer = dependsOnPlatform(request.program, math);
  const isGood = ({ differing, batch: many, error }: ToolchainResult): boolean =>
    (mayDiffer || differing === 0) && (many?.differing ?? 0) === 0 && (maxError === undefined || (error?.maximum ?? NaN) <= maxError);
  return { passed: results.every(isGood), results, seen, missing: missing.map(({ name }) => name) };
}
