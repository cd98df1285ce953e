// The table of docs/tflite.md is what the reader's registries say.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { OPERATION_NAMES } from "../../../src/formats/tflite/operators/index.ts";
import { MOVES } from "../../../src/formats/tflite/operators/moves.ts";
import { QUANTISED_OPERATIONS } from "../../../src/formats/tflite/operators/quantised/index.ts";

/** Of whatever elements, beside those that only move them. */
const OF_ALL = ["DEQUANTIZE", "FILL", "PAD", "PADV2", "MIRROR_PAD", "RESIZE_NEAREST_NEIGHBOR", "SHAPE", "RANK", "ZEROS_LIKE", "CAST", "RANGE"];

test("every operator is listed, with what it computes", () => {
  const [, table] = readFileSync(new URL("../../../docs/tflite.md", import.meta.url), "utf8").split("<!-- the table begins -->\n\n");
  const rows = OPERATION_NAMES.map((name) => {
    const isMove = name in MOVES || OF_ALL.includes(name);
    return `| ${name} | ${isMove ? "any elements" : ["floats", ...(QUANTISED_OPERATIONS.has(name) ? ["quantised"] : [])].join(", ")} |`;
  });
  expect(table).toBe(["| operator | computes |", "| --- | --- |", ...rows, ""].join("\n"));
});
