// Proves how large the error of what is emitted is at the most. Prints nothing.

import * as z from "zod/mini";
import type { Certification } from "../certify/certificate.ts";
import { certified, USUAL_EFFORT } from "../pipeline/certified.ts";
import { certifiedGoal } from "../pipeline/check-goal.ts";
import { formToCheck } from "../pipeline/in-form.ts";
import type { LoadedModel } from "../pipeline/load-model.ts";
import { JUDGED_FIELDS, type JudgedOptions } from "./judged-options.ts";
import { finiteNumber, modelGiven, optionsLike, optionsOf, tolerance } from "./options.ts";
import { domainOf } from "./written-domain.ts";

export interface CertifyOptions extends JudgedOptions {
  /** What a table may be wrong by; asked of tables alone. */
  readonly maxError?: number | undefined;
  /** Of several inputs: a bound no more than so many times the largest error found is near enough; 1.1 unless said otherwise. */
  readonly tightness?: number | undefined;
  /** Of several inputs: boxes of the domain that are looked at, at the most; 20,000 unless said otherwise. */
  readonly boxes?: number | undefined;
}

const CERTIFY_OPTIONS = optionsLike({
  maxError: z.optional(tolerance),
  tightness: z.optional(finiteNumber.check(z.gt(1, "it must be more than 1"))),
  boxes: z.optional(finiteNumber.check(z.int("it must be a whole number"), z.gte(1, "it must be at least 1"))),
  ...JUDGED_FIELDS,
} satisfies { readonly [Name in keyof Required<CertifyOptions>]: z.ZodMiniType<CertifyOptions[Name]> });

/**
 * Proves for every float32 of the domain what `nnc certify` does. That nothing is proved is an answer, no error.
 *
 * @throws DiagnosticError: usage where the options, the target or the domain cannot be used, check where there is no target, model where
 * they do not fit the network.
 */
export async function certify(model: LoadedModel, options: CertifyOptions = {}): Promise<Certification> {
  const given = optionsOf<CertifyOptions>(CERTIFY_OPTIONS, options, "certify");
  const { maxError, tightness = USUAL_EFFORT.tightness, boxes: mostBoxes = USUAL_EFFORT.mostBoxes, target = [], optimize = "speed", form = "network", numbers = "float32" } = given;
  const domain = domainOf(given.domain);
  const goal = await certifiedGoal(modelGiven(model, "certify"), [target].flat(), domain);
  const { loaded } = await formToCheck(model, { form, maxError, optimize, numbers, domain });
  return await certified(model, loaded, goal, { tightness, mostBoxes, enough: maxError });
}
