// The fused multiply-add in C: the processor's instruction where there is one, else float64 arithmetic of the file. No function of a library, for those of
// small processors may round twice.

import type { Helper } from "../../codegen/language.ts";
import type { Dialect } from "./dialect.ts";

/**
 * As src/numeric/fused-multiply-add.ts, which says why it is right. Whether a sum is halfway between two floats is asked of its bits: the last 29 are 2^28
 * there, but for sums of the size of subnormal floats, which are all looked at. Processors foretell that this branch is not taken: without it, rounded to
 * odd in vectors of two float64, DS-CNN took 1.6 times as long on x86-64. What is volatile keeps compilers from vectors, in which both sides are computed.
 */
const BY_BITS: readonly string[] = [
  "const double product = (double)a * (double)b;",
  "const double addend = (double)c;",
  "double sum = product + addend;",
  "uint64_t bits;",
  "memcpy(&bits, &sum, sizeof bits);",
  "/* Halfway between two floats, what the sum lost says which of them is nearer; below the least normal float any sum may be there. */",
  "if ((bits << 35) == (uint64_t)1 << 63 || (bits << 1) < (uint64_t)0x70200000 << 32) {",
  "    const volatile double rest = sum - product;",
  "    const double lost = ((product - (sum - rest)) + (addend - rest)) * sum;",
  "    if (lost > 0.0) {",
  "        sum += sum * 2.220446049250313e-16;",
  "    } else if (lost < 0.0) {",
  "        sum -= sum * 2.220446049250313e-16;",
  "    }",
  "}",
  "return (float)sum;",
];

/** Where no type has 64 bits. Compilers warn of == and of floats that become double unsaid. */
const WITHOUT_BITS: readonly string[] = [
  "double product;",
  "double addend;",
  "double sum;",
  "float nearest;",
  "double opposite;",
  "float rounded;",
  "double rest;",
  "double lost;",
  "",
  "product = (double)a * (double)b;",
  "addend = (double)c;",
  "sum = product + addend;",
  "nearest = (float)sum;",
  "opposite = sum - (double)nearest + sum;",
  "rounded = (float)opposite;",
  "rest = sum - product;",
  "lost = (product - (sum - rest)) + (addend - rest);",
  "/* Halfway between two floats, what the sum lost says which of them is nearer. */",
  "if (!((double)rounded <= opposite && (double)rounded >= opposite) || (rounded <= nearest && rounded >= nearest)) {",
  "    return nearest;",
  "}",
  "if (lost < 0.0 || lost > 0.0) {",
  "    return (float)((lost > 0.0) == (sum > 0.0) ? sum + sum * 2.220446049250313e-16 : sum - sum * 2.220446049250313e-16);",
  "}",
  "return nearest;",
];

export function multiplyAddHelper({ declaresFirst, inline }: Dialect): Helper {
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
      ...(declaresFirst ? WITHOUT_BITS : BY_BITS).map((line) => (line === "" ? "" : `    ${line}`)),
      "}",
      "#endif",
    ],
  };
}
