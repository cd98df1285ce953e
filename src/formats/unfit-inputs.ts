// The errors for what is said of a model's inputs and does not fit them: sizes it does not leave open, inputs it has not, shapes and values
// that an input cannot have.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { NOTHING_SAID, type InputSettings } from "../network/input-settings.ts";
import { quoted } from "./refuse.ts";

/** @throws the error for the first thing that is said of inputs, for a file that leaves nothing open. */
export function refuseInputSettings({ sizes, shapes, fixed }: InputSettings = NOTHING_SAID, file: string): void {
  const [[size], [shape], [constant]] = [sizes, shapes, fixed].map((one) => [...one.keys()]);
  if (size !== undefined) throw unknownDimension(size, [], file);
  const given = shape ?? constant;
  if (given === undefined) return;
  const place = shape === undefined ? "fix" : "shape";
  throw mismatch(place, { message: `nothing can be said of the inputs of ${file}`, note: "shapes and values of inputs are given to ONNX models", hint: "leave it out" });
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

/** @param names of the inputs that the model has. */
export function unknownInput(place: "shape" | "fix", name: string, names: readonly string[], file: string): DiagnosticError {
  return new DiagnosticError({
    id: "input-unknown",
    message: `${file} has no input that is called ${quoted(name)}`,
    place: setting(place),
    note: names.length === 0 ? "it has no inputs" : `its inputs: ${names.map(quoted).join(", ")}`,
    hint: names.length === 0 ? "leave it out" : (didYouMean(name, names) ?? "give one of these"),
  });
}

/** The error for a shape or a value that an input cannot have. @param unfit its message is what the input cannot be: `cannot be [1, 512]`. */
export function unfitInput(place: "shape" | "fix", name: string, unfit: Unfit, file: string): DiagnosticError {
  return mismatch(place, { ...unfit, message: `the input ${quoted(name)} of ${file} ${unfit.message}` });
}

interface Unfit {
  readonly message: string;
  readonly note: string;
  readonly hint: string;
}

function mismatch(place: "shape" | "fix", unfit: Unfit): DiagnosticError {
  return new DiagnosticError({ id: "input-mismatch", place: setting(place), ...unfit });
}
