import { describe, expect, test } from "vitest";
import type { StoredOrder, TableBuffer } from "../../src/program/program.ts";
import { storedRows, storedValues } from "../../src/program/stored-rows.ts";

/** 0, 1, 2, … */
function table(size: number, rowLength: number, order?: StoredOrder): TableBuffer {
  const values = Float32Array.from({ length: size }, (_, i) => i);
  return { role: "table", name: "t", scalar: "f32", size, values, rowLength, comment: "", ...(order === undefined ? {} : { order }) };
}

const rows = (of: TableBuffer): readonly (readonly number[])[] => Array.from(storedRows(of), (row) => [...row]);

/** 2 × 3, stored as 3 × 2. */
const TURNED = { extents: [3, 2], steps: [1, 3] };

describe("the order in which tables are stored", () => {
  test("is that of the values where there is no other, without a copy", () => {
    const plain = table(6, 3);
    expect(rows(plain)).toEqual([[0, 1, 2], [3, 4, 5]]);
    expect(storedValues(plain)).toBe(plain.values);
  });

  test("turns a matrix while it is read, which stays as it is", () => {
    const turned = table(6, 2, TURNED);
    expect(rows(turned)).toEqual([[0, 3], [1, 4], [2, 5]]);
    expect([...storedValues(turned)]).toEqual([0, 3, 1, 4, 2, 5]);
    expect([...turned.values]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("is that of any axes", () => {
    // 2 × 3 × 4, stored as 4 × 2 × 3.
    const order = { extents: [4, 2, 3], steps: [1, 12, 4] };
    const wanted = [...Array(24).keys()].map((place) => {
      const [i, j, k] = [Math.floor(place / 6), Math.floor(place / 3) % 2, place % 3];
      return i + 12 * j + 4 * k;
    });
    expect([...storedValues(table(24, 3, order))]).toEqual(wanted);
    expect(rows(table(24, 3, order)).flat()).toEqual(wanted);
    expect(rows(table(24, 1, order))).toEqual([wanted]);
  });

  test("keeps the kind of the numbers", () => {
    const values = Int32Array.of(1, 2, 3, 4, 5, 6);
    expect(storedValues({ ...table(6, 2, TURNED), scalar: "i32", values })).toEqual(Int32Array.of(1, 4, 2, 5, 3, 6));
  });
});
