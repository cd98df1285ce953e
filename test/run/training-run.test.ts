// A training run as a program uses it: from plain settings to a network and its record, its events on the way, and a checkpoint
// in the middle from which another run ends with the very same network.

import { expect, test } from "vitest";
import type { Network } from "../../src/network/network.ts";
import { beginRun, resumeRun } from "../../src/run/begin-run.ts";
import { checkpointOf } from "../../src/run/checkpoint/checkpoint-of.ts";
import { openCheckpoint } from "../../src/run/checkpoint/open-checkpoint.ts";
import { resumedSettings } from "../../src/run/checkpoint/resume.ts";
import type { Samples } from "../../src/run/choose-source.ts";
import type { SaidSetting } from "../../src/run/said-settings.ts";
import type { TrainingSettings } from "../../src/run/settings/training-settings.ts";
import type { TrainingRun } from "../../src/run/training-run.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

const FILE = "run.checkpoint.safetensors";
const VERSION = "1.2.3";
const commandOf = (said: readonly SaidSetting[]): string => said.map(({ name, value }) => `${name} ${value}`).join("; ");

const SHORT: TrainingSettings = { recipe: "article", hidden: [3], iterations: 60, batch: 8, seed: 5 };

function samplesOf(rows: readonly string[]): Samples {
  return { table: parseCsv(["a,b,y", ...rows].join("\n"), "s.csv"), name: "s.csv", sha256: "0f" };
}

const parametersOf = ({ values }: Network): readonly number[] => values.flatMap((value) => (value.kind === "parameter" ? [...value.data] : []));
const UNIT = { name: "x", low: 0, high: 1 };
const SEEDS = [5, 6, 7, 8, 9, 10, 11, 12];

/** What a run tells, as short texts; a progress by its iteration. */
function listen(run: TrainingRun): readonly string[] {
  const told: string[] = [];
  run.subscribe((event) => {
    switch (event.kind) {
      case "started":
        told.push(`started ${event.attempt.seed}`);
        return;
      case "progress":
        told.push(`${event.attempt.seed}: ${event.progress.iteration}`);
        return;
      case "ended":
        told.push(`ended ${event.attempt.seed}: ${event.outcome}`);
        return;
      case "said":
        told.push(event.remark.kind);
        return;
    }
  });
  return told;
}

/** The checkpoint of a run at an iteration, from which it is never gone on. */
async function checkpointAt(run: TrainingRun, iteration: number): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  run.subscribe((event) => {
    if (event.kind === "progress" && event.progress.iteration === iteration) bytes = checkpointOf(run, false, VERSION);
  });
  await run.finish();
  if (bytes === undefined) throw new Error(`there is no report of iteration ${iteration}`);
  return bytes;
}

test("nothing has to be said: e^x on [0, 1]", async () => {
  const { plan } = await beginRun({ settings: {}, commandOf });
  expect(plan).toMatchObject({ seed: 3, recipe: { name: "best" }, subject: { targets: ["exp(x)"], domain: [UNIT] } });
});

test("settings in, network and record out", async () => {
  const settings: TrainingSettings = { ...SHORT, target: ["x*y"], domain: [UNIT, { name: "y", low: -1, high: 2 }] };
  const run = await beginRun({ settings, commandOf, reportEvery: 30 });
  const told = listen(run);
  const { trained, failure } = await run.finish();
  expect(failure).toBeUndefined();
  expect([told[0], told.at(-2), told.at(-1)]).toEqual(["started 5", "5: 60", "ended 5: trained"]);
  expect(told).toContain("5: 30");
  expect(trained.network.inputs).toHaveLength(1);
  expect(trained.example?.wanted).toEqual([(trained.example?.point[0] ?? NaN) * (trained.example?.point[1] ?? NaN)]);
  expect(run.recordOf(trained)).toMatchObject({
    targets: ["x*y"],
    recipe: "article",
    iterations: 60,
    batch: 8,
    command: "target x*y; domain x=0:1; domain y=-1:2; recipe article; hidden 3; iterations 60; batch 8; seed 5",
    error: trained.error,
  });
});

