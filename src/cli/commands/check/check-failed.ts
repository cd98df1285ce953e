// The error of a check that fails, whatever it checked. Judges nothing.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../../diagnostics/ids.ts";

export const CHECK_FAILED: DiagnosticId = "check-failed";

/** @param isDefective whether results differ that should not, which no training mends. */
export function checkFailed(model: string, failures: readonly string[], isDefective: boolean): DiagnosticError {
  return new DiagnosticError({
    id: CHECK_FAILED,
    message: `the check of ${model} failed`,
    note: failures.join("\n"),
    hint: isDefective
      ? "results that differ are a defect of nnc or of the compiler; please report them with the model"
      : "train longer or a larger network, or allow a larger --max-error",
  });
}
