// The errors of sequences that do not come frame by frame.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { prose, setting, type Prose } from "../../diagnostics/prose.ts";
import type { OperationValue } from "../network.ts";
import { showOrigin } from "../origin.ts";

/** Of an op that takes a sequence in another way. @param does goes on from "it". */
export function notCausal(value: OperationValue, does: string): DiagnosticError {
  return streamRefused(`it ${does}`, prose`emit a function of the whole sequence, without ${setting("stream")}`, showOrigin(value.origin));
}

export function streamRefused(note: string, hint: Prose, place?: string): DiagnosticError {
  return new DiagnosticError({ id: "stream-unavailable", message: "the model cannot be computed frame by frame", place: place ?? setting("stream"), note, hint });
}