test("others are let through before a network is measured", async () => {
  const run = await beginRun({ settings: SHORT, commandOf });
  const order: string[] = [];
  run.subscribe(({ kind }) => {
    if (kind === "ended") setImmediate(() => order.push("another"));
  });
  await run.finish();
  order.push("measured");
  expect(order).toEqual(["another", "measured"]);
});

test("a search tells every attempt and what it finds out", async () => {
  const run = await beginRun({ settings: { ...SHORT, maxError: 1e-9 }, commandOf });
  const told = listen(run);
  const { trained, failure } = await run.finish();
  expect(failure?.diagnostic.note).toBe(`8 seeds were tried; the best network has hidden layers 3 and seed ${trained.seed}`);
  const ends = told.filter((one) => /^started|^ended/.test(one));
  expect(ends).toEqual(SEEDS.flatMap((seed) => [`started ${seed}`, `ended ${seed}: trained`]));
  expect(told.filter((one) => one === "missed")).toHaveLength(8);
  expect(run.attempts.map(({ seed }) => seed)).toEqual(SEEDS);
});

test.each<[string, TrainingSettings, Samples | undefined]>([
  ["of a function", SHORT, undefined],
  ["of samples", { ...SHORT, holdOut: 0 }, samplesOf(Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${i * i}`))],
])("a run %s that goes on from a checkpoint ends with the same network", async (_, settings, samples) => {
  const whole = await beginRun({ settings, samples, commandOf });
  const { trained } = await whole.finish();
  const checkpoint = openCheckpoint(await checkpointAt(await beginRun({ settings, samples, commandOf }), 20), FILE, VERSION);
  const resumed = await resumeRun({ settings: resumedSettings(checkpoint, {}), samples, commandOf }, checkpoint);
  const told = listen(resumed);
  const { trained: again } = await resumed.finish();
  expect(told[1]).toBe("5: 21");
  expect(parametersOf(again.network)).toEqual(parametersOf(trained.network));
  expect(resumed.recordOf(again)).toEqual(whole.recordOf(trained));
});

test("a search that goes on does no attempt twice", async () => {
  const settings = { ...SHORT, maxError: 1e-9 };
  const first = await beginRun({ settings, commandOf });
  let bytes: Uint8Array | undefined;
  first.subscribe((event) => {
    if (event.kind === "ended" && event.attempt.seed === 6) bytes = checkpointOf(first, false, VERSION);
  });
  const { trained } = await first.finish();
  const checkpoint = openCheckpoint(bytes ?? new Uint8Array(), FILE, VERSION);
  expect(checkpoint.attempts.map(({ seed }) => seed)).toEqual([5, 6]);
  const resumed = await resumeRun({ settings: resumedSettings(checkpoint, {}), commandOf }, checkpoint);
  const told = listen(resumed);
  const { trained: again } = await resumed.finish();
  expect(told.filter((one) => one.startsWith("started"))).toEqual([7, 8, 9, 10, 11, 12].map((seed) => `started ${seed}`));
  expect({ seed: again.seed, error: again.error }).toEqual({ seed: trained.seed, error: trained.error });
});

test("a training that diverges is an attempt of a search, and is told", async () => {
  const run = await beginRun({ settings: { ...SHORT, optimiser: "sgd", learningRate: 1e30, maxError: 1 }, commandOf });
  const told = listen(run);
  await expect(run.finish()).rejects.toThrow("the training diverged");
  expect(told.filter((one) => one === "diverged")).toHaveLength(8);
  expect(run.attempts.every((attempt) => "diverged" in attempt)).toBe(true);
});

test("what would train something else is refused", async () => {
  const checkpoint = openCheckpoint(await checkpointAt(await beginRun({ settings: SHORT, commandOf }), 20), FILE, VERSION);
  expect(thrownDiagnostic(() => resumedSettings(checkpoint, { batch: 9 }))).toEqual({
    category: "usage",
    message: "--batch 9 contradicts the checkpoint",
    place: "--batch",
    note: `${FILE} is of a training with --batch 8`,
    hint: "leave the option out, or train again without --resume",
  });
  expect(resumedSettings(checkpoint, { iterations: 80, hidden: [3] })).toMatchObject({ ...SHORT, iterations: 80 });
});
