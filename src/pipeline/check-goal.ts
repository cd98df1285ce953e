// Finds out what a check compares with, and what a proof is of. Checks and proves nothing itself.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../diagnostics/ids.ts";
import { prose, setting, type SettingName } from "../diagnostics/prose.ts";
import type { DomainVariable, TrainingRecord } from "../network/model.ts";
import { goalOf } from "../run/goal.ts";
import type { Goal } from "../verify/goal.ts";

/**
 * As `goalOf`; a goal there must be where an error is not to be exceeded.
 *
 * @throws DiagnosticError of category usage as `goalOf`, and where there is none.
 */
export async function checkGoal(
  record: TrainingRecord | undefined,
  targets: readonly string[],
  domain: readonly DomainVariable[],
  maxError: number | undefined,
): Promise<Goal | undefined> {
  const goal = await goalOf(record, targets, domain);
  if (goal !== undefined || maxError === undefined) return goal;
  throw targetMissing("target-to-check-missing", "measure", "maxError");
}

/** As `checkGoal`, but that there must be a goal whatever is asked for. */
export async function certifiedGoal(
  record: TrainingRecord | undefined,
  targets: readonly string[],
  domain: readonly DomainVariable[],
): Promise<Goal> {
  const goal = await goalOf(record, targets, domain);
  if (goal === undefined) throw targetMissing("target-to-certify-missing", "prove", "target");
  return goal;
}

function targetMissing(id: DiagnosticId, done: string, place: SettingName): DiagnosticError {
  return new DiagnosticError({
    id,
    message: `there is no target to ${done} the error against`,
    place: setting(place),
    note: "the model does not record which function it approximates",
    hint: prose`give ${setting("target")} and ${setting("domain")}, for example ${setting("target", "'exp(x)'")} ${setting("domain", "0:1")}`,
  });
}
