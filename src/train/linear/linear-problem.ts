// What a line is trained on and how: the settings of every training of y = W·x + b, and their limits.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { SettingName } from "../../diagnostics/prose.ts";
import { setting } from "../../diagnostics/prose.ts";
import type { DomainVariable } from "../../network/model.ts";
import { checkSize } from "../architecture.ts";
import type { Target } from "../target/target.ts";
import type { LinearSettings } from "./linear-step.ts";

const MAXIMUM_STEPS = 10_000;
const MAXIMUM_BATCH = 65_536;
/** Samples in all steps together: a trace keeps every one of them. */
const MAXIMUM_SAMPLES = 1_000_000;

export interface LinearProblem extends LinearSettings {
  /** Of one variable, finite on the domain. */
  readonly target: Target;
  readonly domain: DomainVariable;
  readonly steps: number;
}

/** The line of the article "Chainer and deep learning learned by function approximation"; the rate is Chainer's usual one. */
export const ARTICLE_LINE: Pick<LinearSettings, "start" | "learningRate"> = Object.freeze({
  start: Object.freeze({ W: 0, b: 0 }),
  learningRate: 0.01,
});

/** @throws DiagnosticError (usage) for numbers out of range. */
export function checkLinearProblem({ start, learningRate, steps, batch }: LinearProblem): void {
  for (const [name, value] of [["W", start.W], ["b", start.b]] as const) {
    if (!Number.isFinite(Math.fround(value))) throw outOfRange(`${name} starts at ${value}`, "start", "a number");
  }
  const rate = Math.fround(learningRate);
  if (!(rate > 0 && rate < Infinity)) throw outOfRange(`the learning rate is ${learningRate}`, "learningRate", "a positive number");
  checkSize("the batch", batch, MAXIMUM_BATCH, "batch");
  checkSize("the number of steps", steps, MAXIMUM_STEPS, "steps");
  checkSize("the number of samples in all steps", steps * batch, MAXIMUM_SAMPLES, "steps");
}

function outOfRange(message: string, place: SettingName, what: string): DiagnosticError {
  return new DiagnosticError({
    id: "line-setting-invalid",
    message,
    place: setting(place),
    note: `it must be ${what} within the range of float32`,
  });
}
