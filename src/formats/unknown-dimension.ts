// The error for a size that is given but that the model does not leave open.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { quoted } from "./refuse.ts";

/** @throws that error where any size is given, for a file that leaves none open. */
export function refuseSizes(sizes: ReadonlyMap<string, number> | undefined, file: string): void {
  const [name] = sizes?.keys() ?? [];
  if (name !== undefined) throw unknownDimension(name, [], file);
}

/** @param names of the sizes that the model leaves open. */
export function unknownDimension(name: string, names: readonly string[], file: string): DiagnosticError {
  return new DiagnosticError({
    id: "dimension-unknown",
    message: `${file} leaves no size open that is called ${quoted(name)}`,
    place: setting("dim"),
    note: names.length === 0 ? "no size of its inputs has a name" : `the sizes that have names: ${names.map(quoted).join(", ")}`,
    hint: names.length === 0 ? "leave it out" : (didYouMean(name, names) ?? "give one of these"),
  });
}
