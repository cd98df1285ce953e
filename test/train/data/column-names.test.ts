// Names made of headers: identifiers, all different.

import fc from "fast-check";
import { expect, test } from "vitest";
import { columnNames } from "../../../src/train/data/column-names.ts";

test("headers become identifiers", () => {
  const headers = ["x", "wind speed (m/s)", "Temp. °C", "2nd", "__", "温度", "x", "x_2", "x"];
  expect(columnNames(headers)).toEqual(["x", "wind_speed_m_s", "Temp_C", "c2nd", "c5", "c6", "x_2", "x_2_2", "x_3"]);
});

test("whatever the headers, the names are identifiers of at most 63 characters, all different, and stay as they are", () => {
  const header = fc.oneof(fc.string(), fc.constantFrom("a", "a_2", "", "-", "a".repeat(63), "a".repeat(70)));
  fc.assert(
    fc.property(fc.array(header, { maxLength: 12 }), (headers) => {
      const names = columnNames(headers);
      expect(names.every((name) => /^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name))).toBe(true);
      expect(new Set(names).size).toBe(headers.length);
    }),
    { seed: 1 },
  );
  const identifiers = fc.uniqueArray(fc.stringMatching(/^[a-z]([a-z0-9_]{0,5}[a-z0-9])?$/), { maxLength: 8 });
  fc.assert(fc.property(identifiers, (names) => {
      expect(columnNames(names)).toEqual(names);
    }), { seed: 2 });
});
