// Refuses settings about samples where there are none. Looks at no other settings.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { prose, setting } from "../../diagnostics/prose.ts";

/** A setting about samples where there are none. */
export function saysNothing(name: "inputs" | "outputs" | "weight" | "task" | "missing" | "holdOut"): DiagnosticError {
  return new DiagnosticError({
    id: "data-option-without-data",
    message: prose`${setting(name)} without ${setting("data")} says nothing`,
    place: { setting: name },
    hint: prose`give ${setting("data", "samples.csv")}`,
  });
}
