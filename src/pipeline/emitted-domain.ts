// The domain of a function that is emitted: what the model records, or what is said of a model that records none.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import type { DomainVariable, TrainingRecord } from "../network/model.ts";
import { checkDomain } from "../run/settings/domain.ts";

/**
 * One variable per element of the inputs, in order; undefined where nobody says it.
 *
 * @param given empty where none is.
 * @throws DiagnosticError (usage) where the model records one, in which its errors were measured, and another one is given.
 */
export function emittedDomain(record: TrainingRecord | undefined, given: readonly DomainVariable[]): readonly DomainVariable[] | undefined {
  if (given.length === 0) return record?.domain;
  checkDomain(given);
  if (record === undefined) return given;
  throw new DiagnosticError({
    id: "domain-recorded",
    message: "the model records its domain",
    place: setting("domain"),
    note: "its errors are those of that domain",
    hint: "leave it out",
  });
}
