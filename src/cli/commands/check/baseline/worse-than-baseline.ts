// The error of a model that is worse than what is recorded of it. Judges nothing.

import { DiagnosticError } from "../../../../diagnostics/diagnostic.ts";
import type { DiagnosticId } from "../../../../diagnostics/ids.ts";
import type { AgainstBaseline } from "./against-baseline.ts";

export const WORSE_THAN_BASELINE: DiagnosticId = "worse-than-baseline";

export function worseThanBaseline(model: string, { file, failures }: AgainstBaseline): DiagnosticError {
  return new DiagnosticError({
    id: WORSE_THAN_BASELINE,
    message: `${model} is worse than ${file} says`,
    note: failures.join("\n"),
    hint: "train it again, allow more with --tolerance, or record what it comes to with --update",
  });
}
