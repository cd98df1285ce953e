// Trainings until an error is reached, with made-up trainings: which seeds and sizes are tried, what is kept and what is said.

import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import type { Remark } from "../../src/run/events.ts";
import type { TrainOnce } from "../../src/run/search.ts";
import { searchSeeds, searchSmallest } from "../../src/run/search.ts";
import type { Trained } from "../../src/run/trained.ts";
import { foldScaling } from "../../src/train/data/fold-scaling.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import { thrown, told } from "../diagnostics/thrown.ts";
import { denseNetwork } from "../fixtures.ts";

const network = denseNetwork([1, 2, 1], 1);

interface Made {
  readonly trainOnce: TrainOnce;
  readonly tried: { readonly hidden: readonly number[]; readonly seed: number }[];
}

/** Trainings that end as `worstOf` says. */
function madeUp(worstOf: (hidden: readonly number[], seed: number) => number, dependsOnSeed = true): Made {
  const tried: Made["tried"] = [];
  const trainOnce: TrainOnce = (recipe, seed) => {
    tried.push({ hidden: recipe.hidden, seed });
    const worst = worstOf(recipe.hidden, seed);
    const error = { maximum: worst, at: [0], rootMeanSquare: worst, samples: 1 };
    const trained: Trained = { network, recipe, seed, error, heldOut: undefined, example: undefined, history: undefined, worst, dependsOnSeed };
    return Promise.resolve(trained);
  };
  return { trainOnce, tried };
}

function listening(): { readonly say: (remark: Remark) => void; readonly said: Remark[] } {
  const said: Remark[] = [];
  return { say: (remark) => said.push(remark), said };
}

test("of a classifier it is the share told wrong that is not reached", async () => {
  const { trainOnce } = madeUp(() => 0.25, false);
  const classifying: TrainOnce = async (recipe, seed) => {
    const trained = await trainOnce(recipe, seed);
    return { ...trained, error: { ...trained.error, samples: 4, right: 3 } };
  };
  const { failure } = await searchSeeds({ trainOnce: classifying, recipe: RECIPES.best, seed: 1, wanted: 0.1, say: () => undefined });
  expect(failure?.diagnostic.message).toBe("the largest share told wrong is 2.50e-1, more than 0.1");
});

