// Damaged and invented checkpoints: reading one gives a network or a state, or a diagnostic, never another error.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Failure } from "../../src/diagnostics/diagnostic.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { prose, setting } from "../../src/diagnostics/prose.ts";
import { readModel } from "../../src/formats/index.ts";
import { writeDenseModel } from "../../src/formats/safetensors/checkpoint-model.ts";
import type { Checkpoint } from "../../src/run/checkpoint/contents.ts";
import { openCheckpoint } from "../../src/run/checkpoint/open-checkpoint.ts";
import { writeCheckpoint } from "../../src/run/checkpoint/write-checkpoint.ts";
import { settingsFromJson } from "../../src/run/settings/settings-json.ts";
import type { Recipe } from "../../src/train/recipes.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import { stateFrom, stateSizes } from "../../src/train/state-arrays.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { train } from "../../src/train/trainer.ts";
import { EXP_RECORD } from "../fixtures.ts";
import { ACTIVATIONS, PARAMETERS } from "../formats/safetensors/files.ts";

const VERSION = "1.2.3";
const FILE = "c.checkpoint.safetensors";
const recipe: Recipe = { ...RECIPES.article, hidden: [2], iterations: 20, batch: 4, outputActivation: "identity" };
const source: TrainingSource = { kind: "function", targets: [await compileTarget("exp(x)", ["x"])], domain: [{ name: "x", low: 0, high: 1 }] };
const sizes = stateSizes(recipe, source);

const diverged: Failure = {
  id: "training-diverged",
  message: "it diverged",
  place: setting("seed"),
  hint: prose`do not give ${setting("holdOut", "0")}`,
};

function checkpoint(): Uint8Array {
  const report = train({ recipe, source, seed: 3 }).next();
  const settings = settingsFromJson('{"recipe":"article","max-error":"0.5"}');
  if (report.done === true || settings === undefined) throw new Error("there is no state");
  const contents: Checkpoint = {
    settings,
    recipe,
    samples: undefined,
    isFinished: false,
    current: { hidden: [2], seed: 3, stage: "gradient", iteration: 1, iterations: 20 },
    attempts: [
      { hidden: [2], seed: 1, parameters: PARAMETERS, dependsOnSeed: true, history: { stride: 2, losses: [1, 0.5], maximumErrors: [] } },
      { hidden: [2], seed: 2, diverged },
    ],
    state: { state: report.value.state(), sizes },
    model: writeDenseModel(PARAMETERS, ACTIVATIONS, EXP_RECORD),
  };
  return writeCheckpoint(contents, VERSION);
}

const whole = checkpoint();

/** Whether it was read as a model and as a checkpoint; any error but a diagnostic is thrown. */
function outcome(bytes: Uint8Array): { readonly model: boolean; readonly state: boolean } {
  const succeeds = (work: () => unknown): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      expect(error.diagnostic).toMatchObject({ category: "model" });
      expect(error.diagnostic.hint ?? "").not.toBe("");
      return false;
    }
  };
  return {
    model: succeeds(() => readModel(bytes, FILE)),
    state: succeeds(() => stateFrom(openCheckpoint(bytes, FILE, VERSION).tensors, sizes, FILE)),
  };
}

test("the undamaged one is both", () => {
  expect(outcome(whole)).toEqual({ model: true, state: true });
});

test("why a training has no network is read as it was written, settings and all", () => {
  const [, attempt] = openCheckpoint(whole, FILE, VERSION).attempts;
  expect(attempt).toEqual({ hidden: [2], seed: 2, diverged });
});

test("cut off anywhere, it is neither", () => {
  for (let length = 0; length < whole.length; length += 3) expect([length, outcome(whole.subarray(0, length))]).toEqual([length, { model: false, state: false }]);
});

test("with one byte changed anywhere in its header", () => {
  const end = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));
  let refused = 0;
  for (let position = 0; position < end; position++) {
    const damaged = whole.slice();
    damaged[position] ^= [0x01, 0x04, 0x20][position % 3];
    const { model, state } = outcome(damaged);
    if (!model || !state) refused++;
  }
  // Texts that are only shown, names of tensors that are left alone and the like may change unnoticed.
  expect(refused).toBeGreaterThan(end / 3);
});

test("damaged in several places", () => {
  const damage = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), (changes) => {
      const damaged = whole.slice();
      for (const [position, byte] of changes) damaged[position] = byte;
      outcome(damaged);
    }),
    { numRuns: 500 },
  );
});

test("with a value of the metadata replaced by anything", () => {
  const start = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));
  const header: unknown = JSON.parse(new TextDecoder().decode(whole.subarray(8, start)));
  if (typeof header !== "object" || header === null || !("__metadata__" in header)) throw new Error("it has no metadata");
  const metadata: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(header.__metadata__ ?? {}).map(([key, value]) => [key, String(value)]));
  const json = fc.oneof(fc.json(), fc.constantFrom("", "[]", "{}", "null", "-1", '[{"hidden":[1e9],"seed":1,"dependsOnSeed":true}]', '{"hidden":[],"seed":0,"stage":"","iteration":0,"iterations":0}'));
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(metadata)), json, (key, value) => {
      const text = new TextEncoder().encode(JSON.stringify({ ...header, __metadata__: { ...metadata, [key]: value } }));
      const bytes = new Uint8Array(8 + text.length + whole.length - start);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
      bytes.set(text, 8);
      bytes.set(whole.subarray(start), 8 + text.length);
      outcome(bytes);
    }),
    { numRuns: 500 },
  );
});
