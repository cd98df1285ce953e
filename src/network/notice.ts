// What is worth knowing of how a model was read: what was converted on the way, what the file has that nnc may not know. Data, and the
// line that says it.

import { shortestFloat32 } from "../numeric/decimal.ts";
import { showCount, showError } from "../numeric/shown-number.ts";

export type Notice =
  /** Parameters that were rounded to float32, or are the same in it. */
  | {
      readonly kind: "narrowed";
      readonly from: "double";
      readonly parameters: number;
      /** How many have another value than in the file. */
      readonly changed: number;
      /** The largest |change| of one as a part of its value. */
      readonly worst: number;
    }
  /** Parameters that became float32, exactly. */
  | { readonly kind: "widened"; readonly from: "float16" | "bfloat16"; readonly parameters: number }
  /** An input or output that the function takes or gives as another type than the file says. */
  | { readonly kind: "other-type"; readonly direction: "input" | "output"; readonly name: string; readonly from: string; readonly to: string }
  /** An input or output whose integers stand for reals: scale·(q − zero point). The scale is a finite float32. */
  | { readonly kind: "quantised"; readonly direction: "input" | "output"; readonly name: string; readonly scale: number; readonly zeroPoint: number }
  /** Operations that the file has computed in other floating-point types. */
  | { readonly kind: "other-arithmetic"; readonly types: readonly string[] }
  /** The first axis of an input is of open size, which counts as 1, and a recurrence runs along it; `axis` is its name, where it has one. */
  | { readonly kind: "open-sequence"; readonly input: string; readonly axis: string | undefined }
  /** The model was exported in training mode: an operator of ONNX computes with statistics of each call's own batch. */
  | { readonly kind: "training-mode"; readonly operator: string }
  /** The file says that it uses a later version of something than nnc knows. */
  | { readonly kind: "newer-operator-set" | "newer-format"; readonly version: number; readonly known: number };

/** One line, without a full stop. */
export function describeNotice(notice: Notice): string {
  switch (notice.kind) {
    case "narrowed": {
      const all = `${parametersOf(notice.parameters)} of type ${notice.from}`;
      return notice.changed === 0 ? `${all} became float32 exactly` : `${all} were rounded to float32; ${describeRounding(notice)}`;
    }
    case "widened":
      return `${parametersOf(notice.parameters)} of type ${notice.from} became float32 exactly`;
    case "other-type":
      return `the ${notice.direction} ${JSON.stringify(notice.name)} is of type ${notice.from} in the model and ${notice.to} in the function`;
    case "quantised":
      return `the ${notice.direction} ${JSON.stringify(notice.name)} is quantised: an integer q stands for ${standsFor(notice)}`;
    case "other-arithmetic":
      return `operations on ${listed(notice.types)} in the model are computed in float32`;
    case "open-sequence": {
      const axis = `the first axis of the input ${JSON.stringify(notice.input)}${notice.axis === undefined ? "" : `, ${JSON.stringify(notice.axis)},`}`;
      return `${axis} is left open and counts as 1: the function takes a sequence of one element; give its size to have a longer one`;
    }
    case "training-mode":
      return `${notice.operator} is in training mode: its mean and variance are those of the rows of one call; export the model in evaluation mode to have those that were learnt`;
    case "newer-operator-set":
      return `the model uses version ${notice.version} of the ONNX operators, of which nnc knows those up to ${notice.known}: read as if nothing had changed`;
    case "newer-format":
      return `the file is of version ${notice.version} of ONNX's format, of which nnc knows those up to ${notice.known}: read as if nothing had changed`;
  }
}

/** Of operations in other types. */
export function arithmeticLines(notices: readonly Notice[]): readonly string[] {
  return notices.flatMap((notice) => (notice.kind === "other-arithmetic" ? [describeNotice(notice)] : []));
}

/** What the integers of inputs and outputs stand for. */
export function quantisedLines(notices: readonly Notice[]): readonly string[] {
  return notices.flatMap((notice) => (notice.kind === "quantised" ? [`q of the ${notice.direction} ${notice.name} stands for ${standsFor(notice)}`] : []));
}

/** `0.0235 (q + 13)`, with the shortest digits of the float32. */
function standsFor({ scale, zeroPoint }: Extract<Notice, { readonly kind: "quantised" }>): string {
  const digits = shortestFloat32(scale);
  return zeroPoint === 0 ? `${digits} q` : `${digits} (q ${zeroPoint < 0 ? "+" : "-"} ${Math.abs(zeroPoint)})`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** What rounding did to parameters: nothing where none of them was changed. */
export function roundingLines(notices: readonly Notice[]): readonly string[] {
  return notices.flatMap((notice) => {
    return notice.kind === "narrowed" && notice.changed > 0 ? [`rounded from float64 in the model; ${describeRounding(notice)}`] : [];
  });
}

function describeRounding({ parameters, changed, worst }: Extract<Notice, { readonly kind: "narrowed" }>): string {
  return `${showCount(changed)} of ${showCount(parameters)} changed, at worst by ${showError(worst)} of its value`;
}

function parametersOf(count: number): string {
  return count === 1 ? "1 parameter" : `${showCount(count)} parameters`;
}
