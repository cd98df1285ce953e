// Finds out what a function should be: what is said, else what the training recorded.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { DomainVariable, TrainingRecord } from "../network/model.ts";
import { checkTargetOnDomain } from "../train/target/check-domain.ts";
import { compileTarget } from "../train/target/target.ts";
import type { Goal } from "../verify/goal.ts";
import { DEFAULT_DOMAIN } from "./settings/defaults.ts";
import { checkDomain } from "./settings/domain.ts";

/**
 * The targets over their domain; undefined where neither the options nor the record name a target.
 *
 * @throws DiagnosticError of category usage.
 */
export async function goalOf(
  record: TrainingRecord | undefined,
  targets: readonly string[],
  domain: readonly DomainVariable[],
): Promise<Goal | undefined> {
  checkDomain(domain);
  const expressions = targets.length > 0 ? targets : record?.data === undefined ? record?.targets : undefined;
  if (expressions === undefined) {
    if (domain.length === 0) return undefined;
    throw new DiagnosticError({
      id: "domain-without-target",
      message: "a domain without a target says nothing",
      place: { setting: "domain" },
      note: "the model does not record which function it approximates",
      hint: prose`give ${setting("target")}, for example ${setting("target", "'exp(x)'")}`,
    });
  }
  const recorded = targets.length > 0 ? DEFAULT_DOMAIN : (record?.domain ?? DEFAULT_DOMAIN);
  const chosen = domain.length > 0 ? domain : recorded;
  const names = chosen.map(({ name }) => name);
  const compiled = await Promise.all(expressions.map((expression) => compileTarget(expression, names)));
  for (const target of compiled) checkTargetOnDomain(target, chosen);
  return { targets: compiled, domain: chosen };
}
