// Says whether classes stay the same around points: as text, as JSON, and what failed. Proves nothing.

import type { Robustness } from "../../../certify/properties/robust.ts";
import { toJson } from "../../json/to-json.ts";
import { layOut, showPoint } from "../../terminal/lay-out.ts";
import { aroundJson } from "./certify-json.ts";

export interface PointAround {
  readonly point: readonly number[];
  /** Of the file of samples, from 1; undefined of a point that was given by itself. */
  readonly line: number | undefined;
}

export interface AroundOutcome {
  readonly fileName: string;
  readonly modelSha256: string;
  readonly inputNames: readonly string[];
  /** Of the classes; undefined where the model records none. */
  readonly labels: readonly string[] | undefined;
  readonly radius: number;
  readonly points: readonly (Robustness & PointAround)[];
}

/** Undefined where the class of every point is proved to stay: else of how many it is not. */
export function changedOf({ points }: AroundOutcome): string | undefined {
  const count = (kind: string): number => points.filter(({ verdict }) => verdict.kind === kind).length;
  if (count("proved") === points.length) return undefined;
  return `of ${points.length}, ${count("proved")} proved, ${count("refuted")} refuted, ${count("undecided")} undecided`;
}

/** A row for each point, and a line on what they are of. */
export function aroundAsText(outcome: AroundOutcome): string {
  const { points, inputNames, radius } = outcome;
  const rows = points.map((robustness) => [
    robustness.line === undefined ? "-" : String(robustness.line),
    showPoint(robustness.point, inputNames),
    labelOf(robustness.class, outcome),
    robustness.verdict.kind,
    saidOf(robustness, outcome),
  ]);
  return `${layOut([["line", "around", "class", "verdict", "what is known"], ...rows])}of every float32 as near as ${radius} in each input, every rounding included\n`;
}

function saidOf({ verdict, boxes }: Robustness, outcome: AroundOutcome): string {
  switch (verdict.kind) {
    case "proved":
      return `in ${boxesOf(boxes)}`;
    case "refuted": {
      const numbers = verdict.at.map((x) => String(Number(x.toPrecision(9))));
      return `${labelOf(verdict.class, outcome)} at ${numbers.join(",")}`;
    }
    case "undecided":
      return `proved of ${(verdict.share * 100).toFixed(1)} % after ${boxesOf(boxes)}`;
  }
}

function boxesOf(boxes: number): string {
  return `${boxes} ${boxes === 1 ? "box" : "boxes"}`;
}

function labelOf(place: number, { labels }: AroundOutcome): string {
  return labels?.[place] ?? String(place);
}

/** A document of `aroundJson`: classes are numbered from 0. */
export function aroundAsJson(outcome: AroundOutcome): string {
  const { fileName, modelSha256, radius, labels, points } = outcome;
  const failure = changedOf(outcome);
  return toJson(aroundJson, {
    model: { file: fileName, sha256: modelSha256 },
    radius,
    passed: failure === undefined,
    failure: failure ?? null,
    points: points.map(({ line, point, class: place, verdict, boxes }) => ({
      line: line ?? null,
      point,
      class: place,
      label: labels?.[place] ?? null,
      verdict: verdict.kind,
      boxes,
      at: verdict.kind === "refuted" ? verdict.at : null,
      otherClass: verdict.kind === "refuted" ? verdict.class : null,
      share: verdict.kind === "undecided" ? verdict.share : null,
    })),
  });
}
