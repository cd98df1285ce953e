// Samples that a network is calibrated with: a CSV file of random inputs. Calibrates nothing.

import { RandomGenerator } from "../../src/numeric/random.ts";

const SAMPLES = 8;

/** Each number of every row from −1 to 1. */
export function randomSamples(inputs: number): string {
  const random = new RandomGenerator(3);
  const columns = Array.from({ length: inputs }, (_, column) => `x${column}`);
  const rows = Array.from({ length: SAMPLES }, () => columns.map(() => random.uniformIn(-1, 1).toFixed(3)));
  return `${[columns, ...rows].map((cells) => cells.join(",")).join("\n")}\n`;
}
