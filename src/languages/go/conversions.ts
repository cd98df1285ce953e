// The conversions of Programs in Go: conversions of the language where these are exact, functions of the file where they
// would depend on the machine (a float out of range) or mean something else.

import { isFloat, isInteger, SCALARS, type FloatScalar, type Scalar } from "../../program/scalar.ts";
import type { UsedConversion } from "../../program/uses.ts";
import type { Helper } from "../../codegen/language.ts";
import { pascalCase } from "../../codegen/name-scope.ts";
import type { SpelledConversion } from "../../codegen/spelled-value.ts";
import { asFloat64, literal, TYPES } from "./types.ts";

export function conversionText({ how, operand, scalar }: SpelledConversion): string {
  if (scalar === "bool") return `${operand.text} > ${literal(0.5, operand.scalar)}`;
  if (how !== "bits" || (isInteger(operand.scalar) && isInteger(scalar))) return `${TYPES[scalar]}(${operand.text})`;
  if (scalar === "f32") return `math.Float32frombits(${operand.scalar === "u32" ? operand.text : `uint32(${operand.text})`})`;
  const bits = `math.Float32bits(${operand.text})`;
  return scalar === "u32" ? bits : `${TYPES[scalar]}(${bits})`;
}

export function conversionHelper({ how, from, to }: UsedConversion): Helper | undefined {
  const text = helperText({ how, from, to });
  if (text === undefined) return undefined;
  return {
    hint: `${how}_${TYPES[from]}_to_${pascalCase(TYPES[to])}`,
    needs: [],
    lines: (name) => [
      `// ${name} gives ${text.comment}`,
      `func ${name}(x ${TYPES[from]}) ${TYPES[to]} {`,
      ...text.body.map((line) => `\t${line}`),
      "}",
    ],
  };
}

interface HelperText {
  readonly comment: string;
  readonly body: readonly string[];
}

function helperText({ how, from, to }: UsedConversion): HelperText | undefined {
  if (how === "saturate") return saturated(from, to);
  return how !== "bits" && isFloat(from) && isInteger(to) ? whole(how, from, to) : undefined;
}

/** Comparisons first: what is left converts exactly, or towards 0. NaN fails them all. */
function whole(how: "round" | "truncate", from: FloatScalar, to: Scalar): HelperText {
  const { least, greatest } = SCALARS[to];
  const rounding = how === "round" ? [`nearest := math.RoundToEven(${asFloat64("x", from)})`] : [];
  const value = how === "round" ? "nearest" : "x";
  const scalar = how === "round" ? "f64" : from;
  // 2147483647 is no float32; the next one above it is out of range just as well.
  const bound = (limit: number): string => String(scalar === "f32" ? Math.fround(limit) : limit);
  return {
    comment: how === "round" ? `the nearest ${TYPES[to]}, ties to even; 0 of NaN.` : `x rounded towards 0, within ${TYPES[to]}; 0 of NaN.`,
    body: [
      ...rounding,
      "switch {",
      `case ${value} >= ${bound(greatest)}:`,
      `\treturn ${literal(greatest, to)}`,
      `case ${value} > ${bound(least)}:`,
      `\treturn ${TYPES[to]}(${value})`,
      ...(least === 0 ? [] : [`case ${value} <= ${bound(least)}:`, `\treturn ${literal(least, to)}`]),
      "}",
      "return 0",
    ],
  };
}

/** Undefined where the type holds every value. */
function saturated(from: Scalar, to: Scalar): HelperText | undefined {
  const [source, target] = [SCALARS[from], SCALARS[to]];
  const { least, greatest } = target;
  const body = [
    ...(source.least < least ? [`if x < ${literal(least, from)} {`, `\treturn ${literal(least, to)}`, "}"] : []),
    ...(source.greatest > greatest ? [`if x > ${literal(greatest, from)} {`, `\treturn ${literal(greatest, to)}`, "}"] : []),
  ];
  return body.length === 0 ? undefined : { comment: `the nearest ${TYPES[to]}.`, body: [...body, `return ${TYPES[to]}(x)`] };
}
