// The conversions of Programs in TypeScript: expressions where the language has them, functions of the file elsewhere.

import { isFloat, isInteger, SCALARS, type Scalar } from "../../program/scalar.ts";
import type { UsedConversion } from "../../program/uses.ts";
import type { ConversionSteps, Helper } from "../../codegen/language.ts";
import type { SpelledConversion } from "../../codegen/spelled-value.ts";
import { wrapped } from "./types.ts";
import type { Typing } from "./typing.ts";

export function conversionText({ how, operand, scalar }: SpelledConversion): string {
  const { text, scalar: from } = operand;
  if (scalar === "bool") return `${text} > 0.5`;
  if (from === "bool") return `${text} ? 1 : 0`;
  if (how === "bits") return wrapped(text, scalar);
  const [source, target] = [SCALARS[from], SCALARS[scalar]];
  if (how === "saturate") {
    const below = source.greatest > target.greatest ? `Math.min(${target.greatest}, ${text})` : text;
    return source.least < target.least ? `Math.max(${target.least}, ${below})` : below;
  }
  return text;
}

export function conversionHelper({ how, from, to }: UsedConversion, typing: Typing): Helper | undefined {
  return (how === "round" || how === "truncate") && isFloat(from) && isInteger(to) ? wholeHelper(how, to, typing) : undefined;
}

const WORDS: Readonly<Record<Scalar, string>> = {
  f32: "Float32", f64: "Float64", i8: "Int8", u8: "Uint8", i16: "Int16", u16: "Uint16", i32: "Int32", u32: "Uint32", bool: "Boolean",
};

/** Math.max and Math.min keep NaN and −0: both become 0. */
function wholeHelper(how: "round" | "truncate", to: Scalar, typing: Typing): Helper {
  const { least, greatest } = SCALARS[to];
  const within = (value: string): string => `return Math.max(${least}, Math.min(${greatest}, ${value})) || 0;`;
  const body =
    how === "truncate"
      ? [within("Math.trunc(x)")]
      : [
          "const below = Math.floor(x);",
          "const rest = x - below;",
          "const nearest = rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;",
          within("nearest"),
        ];
  const type = WORDS[to].toLowerCase();
  const comment = how === "truncate" ? `Towards 0, within ${type}; 0 of NaN.` : `The nearest ${type}, ties to even; 0 of NaN.`;
  return {
    hint: `${how}To${WORDS[to]}`,
    needs: [],
    lines: (name) => [
      ...typing.about(comment, [{ name: "x", type: "number" }], "number"),
      `function ${name}(${typing.name("x", "number")})${typing.result("number")} {`,
      ...body.map((line) => `  ${line}`),
      "}",
    ],
  };
}

const FLOAT_CELL: Helper = {
  hint: "floatCell",
  needs: [],
  lines: (name) => ["/** Shares its four bytes with the next array: the bits of a float32 are read there. */", `const ${name} = new Float32Array(1);`],
};
const BITS_CELL: Helper = {
  hint: "bitsCell",
  needs: [FLOAT_CELL],
  lines: (name, [float]) => [`const ${name} = new Int32Array(${float}.buffer);`],
};

/** In the place of a function: V8 takes an eighth longer for a table's call where it puts such a function in the place of its call itself. */
export function conversionSteps({ how, from, to }: UsedConversion, typing: Typing): ConversionSteps | undefined {
  if (how !== "bits" || (from !== "f32" && to !== "f32")) return undefined;
  const needs = [FLOAT_CELL, BITS_CELL];
  if (to === "f32") return { needs, before: (operand, [, bits]) => `${bits}[0] = ${operand};`, value: ([float]) => typing.element(`${float}[0]`) };
  return {
    needs,
    before: (operand, [float]) => `${float}[0] = ${operand};`,
    value([, bits]) {
      const cell = typing.element(`${bits}[0]`);
      return to === "u32" ? `${cell} >>> 0` : cell;
    },
    isTypeSaid: true,
  };
}
