// What C's mathematical library has of nnc's kernels, declared in <math.h>: functions of float in C99 (§7.12), of double in C89 (§4.5).

import type { KernelName, OperatorName } from "../../program/operator-name.ts";

const FUNCTIONS: Readonly<Partial<Record<OperatorName, string>>> = {
  abs: "fabsf", acos: "acosf", acosh: "acoshf", asin: "asinf", asinh: "asinhf", atan: "atanf", atanh: "atanhf",
  ceil: "ceilf", cos: "cosf", cosh: "coshf", erf: "erff", exp: "expf", expm1: "expm1f", floor: "floorf", log: "logf",
  log1p: "log1pf", pow: "powf", roundHalfEven: "rintf", sin: "sinf", sinh: "sinhf", tan: "tanf", tanh: "tanhf",
};

/** Those that C89 has. */
const OF_DOUBLE: Readonly<Partial<Record<OperatorName, string>>> = {
  abs: "fabs", acos: "acos", asin: "asin", atan: "atan", ceil: "ceil", cos: "cos", cosh: "cosh", exp: "exp", floor: "floor", log: "log", pow: "pow",
  sin: "sin", sinh: "sinh", tan: "tan", tanh: "tanh",
};

/** Functions of double by their names in targets: those that do the same with every number. */
export const DOUBLE_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ["abs", "fabs"],
  ...[
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "cos", "cosh", "exp", "expm1", "floor", "hypot",
    "log", "log10", "log1p", "log2", "pow", "sin", "sinh", "sqrt", "tan", "tanh",
  ].map((name): [string, string] => [name, name]),
]);

export function functionOfFloat(kernel: KernelName, operands: readonly string[]): string | undefined {
  const name = FUNCTIONS[kernel];
  return name === undefined ? undefined : `${name}(${operands.join(", ")})`;
}

/** Rounded to float: where the function is exact, so is this. */
export function functionOfDouble(kernel: KernelName, operands: readonly string[]): string | undefined {
  const name = OF_DOUBLE[kernel];
  return name === undefined ? undefined : `(float)${name}(${operands.map((operand) => `(double)${operand}`).join(", ")})`;
}

/** What no identifier may be called beside an operator. */
export function libraryNames(operator: OperatorName): readonly string[] {
  if (operator === "squareRoot") return ["sqrt", "sqrtf"];
  return [FUNCTIONS[operator], OF_DOUBLE[operator]].filter((name) => name !== undefined);
}

/** The names of all that is called. */
export const MATH_FUNCTIONS: readonly string[] = ["sqrt", "sqrtf", ...Object.values(FUNCTIONS), ...Object.values(OF_DOUBLE)];
