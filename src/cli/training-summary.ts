// Measures a trained network, as the emitted function will compute it, and says how it came out.

import { lower } from "../codegen/lower.ts";
import type { MeasuredError } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import { runPasses } from "../passes/index.ts";
import type { Goal } from "../verify/check.ts";
import { evaluate, measureError } from "../verify/measure.ts";
import { showCount, showError, showPoint } from "./table.ts";

/** Where in the domain one value is shown: a fifth of the way, the article's 0.2 of [0, 1]. */
const SHOWN_AT = 0.2;

export function measureTraining(
  network: Network,
  { targets, domain }: Goal,
): { readonly error: MeasuredError; readonly lines: readonly string[] } {
  const program = lower(runPasses(network));
  const { maximum, at, rootMeanSquare, samples } = measureError(program, targets, domain);
  const names = domain.map(({ name }) => name);
  const values = Float32Array.from(domain, ({ low, high }) => low + SHOWN_AT * (high - low));
  const results = Array.from(evaluate(program, { width: values.length, count: 1, values }), digits);
  const wanted = targets.map((target) => digits(target.evaluate(values)));
  const worst = `max |error| ${showError(maximum)} at ${showPoint(at, names)}`;
  const expressions = targets.map(({ expression }) => expression).join(", ");
  return {
    error: { maximum, at, rootMeanSquare, samples },
    lines: [
      `${worst}, RMS ${showError(rootMeanSquare)} (${showCount(samples)} inputs)`,
      `at ${showPoint([...values], names)} it gives ${results.join(", ")}; ${expressions} is ${wanted.join(", ")}`,
    ],
  };
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}
