// The cases of a check of every float, for reports: one for each build, and for each compiler that is not there. Judges nothing anew.

import type { CaseOutcome, CheckedCase } from "../../../report/checks/checked.ts";
import type { SweptBuild } from "../../../verify/exhaustive/check-every-float.ts";
import { CHECK_FAILED } from "./check-failed.ts";
import { compilersMissing } from "./check-cases.ts";
import { describeBuild, failuresOfBuild, nameOf, type EveryFloatOutcome } from "./every-float-report.ts";

export function everyFloatCases(outcome: EveryFloatOutcome): readonly CheckedCase[] {
  const builds = outcome.result.builds.map((build) => ({ name: `${nameOf(build)}, every float`, outcome: outcomeOf(build, outcome) }));
  return [...builds, ...compilersMissing(outcome.missing)];
}

function outcomeOf(build: SweptBuild, outcome: EveryFloatOutcome): CaseOutcome {
  const failures = failuresOfBuild(build, outcome);
  if (failures.length > 0) return { kind: "failed", rule: CHECK_FAILED, detail: failures.join("\n") };
  return { kind: "passed", detail: describeBuild(build, outcome) };
}
