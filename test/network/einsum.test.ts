// What is wrong with equations of einsum.

import { expect, test } from "vitest";
import { einsum } from "../../src/network/ops/einsum.ts";
import type { Shape } from "../../src/network/shape.ts";

test.each<[string, readonly Shape[], string]>([
  ["i;j", [[2], [2]], "cannot be read"],
  ["i,j->ij", [[2]], "has 2 terms for 1 arguments"],
  ["ij->ji", [[2]], "does not fit [2]"],
  ["ij,jk->ik", [[2, 3], [4, 2]], "lets extents of 3 and 4 run together"],
  ["ii->i", [[4, 1]], "takes the diagonal of [4, 1]"],
  ["ii", [[2, 3]], "takes the diagonal of [2, 3]"],
  ["i->j", [[2]], "has no such result"],
  ["...i->i", [[2, 3]], "leaves the axes of its ellipsis out"],
])("%s of %j", (equation, shapes, problem) => {
  const codes = Array.from(equation, (letter) => letter.charCodeAt(0));
  expect(einsum.inferShape(shapes, { equation: codes })).toEqual({ problem: `its equation "${equation}" ${problem}` });
});
