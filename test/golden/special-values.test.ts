// docs/special-values.md says what is made of special values: its tables are those that the tests run. `npm run golden` writes them anew.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { specialTables } from "../special-values/table.ts";

const FILE = fileURLToPath(new URL("../../docs/special-values.md", import.meta.url));
const BEGIN = "<!-- the tables begin -->";
const END = "<!-- the tables end -->";

test("docs/special-values.md has the tables of special values", () => {
  const document = readFileSync(FILE, "utf8");
  const [before, after] = [document.slice(0, document.indexOf(BEGIN) + BEGIN.length), document.slice(document.indexOf(END))];
  const expected = `${before}\n\n${specialTables()}\n\n${after}`;
  if (process.env.NNC_UPDATE_GOLDEN === "1") writeFileSync(FILE, expected);
  expect(readFileSync(FILE, "utf8")).toBe(expected);
});
