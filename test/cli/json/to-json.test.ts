// JSON for --json: no number is lost, and no key is printed that the format does not know.

import { expect, test } from "vitest";
import * as z from "zod/mini";
import { number } from "../../../src/cli/json/json-parts.ts";
import { toJson } from "../../../src/cli/json/to-json.ts";

const format = { title: "a list", version: 3, fields: { list: z.array(number), one: z.optional(z.strictObject({ name: z.string() })) } } as const;

test("JSON loses no number", () => {
  expect(toJson(format, { list: [NaN, -Infinity, -0, 0, 1e-45] })).toBe(
    '{\n  "version": 3,\n  "list": [\n    "NaN",\n    "-Infinity",\n    "-0",\n    0,\n    1e-45\n  ]\n}\n',
  );
});

test("the compiler refuses keys that the format does not know, and values of another type", () => {
  const more = { name: "n", more: 1 };
  // @ts-expect-error: a key of a value that is passed on whole.
  toJson(format, { list: [], one: more });
  // @ts-expect-error: a number that is text.
  toJson(format, { list: ["1"] });
  expect(toJson(format, { list: [], one: { name: "n" } })).toContain('"name": "n"');
});
