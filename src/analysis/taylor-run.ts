// Proves where every result of a program is, roundings included, while each of its inputs goes from one number to another: by Taylor models.

import type { Bounds } from "../program/domains/affine-algebra.ts";
import type { TaylorForm } from "../program/domains/taylor-form/taylor-form.ts";
import type { TaylorForms } from "../program/domains/taylor-form/taylor-forms.ts";
import { visitExpression } from "../program/expression.ts";
import { valuesOf, type Program, type Statement } from "../program/program.ts";
import { runOfForms, type Arithmetic, type SmoothFunctions } from "./form-run.ts";
import { functionsInPlace } from "./regions/functions-in-place.ts";

/** As `FormsOver` of affine forms. */
export type TaylorFormsOver = (box: readonly Bounds[]) => readonly TaylorForm[] | undefined;

/**
 * @param forms of as many inputs as the program has.
 * @param program its calls are in place.
 * @returns for boxes whose ends are float32 numbers, or real ones where the arithmetic is real.
 */
export function taylorFormsOf(forms: TaylorForms, program: Program, functions: SmoothFunctions, arithmetic: Arithmetic): TaylorFormsOver {
  const run = runOfForms(forms, program, functions, arithmetic, functionsInPlace(forms, program, functions, arithmetic));
  return (box) => run(forms.inputsOver(box).map((form, place) => ({ form, ...box[place] })));
}

/** Whether a program computes what polynomials follow nearer than lines do. What only bends at places, as rectifiers do, is not that. */
export function isSmooth({ body }: Program, functions: SmoothFunctions): boolean {
  const holds = (statement: Statement): boolean => {
    if (statement.kind === "for") return statement.body.some(holds);
    let isFound = false;
    for (const value of valuesOf(statement)) {
      visitExpression(value, (one) => {
        if (one.kind === "apply" && (one.operator === "divide" || one.operator === "squareRoot" || functions.ofOne.has(one.operator) || functions.ofTwo.has(one.operator))) isFound = true;
      });
    }
    return isFound;
  };
  return body.some(holds);
}
