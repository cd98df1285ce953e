// Proves where every result of a program is, roundings included, while each of its inputs goes from one number to another: by affine forms.

import type { Bounds } from "../program/domains/affine-algebra.ts";
import type { AffineForm } from "../program/domains/affine-form/affine-form.ts";
import { AffineForms } from "../program/domains/affine-form/affine-forms.ts";
import type { Program } from "../program/program.ts";
import { runOfForms, type Arithmetic, type SmoothFunctions } from "./form-run.ts";
import { functionsInPlace } from "./regions/functions-in-place.ts";

/**
 * Forms of each element of the outputs over a box, one interval for each element of the inputs; t[i] of the forms is −1 at the low end of input i
 * and 1 at its high end, other t are the same in all of these forms and have no meaning beside those of another box. Undefined where the
 * inputs pick numbers and it is not known which.
 */
export type FormsOver = (box: readonly Bounds[]) => readonly AffineForm[] | undefined;

/** As many t beside those of the inputs: what more rectifiers and functions do is part of the radius. */
const MOST_OTHERS = 1024;

/**
 * @param program its calls are in place.
 * @returns for boxes whose ends are float32 numbers, or real ones where the arithmetic is real.
 */
export function formsOf(program: Program, functions: SmoothFunctions, arithmetic: Arithmetic): FormsOver {
  const inputs = program.buffers.reduce((sum, { role, size }) => sum + (role === "input" ? size : 0), 0);
  const forms = new AffineForms(inputs, MOST_OTHERS);
  const run = runOfForms(forms, program, functions, arithmetic, functionsInPlace(forms, program, functions, arithmetic));
  return (box) => run(forms.inputsOver(box).map((form, place) => ({ form, ...box[place] })))?.map(withoutMultiple);
}

/** What it is a multiple of would keep all forms of a run. */
function withoutMultiple(form: AffineForm): AffineForm {
  return { ...form, multiple: undefined };
}
