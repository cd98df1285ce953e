// Says in words how figures compare with a baseline. Compares nothing.

import { roundedUp } from "../codegen/rounded-up.ts";
import { showCount, showShare } from "../numeric/shown-number.ts";
import type { ComparedFigure, Comparison } from "./compare.ts";
import { FIGURES, type FigureName } from "./figures.ts";

/** `4.598e-3`, `812 bytes` */
export function describeFigure(name: FigureName, value: number): string {
  const { unit } = FIGURES[name];
  switch (unit) {
    case "error":
      return value === 0 ? "0" : value.toExponential(3);
    case "bound":
      return roundedUp(value);
    case "share":
      return showShare(value);
    case "multiply-adds":
    case "instructions":
      return showCount(value);
    case "bytes":
    case "ulp":
      return `${showCount(value)} ${unit}`;
  }
}

/** `+13.1 %`, `-5.0 %`, and `+0.003 %` of what is less than a tenth; nothing of what did not change, or was 0. */
export function describeChange(recorded: number | undefined, measured: number | undefined): string {
  if (recorded === undefined || measured === undefined || recorded === measured || recorded === 0 || !Number.isFinite(measured / recorded)) return "";
  const percent = 100 * (measured / recorded - 1);
  return `${percent > 0 ? "+" : "-"}${Math.abs(percent) >= 0.1 ? Math.abs(percent).toFixed(1) : Number(Math.abs(percent).toPrecision(1))} %`;
}

/** `1 %` */
export function describeTolerance(tolerance: number): string {
  return `${Number((100 * tolerance).toPrecision(6))} %`;
}

/** A sentence without a capital and a full stop: `4.598e-3, as recorded`. */
export function describeCompared({ figure, recorded, measured, tolerance, verdict }: ComparedFigure): string {
  const [before, after] = [recorded, measured].map((value) => (value === undefined ? "" : describeFigure(figure, value)));
  const change = describeChange(recorded, measured);
  const changed = change === "" ? "" : ` (${change})`;
  switch (verdict.kind) {
    case "same":
      return `${after}, as recorded`;
    case "better":
      return `${after}, less than the ${before} recorded${changed}`;
    case "within":
      return `${after}, more than the ${before} recorded${changed}, and within ${describeTolerance(tolerance)}`;
    case "worse":
      return `${after}, more than the ${before} recorded${changed}; ${describeTolerance(tolerance)} is allowed`;
    case "new":
      return `${after}, and none is recorded`;
    case "lost":
      return `none, and ${before} is recorded`;
    case "not comparable":
      return `not compared with the ${before} recorded: ${verdict.reason}`;
  }
}

/** A line for each thing that is worse; none where nothing is. */
export function describeFailures(comparison: Comparison, mustHaveSameBits: boolean): readonly string[] {
  const { figures, judges, bits } = comparison;
  return [
    ...(judges === undefined ? [] : [describeJudges(judges)]),
    ...figures.filter(({ verdict: { kind } }) => kind === "worse" || kind === "lost").map((one) => `${FIGURES[one.figure].title}: ${describeCompared(one)}`),
    ...(mustHaveSameBits && bits === "changed" ? [`bits: ${describeBits(comparison)}`] : []),
  ];
}

/** What errors are measured against, where that is not what they were. */
export function describeJudges({ recorded, measured }: NonNullable<Comparison["judges"]>): string {
  return `errors are measured against ${measured ?? "nothing"}, and were against ${recorded ?? "nothing"}`;
}

/** Of the results at inputs that are always the same. */
export function describeBits({ bits, isSameModel }: Comparison): string {
  switch (bits) {
    case "same":
      return "results have the bits recorded";
    case "changed":
      return `results have other bits than those recorded${isSameModel ? ", of the same model file" : ""}`;
    case undefined:
      return "none are compared";
  }
}
