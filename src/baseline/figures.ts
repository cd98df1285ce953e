// The figures by which a model is compared with what it came to before, as data. Measures and compares nothing.

export interface Figure {
  readonly title: string;
  /** `error` and `bound`, which is never less than what it bounds: of any size; `share`: of 1; else what is counted. */
  readonly unit: "error" | "bound" | "share" | "ulp" | "multiply-adds" | "bytes" | "instructions";
  /** What has to be the same for two of its values to be comparable: nothing, what errors are measured against, or compiler and machine. */
  readonly dependsOn: "model" | "judge" | "compiler";
  /** How much larger than the recorded one it may be, in parts of that, where nothing else is said. */
  readonly tolerance: number;
}

const USUAL_TOLERANCE = 0.01;

/** By their names on the command line and in baselines, in the order in which they are shown. The smaller, the better. */
export const FIGURES = {
  "largest-error": { title: "largest error", unit: "error", dependsOn: "judge", tolerance: USUAL_TOLERANCE },
  rms: { title: "RMS", unit: "error", dependsOn: "judge", tolerance: USUAL_TOLERANCE },
  ulp: { title: "max ulp", unit: "ulp", dependsOn: "judge", tolerance: USUAL_TOLERANCE },
  wrong: { title: "told wrong", unit: "share", dependsOn: "judge", tolerance: USUAL_TOLERANCE },
  certified: { title: "certified error", unit: "bound", dependsOn: "judge", tolerance: USUAL_TOLERANCE },
  "multiply-adds": { title: "multiply-adds", unit: "multiply-adds", dependsOn: "model", tolerance: USUAL_TOLERANCE },
  parameters: { title: "parameters", unit: "bytes", dependsOn: "model", tolerance: USUAL_TOLERANCE },
  code: { title: "code", unit: "bytes", dependsOn: "compiler", tolerance: USUAL_TOLERANCE },
  constants: { title: "constants", unit: "bytes", dependsOn: "compiler", tolerance: USUAL_TOLERANCE },
  stack: { title: "stack", unit: "bytes", dependsOn: "compiler", tolerance: USUAL_TOLERANCE },
  instructions: { title: "instructions a call", unit: "instructions", dependsOn: "compiler", tolerance: USUAL_TOLERANCE },
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureName = keyof typeof FIGURES;

export const FIGURE_NAMES = Object.keys(FIGURES).filter(isFigureName);

export function isFigureName(name: string): name is FigureName {
  return Object.hasOwn(FIGURES, name);
}

/** Figures that could be had. */
export type Figures = Readonly<Partial<Record<FigureName, number>>>;
