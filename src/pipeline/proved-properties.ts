// Asks for the properties of a model in the form that it is emitted in.

import type { Finding } from "../certify/properties/finding.ts";
import type { PropertyName } from "../certify/properties/property-name.ts";
import type { PropertyRequest } from "../certify/properties/property-request.ts";
import type { Robustness } from "../certify/properties/robust.ts";
import { LAYOUTS } from "../codegen/lower/layout.ts";
import { lower } from "../codegen/lower/lower.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { beforeSoftmax, scoresOf } from "../network/class-result.ts";
import type { DomainVariable, TrainingRecord } from "../network/model.ts";
import { greatestFloat32To, leastFloat32From } from "../numeric/float32.ts";
import { runPasses } from "../passes/index.ts";
import { callingConvention } from "../program/program.ts";
import { checkDomain } from "../run/settings/domain.ts";
import type { LoadedModel } from "./load-model.ts";
import type { InForm } from "./loaded-form.ts";
import { refuseUnlessClass } from "./told-class.ts";

/**
 * What is proved of what is emitted.
 *
 * @param asRead the model before it was given its form.
 * @param domain of `domainOfProperties`.
 * @param mostBoxes that the domain is cut into where that is needed; 1,000 where it is left out.
 * @throws DiagnosticError of category model where the domain is none of the network's inputs.
 */
export async function provedProperties(
  asRead: LoadedModel,
  inForm: InForm,
  domain: readonly DomainVariable[],
  names: readonly PropertyName[],
  mostBoxes?: number,
): Promise<readonly Finding[]> {
  // Loaded where it is needed: errors are proved without it.
  const { proveProperties } = await import("../certify/properties/index.ts");
  return proveProperties(names, propertyRequest(asRead, inForm, domain), mostBoxes);
}

/**
 * Whether the class of points stays the same around them, of what is emitted where a class is the result.
 *
 * @param points rounded to float32.
 * @param mostBoxes for each of them; 1,000 where it is left out.
 * @throws DiagnosticError of category usage where the network gives no scores of classes, or records that it was trained on something else.
 */
export async function provedAround(
  { loaded: { model, multiplyAdds } }: InForm,
  points: readonly (readonly number[])[],
  radius: number,
  mostBoxes?: number,
): Promise<readonly Robustness[]> {
  const { provedRobustness } = await import("../certify/properties/robust.ts");
  refuseUnlessClass(model.record, "around");
  // Before passes take apart what makes probabilities.
  const { network, bound } = scoresOf(model.network);
  const scores = lower(runPasses(network), LAYOUTS.speed, multiplyAdds);
  return provedRobustness({ scores, bound }, points.map((point) => point.map(Math.fround)), radius, mostBoxes);
}

function propertyRequest(asRead: LoadedModel, { loaded, taken }: InForm, domain: readonly DomainVariable[]): PropertyRequest {
  const width = callingConvention(loaded.program).inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  if (domain.length !== width) throw doesNotFit(domain.length, width);
  const recorded = asRead.model.record?.domain ?? domain;
  const isWithin = domain.every(({ low, high }, place) => low >= recorded[place].low && high <= recorded[place].high);
  const shares = taken?.kind === "table" ? undefined : beforeSoftmax(asRead.model.network);
  return {
    computed: loaded.program,
    network: asRead.program,
    domain: domain.map(({ low, high }) => ({ low: leastFloat32From(low), high: greatestFloat32To(high) })),
    beforeSoftmax: shares && lower(runPasses(shares), LAYOUTS.speed, asRead.multiplyAdds),
    ...(taken?.kind === "table" ? { table: { symmetry: taken.symmetry, monotony: isWithin ? taken.monotony : undefined } } : {}),
  };
}

/**
 * Where properties are asked for: what is given, else what the model records.
 *
 * @throws DiagnosticError of category usage where nobody says it, and where a variable is named twice.
 */
export function domainOfProperties(record: TrainingRecord | undefined, given: readonly DomainVariable[]): readonly DomainVariable[] {
  const domain = given.length > 0 ? checkDomain(given) : record?.domain;
  if (domain !== undefined) return domain;
  throw new DiagnosticError({
    id: "domain-of-properties-missing",
    message: "the domain is missing",
    place: setting("domain"),
    note: "the model does not record where it is used",
    hint: prose`give one ${setting("domain", "NAME=LO:HI")} per input`,
  });
}

function doesNotFit(variables: number, inputs: number): DiagnosticError {
  return new DiagnosticError({
    id: "domain-of-properties-does-not-fit",
    message: "the domain does not fit the network",
    note: `the network has ${inputs} input elements, the domain ${variables} variables`,
    hint: prose`give one ${setting("domain", "NAME=LO:HI")} per input`,
  });
}
