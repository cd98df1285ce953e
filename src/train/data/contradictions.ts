// Finds samples that give the same inputs different outputs: no function can be right about both. Refuses nothing.

import type { Dataset } from "./dataset.ts";
import { sampleCount } from "./dataset.ts";

export interface Contradictions {
  /** Samples with the inputs of an earlier one and other outputs. */
  readonly count: number;
  /** The lines of the first one and of the earlier one. */
  readonly line: number;
  readonly earlierLine: number;
  /** No function comes nearer to all samples: half of the largest difference found. */
  readonly leastError: number;
}

/** undefined where there are none. Each sample is compared with the first one that has its inputs. */
export function findContradictions(dataset: Dataset): Contradictions | undefined {
  const { samples, lines } = dataset;
  const first = firstOfSameInputs(dataset);
  const width = dataset.outputs.length;
  let found: Contradictions | undefined;
  for (let sample = 0; sample < lines.length; sample++) {
    if (first[sample] === sample) continue;
    let difference = 0;
    for (let output = 0; output < width; output++) {
      difference = Math.max(difference, Math.abs(samples.values[sample * width + output] - samples.values[first[sample] * width + output]));
    }
    if (difference === 0) continue;
    found ??= { count: 0, line: lines[sample], earlierLine: lines[first[sample]], leastError: 0 };
    found = { ...found, count: found.count + 1, leastError: Math.max(found.leastError, difference / 2) };
  }
  return found;
}

/** For each sample the position of the first with the same inputs, by open addressing in a table that is half empty. */
function firstOfSameInputs(dataset: Dataset): Uint32Array {
  const count = sampleCount(dataset);
  const width = dataset.inputs.length;
  const { points } = dataset.samples;
  // Values are equal where their bits are: −0 does not occur.
  const bits = new Uint32Array(points.buffer, points.byteOffset, points.length);
  const mask = 2 ** Math.ceil(Math.log2(2 * count)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const first = new Uint32Array(count);
  const areEqual = (one: number, other: number): boolean => {
    for (let input = 0; input < width; input++) if (bits[one * width + input] !== bits[other * width + input]) return false;
    return true;
  };
  for (let sample = 0; sample < count; sample++) {
    let slot = hash(bits, sample * width, width) & mask;
    while (slots[slot] >= 0 && !areEqual(slots[slot], sample)) slot = (slot + 1) & mask;
    if (slots[slot] < 0) slots[slot] = sample;
    first[sample] = slots[slot];
  }
  return first;
}

/** FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo) over words, its high bits brought down: those of floats differ at the top. */
function hash(bits: Uint32Array, from: number, count: number): number {
  let value = 0x811c9dc5;
  for (let i = from; i < from + count; i++) {
    value = Math.imul(value ^ bits[i], 0x01000193);
    value ^= value >>> 15;
  }
  return value;
}
