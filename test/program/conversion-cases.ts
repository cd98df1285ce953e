// Every conversion there is, for the tests that walk them.

import { isConversion } from "../../src/program/convert.ts";
import type { Conversion } from "../../src/program/program.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import { SCALAR_NAMES } from "./scalar-values.ts";

export interface ConversionCase {
  readonly label: string;
  readonly how: Conversion;
  readonly from: Scalar;
  readonly to: Scalar;
}

const HOW: readonly Conversion[] = ["round", "truncate", "saturate", "bits"];

export const CONVERSION_CASES: readonly ConversionCase[] = HOW.flatMap((how) =>
  SCALAR_NAMES.flatMap((from) =>
    SCALAR_NAMES.filter((to) => isConversion(from, to, how)).map((to) => ({ label: `${how} ${from} to ${to}`, how, from, to })),
  ),
);
