// Finds out of a Program by the interpreter what the programs of sweeps find out of what is emitted: the same hash, and errors against
// nnc's own targets. Compiles nothing.

import { setImmediate } from "node:timers/promises";
import type { Program } from "../../program/program.ts";
import type { Target } from "../../train/target/target.ts";
import { evaluate } from "../evaluate.ts";
import { errorOf } from "../seek/evaluations.ts";
import { bitsAt, lengthOf, type Stretch } from "./places.ts";
import { joinedResults, type OutputErrors, type SweepResult, type Worst } from "./sweep-result.ts";

/** What results are compared with, and where. */
export interface JudgedTargets {
  readonly targets: readonly Target[];
  readonly where: Stretch;
}

/** Numbers that are evaluated together; between two such batches others have their turn. */
const BATCH = 65_536;

/** Of a program of one float32. */
export async function interpretedSweep(program: Program, stretch: Stretch, judged: JudgedTargets | undefined): Promise<SweepResult> {
  const results: SweepResult[] = [];
  for (let first = stretch.first; first <= stretch.last; first += BATCH) {
    results.push(sweepBatch(program, { first, last: Math.min(first + BATCH - 1, stretch.last) }, judged));
    await setImmediate();
  }
  return joinedResults(results);
}

function sweepBatch(program: Program, stretch: Stretch, judged: JudgedTargets | undefined): SweepResult {
  const { first } = stretch;
  const count = lengthOf(stretch);
  const given = new Uint32Array(count);
  for (let i = 0; i < count; i++) given[i] = bitsAt(first + i);
  const values = new Float32Array(given.buffer);
  const results = evaluate(program, { width: 1, count, values });
  const width = results.length / count;
  const bits = new Uint32Array(results.buffer, results.byteOffset, results.length);
  const hashes = new Int32Array(width);
  for (let i = 0; i < results.length; i++) {
    hashes[i % width] += Math.imul(2 * (first + Math.floor(i / width)) + 1, Number.isNaN(results[i]) ? 0x7fc00000 : bits[i]);
  }
  const errors = judged?.targets.map((target, element) => {
    const errorsOfElement = new Errors();
    const point = [0];
    for (let i = Math.max(0, judged.where.first - first); i < count && first + i <= judged.where.last; i++) {
      point[0] = values[i];
      errorsOfElement.judge(results[i * width + element], target.evaluate(point), first + i);
    }
    return errorsOfElement.found();
  });
  return { hashes: [...new Uint32Array(hashes.buffer)], errors };
}

class Errors {
  private absolute: Worst = { error: -1, place: 0 };
  private relative: Worst = { error: -1, place: 0 };
  private ulp: Worst = { error: -1, place: 0 };
  private zero = 0;
  private none = 0;

  judge(result: number, target: number, place: number): void {
    if (!Number.isFinite(target)) {
      this.none++;
      return;
    }
    const error = errorOf(result, target);
    if (error > this.absolute.error) this.absolute = { error, place };
    const ulps = error / unitOf(target);
    if (ulps > this.ulp.error) this.ulp = { error: ulps, place };
    if (target === 0) this.zero++;
    else if (error / Math.abs(target) > this.relative.error) this.relative = { error: error / Math.abs(target), place };
  }

  found(): OutputErrors {
    const { absolute, relative, ulp, zero, none } = this;
    return { absolute, relative, ulp, zero, none };
  }
}

const cell = new Float32Array(1);
const bitsCell = new Uint32Array(cell.buffer);

/** The unit in the last place of the float32 that is nearest to a number; beyond the largest one, that of the largest one. */
function unitOf(value: number): number {
  cell[0] = value;
  const exponent = (bitsCell[0] >>> 23) & 0xff;
  return 2 ** (Math.min(Math.max(exponent, 1), 254) - 150);
}
