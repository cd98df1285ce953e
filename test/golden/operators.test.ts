// docs/operators.md says what is read: its table is that of the ops. `npm run golden` writes it anew.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ONNX_OPERATORS } from "../standard/table/onnx-operators.ts";
import { operatorTable, READ_TYPES } from "../standard/table/operator-table.ts";

const FILE = fileURLToPath(new URL("../../docs/operators.md", import.meta.url));
const BEGIN = "<!-- the table begins -->";
const END = "<!-- the table ends -->";

test("docs/operators.md has the table of all operators", () => {
  const document = readFileSync(FILE, "utf8");
  const [before, after] = [document.slice(0, document.indexOf(BEGIN) + BEGIN.length), document.slice(document.indexOf(END))];
  const expected = `${before}\n\n${operatorTable()}\n\n${after}`;
  if (process.env.NNC_UPDATE_GOLDEN === "1") writeFileSync(FILE, expected);
  expect(readFileSync(FILE, "utf8")).toBe(expected);
});

test("every operator that is read is in the list of the standard's, and in one group", () => {
  const listed = ONNX_OPERATORS.flatMap(({ types }) => types);
  expect(new Set(listed).size).toBe(listed.length);
  expect([...READ_TYPES].filter((type) => !listed.includes(type))).toEqual([]);
});
