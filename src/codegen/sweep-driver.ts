// The program around a function of one number that calls it with every float32 of a stretch, adds up the bits of what it gives and,
// where it is told a target, keeps how far that is from it at the most. Not for users, but for checking. Knows no language.

import { callingConvention } from "../program/program.ts";
import { unitOf } from "../program/unit.ts";
import { driverView, type Driven, type DriverView } from "./driver.ts";
import type { EmitRequest, Package } from "./package.ts";
import { render } from "./render-template.ts";

/** What each element of the outputs should be. */
export interface JudgedFormulas {
  /** Expressions of float64 in the language of the program, of the variable SWEPT_VARIABLE. */
  readonly formulas: readonly string[];
  /** The first and the last place where results are compared with them. */
  readonly first: number;
  readonly last: number;
}

/** What the formulas of a sweep's program call the number, a float64. */
export const SWEPT_VARIABLE = "_x";

/** What its template sees; names begin like those of a DriverView. */
interface SweepDriverView extends DriverView {
  /** Elements of all outputs. */
  readonly width: string;
  readonly elements: readonly SweptElement[];
  /** Its only input, an array of one number. */
  readonly input: string;
  readonly isJudged: boolean;
  readonly first: string;
  readonly last: string;
  readonly judged: readonly JudgedElement[];
}

interface SweptElement {
  /** Among those of all outputs. */
  readonly place: string;
  /** Of its output, and where in it the element is. */
  readonly array: string;
  readonly index: string;
}

interface JudgedElement extends SweptElement {
  readonly formula: string;
}

/**
 * A program around a function that takes one float32. It reads two numbers of 32 bits from standard input, the place of the first number (with a
 * sign) and how many there are, and writes to standard output: for each element of the outputs the sum, modulo 2^32, of the bits of all results, each
 * times twice its number's place plus 1; a NaN counts as 0x7fc00000, whatever its bits. Then, where there are formulas, for each
 * element of the outputs the errors of OutputErrors (src/verify/exhaustive). All in the machine's order. The place of a number is its
 * rank among all 2^32, −NaN first, such that +0 has place 0: a number with a sign has the complement of the bits of its amount, 2^31 aside.
 */
export function emitSweepDriver(driven: Driven, request: EmitRequest, judged: JudgedFormulas | undefined): Package {
  const { file, sweepTemplate } = driven.driver;
  return new Map([[file, render(sweepTemplate, sweepDriverView(driven, request, judged))]]);
}

function sweepDriverView(driven: Driven, { name, program }: EmitRequest, judged: JudgedFormulas | undefined): SweepDriverView {
  const view = driverView(driven, unitOf(name, program), 0);
  const { outputs } = callingConvention(program);
  const places = outputs.flatMap(({ buffer: { size } }, position) =>
    Array.from({ length: size }, (_, index) => ({ array: view.outputs[position].name, index: String(index) })),
  );
  const elements = places.map((element, place) => ({ place: String(place), ...element }));
  const formulas = judged?.formulas ?? [];
  return {
    ...view,
    width: String(elements.length),
    elements,
    input: view.inputs[0].name,
    isJudged: judged !== undefined,
    first: String(judged?.first ?? 0),
    last: String(judged?.last ?? 0),
    judged: formulas.map((formula, place) => ({ ...elements[place], formula })),
  };
}
