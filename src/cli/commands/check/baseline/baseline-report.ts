// Says how a model compares with a baseline: as a table, as an object for JSON, and as cases of a report. Compares nothing.

import { describeBits, describeChange, describeCompared, describeFigure, describeJudges, describeTolerance } from "../../../../baseline/describe.ts";
import type { ComparedFigure } from "../../../../baseline/compare.ts";
import { FIGURE_NAMES, FIGURES } from "../../../../baseline/figures.ts";
import type { CaseOutcome, CheckedCase } from "../../../../report/checks/checked.ts";
import { layOut } from "../../../terminal/lay-out.ts";
import type { AgainstBaseline } from "./against-baseline.ts";
import type { BaselineJson } from "./baseline-json.ts";
import { WORSE_THAN_BASELINE } from "./worse-than-baseline.ts";

export function baselineAsObject({ file, key, measured, comparison, isToBeRecorded, failures }: AgainstBaseline): BaselineJson {
  const { against, compiled, bits } = measured;
  return {
    file,
    model: key,
    passed: failures.length === 0,
    failures,
    recorded: isToBeRecorded,
    against: against ?? null,
    compiled: compiled ?? null,
    figures: figuresOf({ measured, comparison }).map(({ figure, recorded, measured: value, tolerance, verdict }) => ({
      name: figure,
      recorded: recorded ?? null,
      measured: value ?? null,
      tolerance: comparison === undefined ? null : tolerance,
      verdict: verdict.kind,
      reason: verdict.kind === "not comparable" ? verdict.reason : null,
    })),
    bits: bits === undefined ? null : { ...bits, verdict: comparison?.bits ?? null },
  };
}

/** Those of a comparison, or all that were measured. */
function figuresOf({ measured, comparison }: Pick<AgainstBaseline, "measured" | "comparison">): readonly ComparedFigure[] {
  if (comparison !== undefined) return comparison.figures;
  return FIGURE_NAMES.flatMap((figure) => {
    const value = measured.figures[figure];
    return value === undefined ? [] : [{ figure, recorded: undefined, measured: value, tolerance: FIGURES[figure].tolerance, verdict: { kind: "new" } }];
  });
}

/**
 * A row for each figure and one for the bits:
 *
 *     exp.onnx in nnc-baseline.json
 *     figure         recorded   measured   change  allowed
 *     largest error  4.598e-3   5.012e-3   +9.0 %  1 %      worse
 */
export function baselineAsTable(against: AgainstBaseline): string {
  const { file, key, comparison, measured } = against;
  const rows = figuresOf(against).map(rowOf);
  const bits = measured.bits === undefined ? [] : [["bits", "", "", "", "", comparison?.bits ?? ""]];
  const heading = ["figure", "recorded", "measured", "change", "allowed", "verdict"];
  const reasons = [...new Set(figuresOf(against).flatMap(({ verdict }) => (verdict.kind === "not comparable" ? [verdict.reason] : [])))];
  const remarks = [...reasons.map((reason) => `not comparable: ${reason}\n`), ...notMeasured(against)];
  return `${key} in ${file}${comparison === undefined ? ", where nothing is recorded of it" : ""}\n${layOut([heading, ...rows, ...bits])}${remarks.join("")}`;
}

/** Lines on figures that are neither recorded nor to be had here. */
function notMeasured({ measured, comparison }: AgainstBaseline): readonly string[] {
  const { compiled, figures, unavailable } = measured;
  const known = new Set(comparison?.figures.map(({ figure }) => figure));
  const missing = FIGURE_NAMES.filter((figure) => figures[figure] === undefined && unavailable[figure] !== undefined && !known.has(figure));
  return [
    ...(measured.against === undefined && comparison?.judges === undefined ? ["not measured: errors, for there is neither a target nor samples\n"] : []),
    ...(compiled === undefined && !known.has("code") ? ["not measured: code, constants, stack and instructions, which no compiler here tells\n"] : []),
    ...missing.map((figure) => `not measured: ${FIGURES[figure].title}, for ${unavailable[figure]}\n`),
  ];
}

/** Goes on after what a check that passed says. */
export function baselineVerdict({ comparison, isToBeRecorded }: AgainstBaseline): string {
  if (comparison === undefined || isToBeRecorded) return "";
  return ", and no figure is worse than the baseline allows";
}

function rowOf({ figure, recorded, measured, tolerance, verdict }: ComparedFigure): readonly string[] {
  const shown = [recorded, measured].map((value) => (value === undefined ? "–" : describeFigure(figure, value)));
  const isJudged = recorded !== undefined && verdict.kind !== "not comparable";
  return [FIGURES[figure].title, ...shown, isJudged ? describeChange(recorded, measured) : "", isJudged ? describeTolerance(tolerance) : "", verdict.kind];
}

/** A case for each figure that is compared, for the bits and for what errors are measured against. */
export function baselineCases({ comparison, sameBits, isToBeRecorded }: AgainstBaseline): readonly CheckedCase[] {
  if (comparison === undefined) return [];
  const { judges } = comparison;
  const failing = (detail: string, isFailure: boolean): CaseOutcome =>
    isFailure && !isToBeRecorded ? { kind: "failed", rule: WORSE_THAN_BASELINE, detail } : { kind: "passed", detail };
  const figures = comparison.figures.map((one) => ({
    name: `baseline: ${FIGURES[one.figure].title}`,
    outcome:
      one.verdict.kind === "not comparable"
        ? ({ kind: "left out", detail: describeCompared(one) } as const)
        : failing(describeCompared(one), one.verdict.kind === "worse" || one.verdict.kind === "lost"),
  }));
  const bits = comparison.bits === undefined ? [] : [{ name: "baseline: bits", outcome: failing(describeBits(comparison), sameBits && comparison.bits === "changed") }];
  const against = judges === undefined ? [] : [{ name: "baseline: target", outcome: failing(describeJudges(judges), true) }];
  return [...against, ...figures, ...bits];
}
