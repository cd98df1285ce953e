// The tables of docs/special-values.md, from the rows that the tests run.

import { shortestFloat32 } from "../../src/numeric/decimal.ts";
import { SPECIAL_GROUPS, type SpecialGroup } from "./index.ts";
import type { Answer, Given, SpecialRow } from "./special-row.ts";

const HEAD = ["| operator | given | nnc | onnxruntime-web | rule |", "| --- | --- | --- | --- | --- |"];

export function specialTables(): string {
  return SPECIAL_GROUPS.map(tableOf).join("\n\n");
}

function tableOf({ title, rows }: SpecialGroup): string {
  return [`### ${title}`, "", ...HEAD, ...rows.map(lineOf)].join("\n");
}

function lineOf(row: SpecialRow): string {
  const other = row.onnxruntime;
  const rule = other === undefined ? row.rule : `${row.rule}. onnxruntime: ${other.because}`;
  return `| ${[row.type, givenOf(row), answerOf(row.nnc), other === undefined ? "the same" : answerOf(other.answer), rule].join(" | ")} |`;
}

/** What tells a row from the others. */
export function titleOf(row: SpecialRow): string {
  return `${row.type} of ${givenOf(row)}`;
}

function givenOf({ operatorSet, attributes = [], given }: SpecialRow): string {
  return [
    given.map(inputOf).join(" and "),
    ...attributes.map(({ name = "", f, i, ints }) => `${name} ${ints === undefined ? numberText(Number(f ?? i)) : nested(ints.map(String), [ints.length])}`),
    ...(operatorSet === undefined ? [] : [`operator set ${operatorSet}`]),
  ].join(", ");
}

function inputOf({ data, shape = [data.length], type = "float32" }: Given): string {
  return `${type === "float32" ? "" : `${type} `}${nested(data.map(numberText), shape)}`;
}

/** One pair of brackets for each axis. */
function nested(texts: readonly string[], shape: readonly number[]): string {
  const [extent, ...others] = shape;
  if (extent === undefined) return texts[0];
  const size = texts.length / extent;
  return `[${Array.from({ length: extent }, (_, one) => nested(texts.slice(one * size, (one + 1) * size), others)).join(", ")}]`;
}

function answerOf(answer: Answer): string {
  return "refusal" in answer ? `refused: ${answer.refusal}` : answer.map(numberText).join(", ");
}

/** Whole numbers wholly, others as the shortest decimal of their float32. */
function numberText(value: number): string {
  if (Object.is(value, -0)) return "−0";
  if (Math.abs(value) === Infinity) return value > 0 ? "∞" : "−∞";
  if (Number.isNaN(value)) return "NaN";
  return (Number.isSafeInteger(value) ? String(value) : shortestFloat32(Math.fround(value))).replaceAll("-", "−");
}