describe("seed after seed", () => {
  test("stops at the first that reaches the error, and takes it", async () => {
    const { trainOnce, tried } = madeUp((_, seed) => [0.5, 0.25, 0.125, 0.0625][seed - 7]);
    const { say, said } = listening();
    const { trained, failure } = await searchSeeds({ trainOnce, recipe: RECIPES.best, seed: 7, wanted: 0.125, say });
    expect({ seed: trained.seed, worst: trained.worst, failure }).toEqual({ seed: 9, worst: 0.125, failure: undefined });
    expect(tried).toEqual([7, 8, 9].map((seed) => ({ hidden: [16, 32], seed })));
    expect(said).toEqual([
      { kind: "missed", seed: 7, worst: 0.5, wanted: 0.125 },
      { kind: "missed", seed: 8, worst: 0.25, wanted: 0.125 },
    ]);
  });

  test("keeps the best of eight where none does, and tells the seed", async () => {
    const { trainOnce, tried } = madeUp((_, seed) => 1 + Math.abs(seed - 5));
    const { trained, failure } = await searchSeeds({ trainOnce, recipe: RECIPES.article, seed: 3, wanted: 0.5, say: listening().say });
    expect(trained).toMatchObject({ seed: 5, worst: 1, recipe: RECIPES.article });
    expect(tried.map(({ seed }) => seed)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(failure && told(failure.diagnostic)).toEqual({
      category: "check",
      message: "the largest error seen is 1.00e+0, more than 0.5",
      place: "--max-error",
      note: "8 seeds were tried; the best network has hidden layers 16,32 and seed 5",
      hint: "use larger hidden layers, or allow a larger error",
    });
  });

  test("tries one seed alone where the seed changes nothing", async () => {
    const { trainOnce, tried } = madeUp(() => 1e-6, false);
    const { say, said } = listening();
    const { trained, failure } = await searchSeeds({ trainOnce, recipe: { ...RECIPES.best, hidden: [4] }, seed: 3, wanted: 1e-7, say });
    expect(trained.worst).toBe(1e-6);
    expect(tried).toEqual([{ hidden: [4], seed: 3 }]);
    expect(said).toEqual([]);
    expect(failure && told(failure.diagnostic)).toEqual({
      category: "check",
      message: "the largest error seen is 1.00e-6, more than 1e-7",
      place: "--max-error",
      note: "the best network has hidden layers 4",
      hint: "use larger hidden layers, or allow a larger error",
    });
  });

  test("goes on from 0 after the largest seed", async () => {
    const { trainOnce, tried } = madeUp((_, seed) => (seed === 1 ? 0 : 1));
    await searchSeeds({ trainOnce, recipe: RECIPES.best, seed: 2 ** 32 - 2, wanted: 0.5, say: listening().say });
    expect(tried.map(({ seed }) => seed)).toEqual([2 ** 32 - 2, 2 ** 32 - 1, 0, 1]);
  });
});

describe("size after size", () => {
  const sizes = { inputs: 1, outputs: 1 };

  test("takes the smallest, says each and prints all by their parameters", async () => {
    const { trainOnce, tried } = madeUp((hidden) => (hidden.length === 1 ? 1 : 0.25 / hidden[0]));
    const { say, said } = listening();
    const { trained, failure } = await searchSmallest({ trainOnce, recipe: RECIPES.best, seed: 4, wanted: 0.0625, say }, sizes);
    expect(failure).toBeUndefined();
    expect(trained).toMatchObject({ seed: 4, worst: 0.0625, recipe: { ...RECIPES.best, hidden: [4, 8] } });
    expect(tried.every(({ seed }) => seed === 4)).toBe(true);
    expect(said.slice(0, 3)).toEqual([
      { kind: "measured", hidden: [1, 2], worst: 0.25 },
      { kind: "measured", hidden: [2, 4], worst: 0.125 },
      { kind: "measured", hidden: [4, 8], worst: 0.0625 },
    ]);
    const table = said.at(-1);
    if (table?.kind !== "sizes") throw new Error("the search did not end with all sizes");
    expect(table.smallest).toEqual({ hidden: [4, 8], parameters: 57, error: 0.0625 });
    expect(table.tried.map(({ hidden }) => hidden)).toEqual(tried.map(({ hidden }) => hidden));
  });

  test("keeps the best where no size reaches the error", async () => {
    const { trainOnce } = madeUp((hidden) => (hidden.join() === "32,64" ? 0.5 : 1));
    const { say, said } = listening();
    const { trained, failure } = await searchSmallest({ trainOnce, recipe: RECIPES.best, seed: 4, wanted: 0.25, say }, sizes);
    expect(trained).toMatchObject({ worst: 0.5, recipe: { hidden: [32, 64] } });
    expect(said.at(-1)).toMatchObject({ kind: "sizes", smallest: undefined });
    expect(failure && told(failure.diagnostic)).toEqual({
      category: "check",
      message: "the largest error seen is 5.00e-1, more than 0.25",
      place: "--max-error",
      note: "the best network has hidden layers 32,64",
      hint: "allow a larger error",
    });
  });
});

describe("trainings that diverge", () => {
  const diverged = new DiagnosticError({ id: "training-diverged", message: "the training diverged" });
  const wrong = new DiagnosticError({ id: "seed-invalid", message: "wrong use" });
  const search = { recipe: RECIPES.article, seed: 3, wanted: 0.5 };
  /** Rejects as `errorOf` says, else ends like the made-up ones. */
  const failing = (errorOf: (hidden: readonly number[], seed: number) => DiagnosticError | undefined): TrainOnce => {
    const { trainOnce } = madeUp(() => 0.5);
    return (recipe, seed) => {
      const error = errorOf(recipe.hidden, seed);
      return error === undefined ? trainOnce(recipe, seed) : Promise.reject(error);
    };
  };

  test("are attempts that failed, for seeds and for sizes", async () => {
    const { say, said } = listening();
    const seeds = await searchSeeds({ ...search, trainOnce: failing((_, seed) => (seed < 5 ? diverged : undefined)), say });
    expect({ seed: seeds.trained.seed, failure: seeds.failure }).toEqual({ seed: 5, failure: undefined });
    expect(said).toEqual([3, 4].map((seed) => ({ kind: "diverged", of: { seed }, diagnostic: diverged.diagnostic })));
    const sizes = { inputs: 1, outputs: 1 };
    const trainOnce = failing((hidden) => (hidden.length > 1 || hidden[0] < 3 ? diverged : undefined));
    const { trained } = await searchSmallest({ ...search, trainOnce, seed: 1, say }, sizes);
    expect(trained.recipe.hidden).toEqual([3]);
  });

  test("are told where there is nothing else, and other errors end the search", async () => {
    const { say } = listening();
    await expect(searchSeeds({ ...search, trainOnce: failing(() => diverged), say })).rejects.toBe(diverged);
    await expect(searchSeeds({ ...search, trainOnce: failing(() => wrong), say })).rejects.toBe(wrong);
  });

  test("are no networks that cannot be brought to the units of the data, which end the search", async () => {
    const { say } = listening();
    const scaling = { inputs: [{ mean: 0, deviation: 1 }], outputs: [{ mean: 0, deviation: 1e39 }] };
    const units = thrown(() => foldScaling([Float32Array.of(1), Float32Array.of(0)], scaling));
    if (units === undefined) throw new Error("float32 holds the parameters");
    const beyond = new DiagnosticError(units);
    const attempts: number[] = [];
    const scaled = failing((_, seed) => (attempts.push(seed), seed === 4 ? beyond : diverged));
    await expect(searchSeeds({ ...search, trainOnce: scaled, say })).rejects.toBe(beyond);
    expect(attempts).toEqual([3, 4]);
  });
});
