// JSON for --json.

import { expect, test } from "vitest";
import { toJson } from "../../../src/cli/terminal/json.ts";

test("JSON loses no number", () => {
  expect(toJson([NaN, -Infinity, -0, 0, 1e-45])).toBe('[\n  "NaN",\n  "-Infinity",\n  "-0",\n  0,\n  1e-45\n]\n');
});
