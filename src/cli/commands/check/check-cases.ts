// The cases of a check, for reports: one for each build by a compiler, and for each compiler that is not there. Judges nothing anew.

import { showCount, showError } from "../../../numeric/shown-number.ts";
import type { CaseOutcome, CheckedCase } from "../../../report/checks/checked.ts";
import type { ToolchainResult } from "../../../verify/check-model.ts";
import { CHECK_FAILED } from "./check-failed.ts";
import { failuresOfBuild, nameOfBuild, type CheckOutcome } from "./check-report.ts";

export function checkCases(outcome: CheckOutcome): readonly CheckedCase[] {
  const builds = outcome.results.map((result) => ({ name: nameOfBuild(result), outcome: outcomeOf(result, outcome) }));
  return [...builds, ...compilersMissing(outcome.missing)];
}

/** @param names of compilers. */
export function compilersMissing(names: readonly string[]): readonly CheckedCase[] {
  return names.map((name) => ({ name: `compiler ${name}`, outcome: { kind: "left out", detail: "it was not found" } }));
}

function outcomeOf(result: ToolchainResult, outcome: CheckOutcome): CaseOutcome {
  const failures = failuresOfBuild(result, outcome);
  if (failures.length > 0) return { kind: "failed", rule: CHECK_FAILED, detail: failures.join("\n") };
  const { evaluated, differing, version, error } = result;
  const bits = differing === 0 ? " have the interpreter's bits" : `, of which ${showCount(differing)} have other bits than the interpreter's`;
  const measured = error === undefined ? "" : `; largest error ${showError(error.maximum)}`;
  return { kind: "passed", detail: `version ${version}: ${showCount(evaluated)} results${bits}${measured}` };
}
