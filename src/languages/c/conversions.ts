// The conversions of Programs in C99 and C++11: casts where these are exact, functions of the file where they would be
// undefined (a float out of range) or mean something else.

import { isFloat, isInteger, SCALARS, type FloatScalar, type Scalar } from "../../program/scalar.ts";
import type { UsedConversion } from "../../program/uses.ts";
import type { Helper } from "../../codegen/language.ts";
import { withPoint } from "../../codegen/digits.ts";
import type { SpelledConversion } from "../../codegen/spelled-value.ts";
import { literal, TYPES } from "./types.ts";

export function conversionText({ operand, scalar }: SpelledConversion): string {
  if (scalar === "bool") return `${operand.text} > ${literal(0.5, operand.scalar)}`;
  return `(${TYPES[scalar]})${operand.text}`;
}

export function conversionHelper({ how, from, to }: UsedConversion): Helper | undefined {
  const lines = helperLines({ how, from, to });
  if (lines === undefined) return undefined;
  const { comment, body } = lines;
  return {
    hint: how === "bits" ? hintOfBits(from, to) : `${how}_${word(from)}_to_${word(to)}`,
    needs: [],
    lines: (name) => [
      `/* ${comment} */`,
      `static inline ${TYPES[to]} ${name}(${TYPES[from]} x) {`,
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
  return TYPES[scalar].replace("_t", "");
}

interface HelperText {
  readonly comment: string;
  readonly body: readonly string[];
}

function helperLines({ how, from, to }: UsedConversion): HelperText | undefined {
  if (how === "bits") return isInteger(from) && isInteger(to) ? undefined : sameBits(to);
  if (isFloat(from) && isInteger(to)) return how === "round" ? rounded(from, to) : truncated(from, to);
  return how === "saturate" ? saturated(from, to) : undefined;
}

function sameBits(to: Scalar): HelperText {
  return {
    comment: `The bits as ${TYPES[to]}.`,
    body: [`${TYPES[to]} bits;`, "memcpy(&bits, &x, sizeof bits);", "return bits;"],
  };
}

/** Comparisons first: what is left converts exactly, or towards 0. NaN fails them all. */
function truncated(from: FloatScalar, to: Scalar): HelperText {
  return {
    comment: `Towards 0, within ${TYPES[to]}; 0 of NaN.`,
    body: [
      ...clampedAbove(from, to),
      `if (x > ${bound(from, SCALARS[to].least)}) {`,
      `    return (${TYPES[to]})x;`,
      "}",
      `return ${belowAll(from, to)};`,
    ],
  };
}

/** Depends on no rounding mode: the part cut off is exact, and says where to go. */
function rounded(from: FloatScalar, to: Scalar): HelperText {
  const wide = to === "u32" ? "uint32_t" : "int32_t";
  const half = (sign: string, least: string): string =>
    `if (rest ${sign} ${least} || (rest ${sign}= ${least} && nearest % 2 != 0)) {`.replace("% 2 != 0", to === "u32" ? "% 2u != 0u" : "% 2 != 0");
  return {
    comment: `The nearest ${TYPES[to]}, ties to even; 0 of NaN.`,
    body: [
      ...clampedAbove(from, to),
      `if (!(x > ${bound(from, SCALARS[to].least)})) {`,
      `    return ${belowAll(from, to)};`,
      "}",
      `${wide} nearest = (${wide})x;`,
      `const ${TYPES[from]} rest = x - (${TYPES[from]})nearest;`,
      half(">", literal(0.5, from)),
      "    ++nearest;",
      "}",
      ...(SCALARS[to].least === 0 ? [] : [half("<", literal(-0.5, from)), "    --nearest;", "}"]),
      `return ${wide === TYPES[to] ? "" : `(${TYPES[to]})`}nearest;`,
    ],
  };
}

function clampedAbove(from: FloatScalar, to: Scalar): readonly string[] {
  const { greatest } = SCALARS[to];
  return [`if (x >= ${bound(from, greatest)}) {`, `    return ${literal(greatest, to)};`, "}"];
}

/** What becomes of numbers that are not above the least one, and of NaN. */
function belowAll(from: FloatScalar, to: Scalar): string {
  const { least } = SCALARS[to];
  return least === 0 ? literal(0, to) : `x < ${literal(0, from)} ? ${literal(least, to)} : ${literal(0, to)}`;
}

/** 2147483647 is no float32; the next one above it is out of range just as well. With all its digits, for a reader to know it by. */
function bound(from: FloatScalar, value: number): string {
  return from === "f32" ? `${withPoint(String(Math.fround(value)))}f` : literal(value, from);
}

/** Undefined where the type holds every value. */
function saturated(from: Scalar, to: Scalar): HelperText | undefined {
  const [source, target] = [SCALARS[from], SCALARS[to]];
  const least = source.least < target.least ? literal(target.least, from) : undefined;
  const greatest = source.greatest > target.greatest ? literal(target.greatest, from) : undefined;
  if (least === undefined && greatest === undefined) return undefined;
  const clamped = `${least === undefined ? "" : `x < ${least} ? ${least} : `}${greatest === undefined ? "" : `x > ${greatest} ? ${greatest} : `}x`;
  return { comment: `The nearest ${TYPES[to]}.`, body: [`return (${TYPES[to]})(${clamped});`] };
}
