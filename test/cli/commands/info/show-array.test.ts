// Parameters as numpy prints arrays.

import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { showArray } from "../../../../src/cli/commands/info/show-array.ts";

const rows = z.array(z.array(z.number()));

test("arrays keep every float32 and their shape", () => {
  expect(showArray("b1", Float32Array.of(0.5, -1, 1e-7), [3])).toBe("b1 = array([ 0.5,   -1, 1e-7], dtype=float32)");
  expect(showArray("W1", Float32Array.of(1, 2, 3, 4), [2, 2])).toBe("W1 = array([[1, 2],\n            [3, 4]], dtype=float32)");
  expect(showArray("s", Float32Array.of(0.2), [])).toBe("s = array(0.2, dtype=float32)");
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 }),
      (values) => {
        const data = Float32Array.from(values, (value) => value + 0);
        const shown = showArray("W", data, [1, data.length]);
        expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(118);
        const [, printed = ""] = /^W = array\(([^]*), dtype=float32\)$/.exec(shown) ?? [];
        const [row] = rows.parse(JSON.parse(printed));
        expect(row?.map(Math.fround)).toEqual([...data]);
      },
    ),
  );
});
