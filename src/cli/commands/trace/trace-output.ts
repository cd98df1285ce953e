// Writes the recorded training of a line for nnc trace: as a table, as JSON, as CSV. Computes nothing.

import type { DomainVariable } from "../../../network/model.ts";
import { shortestFloat32 } from "../../../numeric/decimal.ts";
import type { LinearParameters, LinearStep } from "../../../train/linear/linear-step.ts";
import type { LinearTrace } from "../../../train/linear/descent-trace.ts";
import { toJson } from "../../json/to-json.ts";
import { layOut } from "../../terminal/lay-out.ts";
import { traceJson } from "./trace-json.ts";

/** From here on nine significant digits, which tell all float32 apart, are shorter than eight decimals. */
const LARGE = 100;
/** From here on those would not stay within 80 columns: six in exponent form. */
const LARGER = 1e9;

/**
 * The article's figures with its eight decimals: for each step a line for W and one for b, the gradient by hand beside that
 * of back-propagation. At most 80 columns.
 */
export function traceAsText(trace: LinearTrace, batch: number): string {
  const [first, mean] = batch === 1 ? ["x", ""] : ["loss", "mean "];
  const heading = [
    ["step", first, "value", "by hand", "back-propagation", "next"],
    ["", "", "W", `${mean}2(y-t)x`, "ΔW", "W-αΔW"],
    ["", "", "b", `${mean}2(y-t)`, "Δb", "b-αΔb"],
  ];
  const steps = trace.flatMap((one) => {
    const { step, x, loss, parameters, byHand, byBackPropagation, next } = one;
    const figures = (name: keyof LinearParameters) => [parameters, byHand, byBackPropagation, next].map((pair) => showFigure(pair[name]));
    const start = batch === 1 ? x.map((value) => shortestFloat32(value)).join("") : showFigure(loss);
    return [
      [String(step), start, ...figures("W")],
      ["", "", ...figures("b")],
    ];
  });
  return layOut(alignedRight([...heading, ...steps]));
}

/** What the trace was made with, for the head of its JSON. */
export interface TraceDescription {
  readonly target: string;
  readonly domain: DomainVariable;
  readonly learningRate: number;
  readonly batch: number;
  /** Undefined where the samples were given. */
  readonly seed: number | undefined;
}

/** Numbers of float32 in the shortest decimals that read back as them; `loss` and `next`, of float64, likewise. */
export function traceAsJson(trace: LinearTrace, description: TraceDescription): string {
  const steps = trace.map(({ step, x, t, y, loss, parameters, byHand, byBackPropagation, next, updated }) => ({
    step,
    x: x.map(shortest),
    t: t.map(shortest),
    y: y.map(shortest),
    loss,
    parameters: shortestPair(parameters),
    byHand: shortestPair(byHand),
    byBackPropagation: shortestPair(byBackPropagation),
    next: { W: withoutSign(next.W), b: withoutSign(next.b) },
    updated: shortestPair(updated),
  }));
  return toJson(traceJson, { ...description, steps });
}

const PAIRS = ["parameters", "byHand", "byBackPropagation", "next", "updated"] as const;
const PAIR_NAMES: Readonly<Record<(typeof PAIRS)[number], string>> = {
  parameters: "",
  byHand: "by_hand_",
  byBackPropagation: "back_propagation_",
  next: "next_",
  updated: "updated_",
};

/**
 * RFC 4180, with a header; numbers as in JSON. The samples x, t and y have columns where a step has one of each.
 */
export function traceAsCsv(trace: LinearTrace, batch: number): string {
  const samples = batch === 1 ? (["x", "t", "y"] as const) : [];
  const header = ["step", ...samples, "loss", ...PAIRS.flatMap((pair) => [`${PAIR_NAMES[pair]}W`, `${PAIR_NAMES[pair]}b`])];
  const lines = trace.map((one) => [
    one.step,
    ...samples.map((name) => shortest(one[name][0])),
    one.loss,
    ...PAIRS.flatMap((pair) => numbersOf(one, pair)),
  ]);
  return [header, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

function numbersOf(step: LinearStep, pair: (typeof PAIRS)[number]): readonly number[] {
  const { W, b } = step[pair];
  return pair === "next" ? [withoutSign(W), withoutSign(b)] : [shortest(W), shortest(b)];
}

function shortestPair({ W, b }: LinearParameters): LinearParameters {
  return { W: shortest(W), b: shortest(b) };
}

/** The float64 that prints as the shortest decimal of a float32. */
function shortest(value: number): number {
  return withoutSign(Number(shortestFloat32(value)));
}

/** The sign of a zero says nothing here, and JSON would have to spell −0 as text. */
function withoutSign(value: number): number {
  return value === 0 ? 0 : value;
}

function showFigure(value: number): string {
  const size = Math.abs(value);
  return size < LARGE ? value.toFixed(8) : size < LARGER ? value.toPrecision(9) : value.toExponential(5);
}

function alignedRight(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column])));
}
