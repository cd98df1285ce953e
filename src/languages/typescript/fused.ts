// The fused multiply-add in TypeScript, whose engines have none.

import type { Helper } from "../../codegen/language.ts";
import type { Typing } from "./typing.ts";

/** As src/numeric/fused-multiply-add.ts, which says why it is right. */
export function multiplyAddHelper(typing: Typing): Helper {
  const parameters = ["a", "b", "c"].map((name) => ({ name, type: "number" }));
  return {
    hint: "multiplyAdd",
    needs: [],
    lines: (name) => [
      ...typing.about("a * b + c, rounded once: where the sum is halfway between two float32, what it lost says which of them is nearer.", parameters, "number"),
      `function ${name}(${parameters.map((one) => typing.name(one.name, one.type)).join(", ")})${typing.result("number")} {`,
      "  const product = a * b;",
      "  const sum = product + c;",
      "  const nearest = Math.fround(sum);",
      "  const opposite = sum - nearest + sum;",
      "  if (Math.fround(opposite) !== opposite || opposite === nearest) return nearest;",
      "  const rest = sum - product;",
      "  const lost = product - (sum - rest) + (c - rest);",
      "  if (lost === 0) return nearest;",
      "  return Math.fround(lost > 0 === sum > 0 ? sum + sum * 2 ** -52 : sum - sum * 2 ** -52);",
      "}",
    ],
  };
}
