// Functions that stand in the place of what a program computes operation by operation, with how far that is from them. Which functions there are it is told.

import { isComparison, type AffineAlgebra, type SmoothBounds } from "../../program/domains/affine-algebra.ts";
import type { Program, Statement } from "../../program/program.ts";
import type { Replacement } from "../domain-run.ts";
import { Enclosed } from "../enclosed.ts";
import { enclosedRunOf, type Arithmetic, type FormReplacements, type SmoothFunctions } from "../form-run.ts";
import { regionsOf } from "./find-regions.ts";
import { Nearness } from "./nearness.ts";
import type { Region } from "./region.ts";

/**
 * For runs of a program: forms of functions in the place of its regions where it is known how near they are, else of the operations.
 *
 * @param program its calls are in place.
 */
export function functionsInPlace<Form extends object>(
  forms: AffineAlgebra<Form>,
  program: Program,
  functions: SmoothFunctions,
  arithmetic: Arithmetic,
): FormReplacements<Form> {
  const replaced = new Map<Statement, Replacement<Enclosed<Form>>>();
  for (const one of placesIn(program, functions, arithmetic)) {
    const { region: { last, argument, others, program: alone } } = one;
    for (const other of others) replaced.set(other, { kind: "nothing" });
    const byOperations = enclosedRunOf(forms, alone, functions, arithmetic);
    replaced.set(last, { kind: "of locals", locals: [argument], of: (value) => throughFunction(forms, value, one) ?? byOperations([value])[0] });
  }
  return replaced;
}

/** Undefined where it is not known how near the function is. */
function throughFunction<Form extends object>(
  forms: AffineAlgebra<Form>,
  { scalar, form }: Enclosed<Form>,
  { boundsOf, nearness }: FunctionInPlace,
): Enclosed<Form> | undefined {
  if (form === undefined || isComparison(form)) return undefined;
  const { low, high } = forms.rangeOf(form);
  const off = high - low < Infinity ? nearness.over(low, high) : Infinity;
  const near = off < Infinity ? forms.through(form, boundsOf) : undefined;
  return near && new Enclosed(scalar, forms, forms.strayed(near, off), [], undefined);
}

interface FunctionInPlace {
  readonly region: Region;
  readonly boundsOf: SmoothBounds;
  readonly nearness: Nearness;
}

type Places = readonly FunctionInPlace[];

const known = new WeakMap<SmoothFunctions, WeakMap<Program, Map<Arithmetic, Places>>>();

/** Found once for a program and an arithmetic. */
function placesIn(program: Program, functions: SmoothFunctions, arithmetic: Arithmetic): Places {
  const byProgram = known.get(functions) ?? new WeakMap<Program, Map<Arithmetic, Places>>();
  known.set(functions, byProgram);
  const byArithmetic = byProgram.get(program) ?? new Map<Arithmetic, Places>();
  byProgram.set(program, byArithmetic);
  const places = byArithmetic.get(arithmetic) ?? placesOf(program, functions, arithmetic);
  byArithmetic.set(arithmetic, places);
  return places;
}

function placesOf(program: Program, functions: SmoothFunctions, arithmetic: Arithmetic): Places {
  const alike = new Map<string, Pick<FunctionInPlace, "boundsOf" | "nearness"> | undefined>();
  return regionsOf(program).flatMap((region) => {
    const key = JSON.stringify(region.program.body);
    if (!alike.has(key)) {
      const boundsOf = functions.nearTo(region.program);
      alike.set(key, boundsOf && { boundsOf, nearness: new Nearness(region.program, boundsOf, functions, arithmetic) });
    }
    const found = alike.get(key);
    return found === undefined ? [] : [{ region, ...found }];
  });
}
