// Compares what a model comes to with what is recorded of it. Measures nothing and shows nothing.

import type { BaselineEntry, Compiled } from "./baseline.ts";
import { FIGURE_NAMES, FIGURES, type FigureName, type Figures } from "./figures.ts";

/** What was measured, and why some of it could not be. */
export interface MeasuredEntry extends BaselineEntry {
  /** Why a figure is missing, where it is: a sentence without a capital and a full stop. */
  readonly unavailable: Readonly<Partial<Record<FigureName, string>>>;
}

export type Verdict =
  | { readonly kind: "same" | "better" | "within" | "worse" | "new" }
  /** It was recorded, and should be there. */
  | { readonly kind: "lost" }
  /** The two are not of the same thing, or there is only the recorded one. */
  | { readonly kind: "not comparable"; readonly reason: string };

export interface ComparedFigure {
  readonly figure: FigureName;
  readonly recorded: number | undefined;
  readonly measured: number | undefined;
  /** How much larger it may be, in parts of the recorded one. */
  readonly tolerance: number;
  readonly verdict: Verdict;
}

export interface Comparison {
  /** Those that are recorded or measured. */
  readonly figures: readonly ComparedFigure[];
  /** What errors were and are measured against, where that is not the same. */
  readonly judges: { readonly recorded: string | undefined; readonly measured: string | undefined } | undefined;
  /** Absent where one of the two has none. */
  readonly bits: "same" | "changed" | undefined;
  /** Whether it is the very model that was recorded. */
  readonly isSameModel: boolean;
}

/** @param tolerances of figures that are not to have the usual one. */
export function compare(recorded: BaselineEntry, measured: MeasuredEntry, tolerances: Figures): Comparison {
  const hasOther = recorded.against !== undefined && recorded.against !== measured.against;
  const judges = hasOther ? { recorded: recorded.against, measured: measured.against } : undefined;
  const figures = FIGURE_NAMES.filter((name) => recorded.figures[name] !== undefined || measured.figures[name] !== undefined).map((figure) => {
    const tolerance = tolerances[figure] ?? FIGURES[figure].tolerance;
    return {
      figure,
      recorded: recorded.figures[figure],
      measured: measured.figures[figure],
      tolerance,
      verdict: verdictOf(figure, recorded, measured, tolerance),
    };
  });
  const bits = recorded.bits === undefined || measured.bits === undefined ? undefined : recorded.bits.sha256 === measured.bits.sha256 ? "same" : "changed";
  return { figures, judges, bits, isSameModel: recorded.modelSha256 === measured.modelSha256 };
}

/** Whether the model is worse than what is recorded allows. */
export function isWorse({ figures, judges }: Comparison): boolean {
  return judges !== undefined || figures.some(({ verdict: { kind } }) => kind === "worse" || kind === "lost");
}

function verdictOf(name: FigureName, recorded: BaselineEntry, measured: MeasuredEntry, tolerance: number): Verdict {
  const [before, after] = [recorded.figures[name], measured.figures[name]];
  if (before === undefined) return { kind: "new" };
  const reason = apartness(name, recorded, measured);
  if (reason !== undefined) return { kind: "not comparable", reason };
  if (after === undefined) return { kind: "lost" };
  if (after === before) return { kind: "same" };
  if (after < before) return { kind: "better" };
  // What is no number is worse.
  return { kind: after <= before * (1 + tolerance) ? "within" : "worse" };
}

/** Why the two figures are not of the same thing. */
function apartness(name: FigureName, recorded: BaselineEntry, measured: MeasuredEntry): string | undefined {
  switch (FIGURES[name].dependsOn) {
    case "model":
      return undefined;
    case "judge":
      return recorded.against === measured.against ? undefined : "it is measured against something else";
    case "compiler":
      return compilersApart(recorded.compiled, measured.compiled) ?? (measured.figures[name] === undefined ? measured.unavailable[name] : undefined);
  }
}

function compilersApart(recorded: Compiled | undefined, measured: Compiled | undefined): string | undefined {
  if (measured === undefined) return "no compiler here tells it";
  if (recorded === undefined || (recorded.compiler === measured.compiler && recorded.machine === measured.machine)) return undefined;
  return `it is of ${titleOf(recorded)}, and here is ${titleOf(measured)}`;
}

function titleOf({ compiler, machine }: Compiled): string {
  return `${compiler} on ${machine}`;
}
