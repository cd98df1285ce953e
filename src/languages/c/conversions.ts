// The conversions of Programs in C: casts where these are exact, functions of the file where they would be
// undefined (a float out of range) or mean something else.

import { isFloat, isInteger, nameOfScalar, SCALARS, type FloatScalar, type Scalar } from "../../program/scalar.ts";
import type { UsedConversion } from "../../program/uses.ts";
import type { Helper } from "../../codegen/language.ts";
import { withPoint } from "../../codegen/digits.ts";
import type { SpelledConversion } from "../../codegen/spelled-value.ts";
import type { Dialect } from "./dialect.ts";
import { literal } from "./literal.ts";

export function conversionText({ operand, scalar }: SpelledConversion, dialect: Dialect): string {
  if (scalar === "bool") return `${operand.text} > ${literal(0.5, operand.scalar, dialect)}`;
  return `(${dialect.types[scalar]})${operand.text}`;
}

export function conversionHelper({ how, from, to }: UsedConversion, dialect: Dialect): Helper | undefined {
  const { types, inline } = dialect;
  const lines = helperLines({ how, from, to }, dialect);
  if (lines === undefined) return undefined;
  const { comment, body } = lines;
  return {
    hint: how === "bits" ? hintOfBits(from, to) : `${how}_${word(from)}_to_${word(to)}`,
    needs: [],
    lines: (name) => [
      `/* ${comment} */`,
      `static ${inline}${types[to]} ${name}(${types[from]} x) {`,
      ...body.map((line) => `    ${line}`),
      "}",
    ],
  };
}

/** Words are the usual ones. */
function hintOfBits(from: Scalar, to: Scalar): string {
  const others = [from, to].filter((scalar) => !isFloat(scalar) && scalar !== "u32").map((scalar) => `_${word(scalar)}`);
  return (isFloat(from) ? "bits_of_float" : "float_of_bits") + others.join("");
}

function word(scalar: Scalar): string {
  if (isFloat(scalar)) return scalar === "f32" ? "float" : "double";
  return nameOfScalar(scalar);
}

interface HelperText {
  readonly comment: string;
  readonly body: readonly string[];
}

function helperLines({ how, from, to }: UsedConversion, dialect: Dialect): HelperText | undefined {
  if (how === "bits") return isInteger(from) && isInteger(to) ? undefined : sameBits(to, dialect);
  if (isFloat(from) && isInteger(to)) return how === "round" ? rounded(from, to, dialect) : truncated(from, to, dialect);
  return how === "saturate" ? saturated(from, to, dialect) : undefined;
}

function sameBits(to: Scalar, { types }: Dialect): HelperText {
  return {
    comment: `The bits as ${types[to]}.`,
    body: [`${types[to]} bits;`, "memcpy(&bits, &x, sizeof bits);", "return bits;"],
  };
}

/** Comparisons first: what is left converts exactly, or towards 0. NaN fails them all. */
function truncated(from: FloatScalar, to: Scalar, dialect: Dialect): HelperText {
  const { types } = dialect;
  return {
    comment: `Towards 0, within ${types[to]}; 0 of NaN.`,
    body: [
      ...clampedAbove(from, to, dialect),
      `if (x > ${bound(from, SCALARS[to].least, dialect)}) {`,
      `    return (${types[to]})x;`,
      "}",
      `return ${belowAll(from, to, dialect)};`,
    ],
  };
}

/** Depends on no rounding mode: the part cut off is exact, and says where to go. */
function rounded(from: FloatScalar, to: Scalar, dialect: Dialect): HelperText {
  const { types, declaresFirst } = dialect;
  const wide = types[to === "u32" ? "u32" : "i32"];
  const half = (sign: string, least: string): string =>
    `if (rest ${sign} ${least} || (rest ${sign}= ${least} && nearest % 2 != 0)) {`.replace("% 2 != 0", to === "u32" ? "% 2u != 0u" : "% 2 != 0");
  return {
    comment: `The nearest ${types[to]}, ties to even; 0 of NaN.`,
    body: [
      ...(declaresFirst ? [`${wide} nearest;`, `${types[from]} rest;`] : []),
      ...clampedAbove(from, to, dialect),
      `if (!(x > ${bound(from, SCALARS[to].least, dialect)})) {`,
      `    return ${belowAll(from, to, dialect)};`,
      "}",
      `${declaresFirst ? "" : `${wide} `}nearest = (${wide})x;`,
      `${declaresFirst ? "" : `const ${types[from]} `}rest = x - (${types[from]})nearest;`,
      half(">", literal(0.5, from, dialect)),
      "    ++nearest;",
      "}",
      ...(SCALARS[to].least === 0 ? [] : [half("<", literal(-0.5, from, dialect)), "    --nearest;", "}"]),
      `return ${wide === types[to] ? "" : `(${types[to]})`}nearest;`,
    ],
  };
}

function clampedAbove(from: FloatScalar, to: Scalar, dialect: Dialect): readonly string[] {
  const { greatest } = SCALARS[to];
  return [`if (x >= ${bound(from, greatest, dialect)}) {`, `    return ${literal(greatest, to, dialect)};`, "}"];
}

/** What becomes of numbers that are not above the least one, and of NaN. */
function belowAll(from: FloatScalar, to: Scalar, dialect: Dialect): string {
  const { least } = SCALARS[to];
  return least === 0 ? literal(0, to, dialect) : `x < ${literal(0, from, dialect)} ? ${literal(least, to, dialect)} : ${literal(0, to, dialect)}`;
}

/** 2147483647 is no float32; the next one above it is out of range just as well. With all its digits, for a reader to know it by. */
function bound(from: FloatScalar, value: number, dialect: Dialect): string {
  return from === "f32" ? `${withPoint(String(Math.fround(value)))}f` : literal(value, from, dialect);
}

/** Undefined where the type holds every value. */
function saturated(from: Scalar, to: Scalar, dialect: Dialect): HelperText | undefined {
  const [source, target] = [SCALARS[from], SCALARS[to]];
  const least = source.least < target.least ? literal(target.least, from, dialect) : undefined;
  const greatest = source.greatest > target.greatest ? literal(target.greatest, from, dialect) : undefined;
  if (least === undefined && greatest === undefined) return undefined;
  const type = dialect.types[to];
  const clamped = `${least === undefined ? "" : `x < ${least} ? ${least} : `}${greatest === undefined ? "" : `x > ${greatest} ? ${greatest} : `}x`;
  return { comment: `The nearest ${type}.`, body: [`return (${type})(${clamped});`] };
}
