// The fused multiply-add in Go, which has one of float64 alone: that, rounded to float32, would be rounded twice.

import type { Helper } from "../../codegen/language.ts";

/**
 * As src/numeric/fused-multiply-add.ts, with another question for ties: a number halfway between two float32, subnormal ones too, ends in 28 bits of 0 at
 * the least. Small enough for Go's compiler to put it in the place of its calls (a cost of 72 of 80). Products may be fused with what they are added to,
 * for they are exact.
 */
export const MULTIPLY_ADD: Helper = {
  hint: "multiply_add",
  needs: [],
  lines: (name) => [
    `// ${name} gives a*b + c, rounded once. Where the sum in float64 is halfway`,
    "// between two float32, what it lost says which of them is nearer.",
    `func ${name}(a, b, c float32) float32 {`,
    "\tproduct := float64(a) * float64(b)",
    "\tsum := product + float64(c)",
    "\tif math.Float64bits(sum)<<36 == 0 {",
    "\t\trest := sum - product",
    "\t\tif lost := ((product - (sum - rest)) + (float64(c) - rest)) * sum; lost > 0 {",
    "\t\t\tsum += sum * 0x1p-52",
    "\t\t} else if lost < 0 {",
    "\t\t\tsum -= sum * 0x1p-52",
    "\t\t}",
    "\t}",
    "\treturn float32(sum)",
    "}",
  ],
};
