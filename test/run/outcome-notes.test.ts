// What is said of a network of samples besides its errors.

import { expect, test } from "vitest";
import type { MeasuredError } from "../../src/network/model.ts";
import { judgementNotes, outcomeNotes } from "../../src/run/outcome-notes.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import type { DataSource, FunctionSource } from "../../src/train/source.ts";
import { compileTarget } from "../../src/train/target/target.ts";

function sourceOf(rows: readonly (readonly number[])[], header: string, holdOut: number): DataSource {
  const table = parseCsv([header, ...rows.map((row) => row.join(","))].join("\n"), "t.csv");
  return { kind: "data", dataset: prepareDataset(table, { holdOut, seed: 1 }) };
}

function errorOf(rootMeanSquare: number): MeasuredError {
  return { maximum: 1, at: [0], rootMeanSquare, samples: 1 };
}

/** y = 3x − 1, 0.5 off in turns; of the line that is nearest hardly more. */
const TURNS = Array.from({ length: 1000 }, (_, x) => [x, 3 * x - 1 + (x % 2 === 0 ? 0.5 : -0.5)]);

test("a line that does better, on the samples held out where there are some", () => {
  expect(outcomeNotes({ error: errorOf(0.7), heldOut: undefined }, sourceOf(TURNS, "x,y", 0))).toEqual([
    "a straight line is closer to the samples: RMS 5.00e-1, the network's 7.00e-1",
  ]);
  const [note] = outcomeNotes({ error: errorOf(0.1), heldOut: errorOf(0.7) }, sourceOf(TURNS, "x,y", 0.5));
  expect(note).toMatch(/^a straight line is closer to the samples held out: RMS 5\.0\de-1, the network's 7\.00e-1$/);
  const planes = TURNS.map(([x, y]) => [x, x % 7, y]);
  expect(outcomeNotes({ error: errorOf(0.7), heldOut: undefined }, sourceOf(planes, "a,b,y", 0))).toEqual([
    "a plane is closer to the samples: RMS 5.00e-1, the network's 7.00e-1",
  ]);
});

test("held-out samples that are told worse", () => {
  expect(outcomeNotes({ error: errorOf(0.1), heldOut: errorOf(0.45) }, sourceOf(TURNS, "x,y", 0.5))).toEqual([
    "the samples held out are 4.5 times as far off as those trained on: more samples or fewer units may help",
  ]);
});

test("of a network that is judged by the file it was trained on, the same", () => {
  const { dataset: { training } } = sourceOf(TURNS, "x,y", 0);
  const file = { name: "t.csv", sha256: "" };
  const results = Float32Array.from(training.samples.values, (value, row) => value + (row < 500 ? 0.1 : 0.7));
  const heldOut = Uint32Array.from({ length: 500 }, (_, row) => 500 + row);
  const judged = (isTrainedOn: boolean, aside: Uint32Array | undefined): readonly string[] =>
    judgementNotes({ samples: { dataset: training, file, isTrainedOn, heldOut: aside, notes: [] }, results, outputs: [], classes: [] });
  expect(judged(true, heldOut)).toEqual([
    "a straight line is closer to the samples held out: RMS 5.00e-1, the network's 7.00e-1",
    "the samples held out are 7 times as far off as those trained on: more samples or fewer units may help",
  ]);
  expect(judged(true, undefined)).toEqual([]);
  expect(judged(false, heldOut)).toEqual([]);
});

test("of classes, that the commonest alone is as good, and that held-out samples are told wrong more often", () => {
  const table = parseCsv(["x,y", ...Array.from({ length: 100 }, (_, row) => `${row},${row % 5 === 0 ? "rare" : "usual"}`)].join("\n"), "t.csv");
  const source: DataSource = { kind: "data", dataset: prepareDataset(table, { holdOut: 0.5, seed: 1 }) };
  const told = (right: number): MeasuredError => ({ ...errorOf(0.1), samples: 50, right });
  const usual = source.dataset.heldOut?.samples.values.filter((value) => value === 1).length ?? 0;
  expect(outcomeNotes({ error: told(50), heldOut: told(usual) }, source)).toEqual([
    `the commonest class alone is right for as many of the samples held out: ${2 * usual}.0 %, the network for ${2 * usual}.0 %`,
    `of the samples held out ${2 * usual}.0 % are told right, of those trained on 100.0 %: more samples or fewer units may help`,
  ]);
  expect(outcomeNotes({ error: told(49), heldOut: told(48) }, source)).toEqual([]);
});

test("nothing where there is nothing to say", () => {
  expect(outcomeNotes({ error: errorOf(0.2), heldOut: errorOf(0.3) }, sourceOf(TURNS, "x,y", 0.5))).toEqual([]);
  const target = { kind: "function", targets: [], domain: [] } as const;
  expect(outcomeNotes({ error: errorOf(0.2), heldOut: undefined }, target)).toEqual([]);
});

test("of functions, that constants are closer: their means, off by their standard deviations", async () => {
  const source = async (targets: readonly string[], names: readonly string[]): Promise<FunctionSource> => ({
    kind: "function",
    targets: await Promise.all(targets.map((target) => compileTarget(target, names))),
    domain: names.map((name) => ({ name, low: 0, high: 2 })),
  });
  const advice = "more iterations, another seed or another learning rate may help";
  const notes = async (rootMeanSquare: number, targets: readonly string[], names = ["x"]): Promise<readonly string[]> =>
    outcomeNotes({ error: errorOf(rootMeanSquare), heldOut: undefined }, await source(targets, names));
  // x and 3x over [0, 2]: 2/√12 and 6/√12 off 1 and 3.
  expect(await notes(0.6, ["x"])).toEqual([`the constant 1 is closer: RMS 5.77e-1, the network's 6.00e-1; ${advice}`]);
  expect(await notes(0.57, ["x"])).toEqual([]);
  expect(await notes(2, ["x", "3*x"])).toEqual([`the constants 1, 3 are closer: RMS 1.29e+0, the network's 2.00e+0; ${advice}`]);
  expect(await notes(NaN, ["x"])).toEqual([]);
  // A constant target leaves what float32 rounds.
  expect(await notes(1e-6, ["7"])).toEqual([]);
  const [note] = await notes(9, ["x*y"], ["x", "y"]);
  expect(note).toMatch(/^the constant (0\.9\d+|1\.0\d+) is closer: RMS [89]\.\d\de-1, the network's 9\.00e\+0; /);
});
