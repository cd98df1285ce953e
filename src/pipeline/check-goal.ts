// Finds out what a check compares with. Checks nothing itself.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { DomainVariable, TrainingRecord } from "../network/model.ts";
import { goalOf } from "../run/goal.ts";
import type { Goal } from "../verify/check-model.ts";

/**
 * As `goalOf`; a goal there must be where an error is not to be exceeded.
 *
 * @throws DiagnosticError of category usage as `goalOf`, of category check where there is none.
 */
export async function checkGoal(
  record: TrainingRecord | undefined,
  targets: readonly string[],
  domain: readonly DomainVariable[],
  maxError: number | undefined,
): Promise<Goal | undefined> {
  const goal = await goalOf(record, targets, domain);
  if (goal !== undefined || maxError === undefined) return goal;
  throw new DiagnosticError({
    id: "target-to-check-missing",
    message: "there is no target to measure the error against",
    place: setting("maxError"),
    note: "the model does not record which function it approximates",
    hint: prose`give ${setting("target")} and ${setting("domain")}, for example ${setting("target", "'exp(x)'")} ${setting("domain", "0:1")}`,
  });
}
