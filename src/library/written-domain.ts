// The intervals of variables, as programs write them.

import { isProblem } from "../diagnostics/problem.ts";
import type { DomainVariable } from "../network/model.ts";
import { readDomainVariable, showDomainVariable } from "../run/settings/domain.ts";
import { valueRefused } from "./refuse.ts";

/** From each variable's name to the ends of its interval: `{ x: [0, 1] }`. */
export type Domain = Readonly<Record<string, readonly [low: number, high: number]>>;

/**
 * In the order in which they are written.
 *
 * @throws DiagnosticError (usage) for what the command line refuses too: a name or an interval that cannot be one.
 */
export function domainOf(domain: Domain | undefined): readonly DomainVariable[] {
  return Object.entries(domain ?? {}).map(([name, [low, high]]) => {
    // As a recorded command says it, and so that what it says is read again.
    const variable = readDomainVariable(showDomainVariable({ name, low, high }));
    if (!isProblem(variable)) return variable;
    throw valueRefused({
      message: variable.problem,
      place: { setting: "domain" },
      hint: "give each variable two numbers that lie apart, the lower one first, such as { x: [0, 1] }",
    });
  });
}
