// The fused multiply-add in C: the processor's instruction where there is one, else float64 arithmetic of the file. No function of a library, for those of
// small processors may round twice.

import type { Helper } from "../../codegen/language.ts";
import type { Dialect } from "./dialect.ts";

/** As src/numeric/fused-multiply-add.ts, which says why it is right. Compilers warn of == and of floats that become double unsaid. */
const BODY: readonly (readonly [type: "double" | "float" | undefined, text: string])[] = [
  ["double", "product = (double)a * (double)b;"],
  ["double", "addend = (double)c;"],
  ["double", "sum = product + addend;"],
  ["float", "nearest = (float)sum;"],
  ["double", "opposite = sum - (double)nearest + sum;"],
  ["float", "rounded = (float)opposite;"],
  ["double", "rest = sum - product;"],
  ["double", "lost = (product - (sum - rest)) + (addend - rest);"],
  [undefined, "/* Halfway between two floats, what the sum lost says which of them is nearer. */"],
  [undefined, "if (!((double)rounded <= opposite && (double)rounded >= opposite) || (rounded <= nearest && rounded >= nearest)) {"],
  [undefined, "    return nearest;"],
  [undefined, "}"],
  [undefined, "if (lost < 0.0 || lost > 0.0) {"],
  [undefined, "    return (float)((lost > 0.0) == (sum > 0.0) ? sum + sum * 2.220446049250313e-16 : sum - sum * 2.220446049250313e-16);"],
  [undefined, "}"],
  [undefined, "return nearest;"],
];

export function multiplyAddHelper({ declaresFirst, inline }: Dialect): Helper {
  const declarations = BODY.flatMap(([type, text]) => (type === undefined ? [] : [`${type} ${text.replace(/ = .*/, ";")}`]));
  const statements = BODY.map(([type, text]) => (type === undefined || declaresFirst ? text : `const ${type} ${text}`));
  return {
    hint: "multiply_add",
    needs: [],
    lines: (name) => [
      "/* a * b + c, rounded once: one instruction where compilers say that the processor has it, on x86-64 with -mfma or -march=native; else tens of times as slow. */",
      "#if defined(__GNUC__) && (defined(__FP_FAST_FMAF) || defined(__FMA__) || defined(__ARM_FEATURE_FMA) || defined(__aarch64__) || defined(__riscv_flen))",
      `#define ${name}(a, b, c) __builtin_fmaf(a, b, c)`,
      "#elif defined(__DBL_MANT_DIG__) && __DBL_MANT_DIG__ < 53",
      '#error "fused multiply-adds need an instruction for them or a double of 53 bits: emit it without them"',
      "#elif defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0 && __FLT_EVAL_METHOD__ != 1 && __FLT_EVAL_METHOD__ != 16",
      '#error "fused multiply-adds need float arithmetic, which is done in wider registers here: add -msse2 -mfpmath=sse"',
      "#else",
      `static ${inline}float ${name}(float a, float b, float c) {`,
      ...[...(declaresFirst ? [...declarations, ""] : []), ...statements].map((line) => (line === "" ? "" : `    ${line}`)),
      "}",
      "#endif",
    ],
  };
}
