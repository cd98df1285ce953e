// How long a call of a network's C takes beside other generators' C and onnxruntime: turn by turn one after the other, so that what else the machine
// does meets all alike. Ratios are taken turn by turn. Compiles nothing.

import { digits } from "../markdown.ts";
import { timesIn, type Absence, type GeneratorName, type GeneratorTimes, type TimingProgram } from "../generators/contenders.ts";
import type { ComparedModel } from "../generators/models.ts";
import { median } from "../peers/median.ts";
import { onnxruntimeTimes } from "./onnxruntime.ts";

const TURNS = 5;
/** Of each turn: one sample of each contender. */
const ROUNDS = 5;

/** Of each program the cells of a row: microseconds, the ratio to each generator, to the faster of them and to onnxruntime; with fused multiply-adds microseconds and the ratio to onnxruntime; with the least memory microseconds and the ratio to the faster. @param folder that holds model.onnx. */
export function timed(model: ComparedModel, programs: readonly TimingProgram[], folder: string): readonly (readonly string[])[] {
  const turns = Array.from({ length: TURNS }, () => ({
    results: programs.map((program) => timesIn(model, program, ROUNDS)),
    runtime: onnxruntimeTimes(model, folder, ROUNDS),
  }));
  return programs.map((_, place) => cellsOf(turns.map(({ results, runtime }) => ({ results: results[place], runtime }))));
}

interface Turn {
  readonly results: readonly (GeneratorTimes | Absence)[];
  readonly runtime: readonly number[] | undefined;
}

function cellsOf(turns: readonly Turn[]): readonly string[] {
  const timesOf = (name: GeneratorName): readonly number[] => turns.map((turn) => nanoseconds(turn, name) ?? Number.NaN);
  const [own, fused, rows] = [timesOf("nnc"), timesOf("fused"), timesOf("rows")];
  const beside = (other: (turn: Turn) => number | undefined, times = own): string => {
    const ratios = turns.map((turn, place) => times[place] / (other(turn) ?? Number.NaN));
    return ratios.some(Number.isNaN) ? "" : digits(median(ratios));
  };
  const besideRuntime = (times: readonly number[]): string => (turns[0].runtime === undefined ? "not there" : beside((turn) => turn.runtime && median(turn.runtime), times));
  const others = (["onnx2c", "emx"] as const).map((name) => absenceOf(turns[0], name) ?? beside((turn) => nanoseconds(turn, name)));
  const besideFaster = (times: readonly number[]): string => beside((turn) => leastOf([nanoseconds(turn, "onnx2c"), nanoseconds(turn, "emx")]), times);
  const absent = absenceOf(turns[0], "fused");
  const ofFused = absent === undefined ? [digits(median(fused) / 1000), besideRuntime(fused)] : [absent, ""];
  return [digits(median(own) / 1000), ...others, besideFaster(own), besideRuntime(own), ...ofFused, digits(median(rows) / 1000), besideFaster(rows)];
}

function nanoseconds({ results }: Turn, name: GeneratorName): number | undefined {
  const found = results.find((one) => one.name === name);
  return found !== undefined && "times" in found ? median(found.times) : undefined;
}

function absenceOf({ results }: Turn, name: GeneratorName): string | undefined {
  const found = results.find((one) => one.name === name);
  return found !== undefined && "reason" in found ? found.reason : undefined;
}

function leastOf(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
