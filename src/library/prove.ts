// Proves properties of what is emitted. Prints nothing.

import * as z from "zod/mini";
import { PROPERTY_NAMES, type PropertyName } from "../certify/properties/property-name.ts";
import type { Finding } from "../certify/properties/finding.ts";
import { inForm } from "../pipeline/in-form.ts";
import type { LoadedModel } from "../pipeline/load-model.ts";
import { domainOfProperties, provedProperties } from "../pipeline/proved-properties.ts";
import { JUDGED_FIELDS, type JudgedOptions } from "./judged-options.ts";
import { modelGiven, mustBe, oneOf, optionsLike, optionsOf, tolerance } from "./options.ts";
import { domainOf } from "./written-domain.ts";

export interface ProveOptions extends Omit<JudgedOptions, "target"> {
  /** What is to be proved of each output; all of them where it is left out. */
  readonly properties?: readonly PropertyName[] | undefined;
  /** What a table may be wrong by; asked of tables alone. */
  readonly maxError?: number | undefined;
}

const { domain, optimize, form, numbers } = JUDGED_FIELDS;
const propertyList = mustBe("a list of at least one property");

const PROVE_OPTIONS = optionsLike({
  properties: z.optional(z.array(oneOf(PROPERTY_NAMES), propertyList).check(z.minLength(1, propertyList))),
  maxError: z.optional(tolerance),
  domain,
  optimize,
  form,
  numbers,
} satisfies { readonly [Name in keyof Required<ProveOptions>]: z.ZodMiniType<ProveOptions[Name]> });

/**
 * Finds out what `nnc certify --properties` does: each property proved, refuted by results, or undecided. What is not proved is an answer, no error.
 *
 * @returns a finding for each output, and where a property is asked of each input of one, for each of these.
 * @throws DiagnosticError: usage where the options or the domain cannot be used, model where they do not fit the network.
 */
export async function prove(model: LoadedModel, options: ProveOptions = {}): Promise<readonly Finding[]> {
  const given = optionsOf<ProveOptions>(PROVE_OPTIONS, options, "prove");
  const { properties = PROPERTY_NAMES, maxError, optimize: optimisation = "speed", form: kind = "network", numbers: stored = "float32" } = given;
  const { record } = modelGiven(model, "prove").model;
  const said = domainOf(given.domain);
  const where = domainOfProperties(record, said);
  const wanted = { form: kind, maxError, optimize: optimisation, numbers: stored, domain: record === undefined ? said : [] };
  return await provedProperties(model, await inForm(model, wanted), where, properties);
}
