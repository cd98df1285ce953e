// Finds out what a check compares with, and what a proof is of. Checks and proves nothing itself.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../diagnostics/ids.ts";
import { prose, setting, type SettingName } from "../diagnostics/prose.ts";
import type { DomainVariable } from "../network/model.ts";
import { callingConvention } from "../program/program.ts";
import { goalOf } from "../run/goal.ts";
import { exampleDomains, MOST_NAMED, type Goal } from "../verify/goal.ts";
import type { LoadedModel } from "./load-model.ts";

/** What is judged. */
type Judged = Pick<LoadedModel, "model" | "program">;

/**
 * As `goalOf`; a goal there must be where an error is not to be exceeded.
 *
 * @throws DiagnosticError of category usage as `goalOf`, and where there is none.
 */
export async function checkGoal(
  judged: Judged,
  targets: readonly string[],
  domain: readonly DomainVariable[],
  maxError: number | undefined,
): Promise<Goal | undefined> {
  const goal = await goalOf(judged.model.record, targets, domain);
  if (goal !== undefined || maxError === undefined) return goal;
  throw targetMissing(judged, "target-to-check-missing", "measure", "maxError");
}

/** As `checkGoal`, but that there must be a goal whatever is asked for. */
export async function certifiedGoal(
  judged: Judged,
  targets: readonly string[],
  domain: readonly DomainVariable[],
): Promise<Goal> {
  const goal = await goalOf(judged.model.record, targets, domain);
  if (goal === undefined) throw targetMissing(judged, "target-to-certify-missing", "prove", "target");
  return goal;
}

function targetMissing({ program }: Judged, id: DiagnosticId, done: string, place: SettingName): DiagnosticError {
  const inputs = callingConvention(program).inputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  const several = inputs > 1 && inputs <= MOST_NAMED;
  const example = several ? prose`${setting("target", inputs === 2 ? "'x*y'" : "'x*y*z'")} ${exampleDomains(inputs)}` : prose`${setting("target", "'exp(x)'")} ${setting("domain", "0:1")}`;
  return new DiagnosticError({
    id,
    message: `there is no target to ${done} the error against`,
    place: setting(place),
    note: "the model does not record which function it approximates",
    hint: prose`give ${setting("target")} and ${setting("domain")}, for example ${example}`,
  });
}
