// Times and results of programs, which are stood for by functions here.

import { expect, test } from "vitest";
import { asked } from "../../src/benchmark/protocol.ts";
import { differences, resultsAt, timesInTurn } from "../../src/benchmark/rounds.ts";
import { toldOf } from "../diagnostics/thrown.ts";
import { ofArrays } from "./subjects.ts";

const subject = ofArrays();
const { program } = subject.emitted.request;

/** Writes results and, of every round, these times. */
function answering(results: Float32Array, times: (round: number, turns: number) => readonly [number, number, number]) {
  const runs: { readonly rounds: number; readonly turns: number }[] = [];
  const run = (input: Uint8Array): Promise<Uint8Array> => {
    const [rounds, turns] = new Uint32Array(input.slice(0, 12).buffer);
    runs.push({ rounds, turns });
    const all = Float64Array.from(Array.from({ length: rounds }, (_, round) => times(round, turns)).flat());
    return Promise.resolve(Uint8Array.from([...new Uint8Array(results.slice().buffer), ...new Uint8Array(all.buffer)]));
  };
  return { run, runs };
}

test("a program is asked for calls with the numbers of all arguments", () => {
  const bytes = asked(program, { width: 3, count: 2, values: Float32Array.of(1, 2, 3, 4, 5, 6) }, { rounds: 7, turns: 9 });
  expect([...new Uint32Array(bytes.slice(0, 12).buffer)]).toEqual([7, 9, 2]);
  expect([...new Float32Array(bytes.slice(12).buffer)]).toEqual([1, 2, 3, 4, 5, 6]);
});

test("times are medians of all rounds; what makes a call wait is taken off", async () => {
  const results = new Float32Array(2 * subject.drawn.count);
  const quick = answering(results, (round) => [10 + round, 25 + round, 5]);
  // A millisecond a call: no more rounds than there must be.
  const slow = answering(results, () => [1e6, 1e6, 0]);
  const seen: number[] = [];
  const times = await timesInTurn([quick, slow], subject, { runs: 2, rounds: 5, round: 1e5 }, "gcc", (run) => seen.push(run));
  expect(times).toEqual([{ independent: 12, dependent: 22 }, { independent: 1e6, dependent: 1e6 }]);
  expect(seen).toEqual([1, 2]);
  const turns = Math.round(1e5 / (10 * subject.drawn.count));
  expect(quick.runs).toEqual([{ rounds: 3, turns: 1 }, { rounds: 5, turns }, { rounds: 5, turns }]);
  expect(slow.runs).toEqual([{ rounds: 3, turns: 1 }, { rounds: 3, turns: 1 }, { rounds: 3, turns: 1 }]);
});

test("a program that writes too little is a defect", async () => {
  const short = { run: () => Promise.resolve(new Uint8Array(3)) };
  expect(await resultsAt(short, subject, subject.compared, "gcc 12 -O2").catch(toldOf)).toEqual({
    category: "toolchain",
    message: "a program built by gcc 12 -O2 that times calls wrote 3 bytes, not as many as it was asked for",
    hint: "this is a defect of nnc",
  });
});

test("differences are of bits and of values", () => {
  const results = subject.expected.slice();
  expect(differences(subject, results)).toEqual({ error: undefined, difference: 0, differing: 0 });
  results[1] += 0.5;
  results[2] = NaN;
  expect(differences(subject, results)).toEqual({ error: undefined, difference: Infinity, differing: 2 });
  results[2] = subject.expected[2];
  expect(differences(subject, results).difference).toBeCloseTo(0.5, 6);
});
