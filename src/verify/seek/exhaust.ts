// Looks through the cells between the inputs of a profile, those first where a larger error is likeliest: rounding makes errors
// jump from one float32 to the next, so that only trying tells.

import { bitsOfOrdinal, nextFloat32Up, ordinalOfFloat32 } from "../../numeric/float32.ts";
import type { Pausing } from "../../train/pausing.ts";
import type { Evaluations, Profile } from "./evaluations.ts";

/** Inputs in a row whose errors are taken to be equally high and equally rough. */
const BLOCK = 16;
/** A block that must rise by more deviations than these to reach the largest error is not looked through, … */
const MOST_DEVIATIONS = 12;
/** … and none where so many of them are less than this part of it: climbing finds the rest. */
const LEAST_GAIN = 1 / 1024;
/** Blocks whose deviations differ by less than one such part are looked through in their order. */
const RANKS_PER_DEVIATION = 8;
/** Of a cell that holds more float32 as many are tried, evenly among them. */
const MOST_OF_CELL = 4096;
/** Inputs that are evaluated together. */
const BATCH = 16_384;

/** Whether rounding makes more of the largest error than climbing can find. */
export function isRough(largest: number, profile: Profile): boolean {
  return likeliestBlocks(largest, profile).length > 0;
}

/** Tries at most `budget` inputs. */
export function* exhaust(evaluations: Evaluations, profile: Profile, budget: number): Pausing<void> {
  const { inputs } = profile;
  const batch = new Uint32Array(BATCH);
  let used = 0;
  let spent = 0;
  const flush = function* (): Pausing<void> {
    if (used > 0) yield* evaluations.try(new Float32Array(batch.slice(0, used).buffer));
    used = 0;
  };
  for (const block of likeliestBlocks(evaluations.largest, profile)) {
    for (let cell = block * BLOCK; cell < Math.min((block + 1) * BLOCK, inputs.length - 1); cell++) {
      if (nextFloat32Up(inputs[cell]) >= inputs[cell + 1]) continue;
      const [low, high] = [ordinalOfFloat32(inputs[cell]), ordinalOfFloat32(inputs[cell + 1])];
      const step = Math.max(1, (high - low) / MOST_OF_CELL);
      for (let place = low + step; place < high; place += step) {
        if (spent === budget) {
          yield* flush();
          return;
        }
        batch[used++] = bitsOfOrdinal(Math.floor(place));
        spent++;
        if (used === BATCH) yield* flush();
      }
    }
  }
  yield* flush();
}

/** Of the blocks that may reach the largest error those first that need rise the least, measured by how rough they are. */
function likeliestBlocks(largest: number, profile: Profile): readonly number[] {
  const ranks = Array.from({ length: MOST_DEVIATIONS * RANKS_PER_DEVIATION }, (): number[] => []);
  for (let block = 0; block * BLOCK < profile.errors.length; block++) {
    const { height, roughness } = characterOf(profile, block * BLOCK, (block + 1) * BLOCK);
    // Of an infinite error nothing larger can be found: then this is infinite, or no number.
    const deviations = (largest - height) / roughness;
    if (deviations < MOST_DEVIATIONS && MOST_DEVIATIONS * roughness > LEAST_GAIN * largest) {
      ranks[Math.max(0, Math.floor(deviations * RANKS_PER_DEVIATION))].push(block);
    }
  }
  return ranks.flat();
}

/**
 * How high errors are, one of them left to chance, and how rough: the mean distance of an error from the line through its
 * neighbours, the two greatest of which are left out, because they may be kinks.
 */
function characterOf({ inputs, errors }: Profile, from: number, to: number): { readonly height: number; readonly roughness: number } {
  let sum = 0;
  let most = 0;
  let second = 0;
  let height = 0;
  const [first, end] = [Math.max(1, from), Math.min(errors.length - 1, to)];
  for (let i = first; i < end; i++) {
    const line = errors[i - 1] + ((errors[i + 1] - errors[i - 1]) * (inputs[i] - inputs[i - 1])) / (inputs[i + 1] - inputs[i - 1]);
    const deviation = Math.abs(errors[i] - line);
    sum += deviation;
    second = Math.max(second, Math.min(most, deviation));
    most = Math.max(most, deviation);
    height = Math.max(height, (errors[i] + line) / 2);
  }
  return { height, roughness: (sum - most - second) / Math.max(1, end - first - 2) };
}
