// Adds up products of integers of 8 bits four at a time on processors like Cortex-M4, which multiply and add two pairs of 16 bits in one instruction.
// Others compute what C says without it, which is the same: integers wrap around.

import type { Byte } from "../../codegen/byte-products.ts";
import type { Helper, PackedProducts } from "../../codegen/language.ts";
import type { Dialect } from "./dialect.ts";

/** Said where the processor has these instructions, and none for longer vectors, which compilers use by themselves. */
const MACRO = "NNC_PAIRS_OF_PRODUCTS";
const CONDITION = "defined(__GNUC__) && defined(__thumb2__) && defined(__ARM_FEATURE_DSP) && !defined(__ARM_NEON) && !defined(__ARM_FEATURE_MVE)";

/** Two of four bytes as integers of 16 bits. */
const UNPACKING = { i8: "sxtb16", u8: "uxtb16" } as const satisfies Record<Byte, string>;
const WORDS = { i8: "int8", u8: "uint8" } as const satisfies Record<Byte, string>;

export function packedProducts(dialect: Dialect): PackedProducts {
  return {
    helper: (one, other) => helper(one, other, dialect),
    open: `#if defined(${MACRO})`,
    otherwise: "#else",
    close: "#endif",
    add: (sum, name, one, other) => `${sum} = ${name}(&${one}, &${other}, ${sum});`,
  };
}

function helper(one: Byte, other: Byte, { types, inline }: Dialect): Helper {
  const unpacked = (to: string, how: string, from: string): string => `    __asm__("${how}" : "=r"(${to}) : "r"(${from}));`;
  return {
    hint: one === "i8" && other === "i8" ? "four_products" : `four_products_${WORDS[one]}_${WORDS[other]}`,
    needs: [],
    lines: (name) => [
      "/* The sum, and four neighbours of one array times those of another, two products an instruction. */",
      `#if ${CONDITION}`,
      `#define ${MACRO}`,
      `static ${inline}${types.i32} ${name}(const ${types[one]} *x, const ${types[other]} *y, ${types.i32} sum) {`,
      ...["x_bytes", "y_bytes", "x_even", "x_odd", "y_even", "y_odd"].map((variable) => `    ${types.u32} ${variable};`),
      "    memcpy(&x_bytes, x, sizeof x_bytes);",
      "    memcpy(&y_bytes, y, sizeof y_bytes);",
      unpacked("x_even", `${UNPACKING[one]} %0, %1`, "x_bytes"),
      unpacked("x_odd", `${UNPACKING[one]} %0, %1, ror #8`, "x_bytes"),
      unpacked("y_even", `${UNPACKING[other]} %0, %1`, "y_bytes"),
      unpacked("y_odd", `${UNPACKING[other]} %0, %1, ror #8`, "y_bytes"),
      ...["even", "odd"].map((which) => `    __asm__("smlad %0, %1, %2, %3" : "=r"(sum) : "r"(x_${which}), "r"(y_${which}), "r"(sum));`),
      "    return sum;",
      "}",
      "#endif",
    ],
  };
}
