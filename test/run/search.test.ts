// Trainings until an error is reached, with made-up trainings: which seeds and sizes are tried, what is kept and what is said.

import { describe, expect, test } from "vitest";
import type { Terminal } from "../../src/cli/terminal/terminal.ts";
import type { Trained } from "../../src/run/attempt.ts";
import type { Attempt } from "../../src/run/search.ts";
import { searchSeeds, searchSmallest } from "../../src/run/search.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import { denseNetwork } from "../fixtures.ts";

const network = denseNetwork([1, 2, 1], 1);

interface Made {
  readonly attempt: Attempt;
  readonly tried: { readonly hidden: readonly number[]; readonly seed: number }[];
}

/** Trainings that end as `worstOf` says. */
function madeUp(worstOf: (hidden: readonly number[], seed: number) => number, dependsOnSeed = true): Made {
  const tried: Made["tried"] = [];
  const attempt: Attempt = (recipe, seed) => {
    tried.push({ hidden: recipe.hidden, seed });
    const worst = worstOf(recipe.hidden, seed);
    const error = { maximum: worst, at: [0], rootMeanSquare: worst, samples: 1 };
    const trained: Trained = { network, recipe, seed, error, heldOut: undefined, history: undefined, worst, dependsOnSeed, lines: [] };
    return Promise.resolve(trained);
  };
  return { attempt, tried };
}

function listening(): { readonly terminal: Terminal; readonly said: string[] } {
  const said: string[] = [];
  const silent = (): void => undefined;
  const terminal: Terminal = {
    isInteractive: false,
    loudness: "normal",
    columns: 80,
    rows: 24,
    glyphs: "ascii",
    print: () => Promise.resolve(),
    printText: () => Promise.resolve(),
    say: (line) => said.push(line),
    detail: silent,
    draw: silent,
  };
  return { terminal, said };
}

describe("seed after seed", () => {
  test("stops at the first that reaches the error, and takes it", async () => {
    const { attempt, tried } = madeUp((_, seed) => [0.5, 0.25, 0.125, 0.0625][seed - 7]);
    const { terminal, said } = listening();
    const { trained, failure } = await searchSeeds(attempt, RECIPES.best, 7, 0.125, terminal);
    expect({ seed: trained.seed, worst: trained.worst, failure }).toEqual({ seed: 9, worst: 0.125, failure: undefined });
    expect(tried).toEqual([7, 8, 9].map((seed) => ({ hidden: [16, 32], seed })));
    expect(said).toEqual(["seed 7: largest error seen 5.00e-1, more than 1.25e-1", "seed 8: largest error seen 2.50e-1, more than 1.25e-1"]);
  });

  test("keeps the best of eight where none does, and tells the seed", async () => {
    const { attempt, tried } = madeUp((_, seed) => 1 + Math.abs(seed - 5));
    const { trained, failure } = await searchSeeds(attempt, RECIPES.article, 3, 0.5, listening().terminal);
    expect(trained).toMatchObject({ seed: 5, worst: 1, recipe: RECIPES.article });
    expect(tried.map(({ seed }) => seed)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(failure?.diagnostic).toEqual({
      category: "check",
      message: "the largest error seen is 1.00e+0, more than 5.00e-1",
      place: "--max-error",
      note: "8 seeds were tried; the best network has hidden layers 16,32 and seed 5",
      hint: "use larger hidden layers, or allow a larger error",
    });
  });

  test("tries one seed alone where the seed changes nothing", async () => {
    const { attempt, tried } = madeUp(() => 1e-6, false);
    const { terminal, said } = listening();
    const { trained, failure } = await searchSeeds(attempt, { ...RECIPES.best, hidden: [4] }, 3, 1e-7, terminal);
    expect(trained.worst).toBe(1e-6);
    expect(tried).toEqual([{ hidden: [4], seed: 3 }]);
    expect(said).toEqual([]);
    expect(failure?.diagnostic).toEqual({
      category: "check",
      message: "the largest error seen is 1.00e-6, more than 1.00e-7",
      place: "--max-error",
      note: "the best network has hidden layers 4",
      hint: "use larger hidden layers, or allow a larger error",
    });
  });

  test("goes on from 0 after the largest seed", async () => {
    const { attempt, tried } = madeUp((_, seed) => (seed === 1 ? 0 : 1));
    await searchSeeds(attempt, RECIPES.best, 2 ** 32 - 2, 0.5, listening().terminal);
    expect(tried.map(({ seed }) => seed)).toEqual([2 ** 32 - 2, 2 ** 32 - 1, 0, 1]);
  });
});

describe("size after size", () => {
  const sizes = { inputs: 1, outputs: 1 };

  test("takes the smallest, says each and prints all by their parameters", async () => {
    const { attempt, tried } = madeUp((hidden) => (hidden.length === 1 ? 1 : 0.25 / hidden[0]));
    const { terminal, said } = listening();
    const { trained, failure } = await searchSmallest(attempt, RECIPES.best, sizes, 4, 0.0625, terminal);
    expect(failure).toBeUndefined();
    expect(trained).toMatchObject({ seed: 4, worst: 0.0625, recipe: { ...RECIPES.best, hidden: [4, 8] } });
    expect(tried.every(({ seed }) => seed === 4)).toBe(true);
    expect(said.slice(0, 3)).toEqual(["hidden 1,2: largest error seen 2.50e-1", "hidden 2,4: largest error seen 1.25e-1", "hidden 4,8: largest error seen 6.25e-2"]);
    expect(said.at(-1)?.split("\n")).toEqual([
      "hidden  parameters  largest error seen",
      "1       4           1.00e+0",
      "2       7           1.00e+0",
      "1,2     9           2.50e-1",
      "4       13          1.00e+0",
      "2,4     21          1.25e-1",
      "8       25          1.00e+0",
      "3,6     37          8.33e-2",
      "16      49          1.00e+0",
      "18      55          1.00e+0",
      "4,8     57          6.25e-2             taken",
    ]);
  });

  test("keeps the best where no size reaches the error", async () => {
    const { attempt } = madeUp((hidden) => (hidden.join() === "32,64" ? 0.5 : 1));
    const { terminal, said } = listening();
    const { trained, failure } = await searchSmallest(attempt, RECIPES.best, sizes, 4, 0.25, terminal);
    expect(trained).toMatchObject({ worst: 0.5, recipe: { hidden: [32, 64] } });
    expect(said.at(-1)).not.toContain("taken");
    expect(failure?.diagnostic).toEqual({
      category: "check",
      message: "the largest error seen is 5.00e-1, more than 2.50e-1",
      place: "--max-error",
      note: "the best network has hidden layers 32,64",
      hint: "use larger hidden layers, or allow a larger error",
    });
  });
});

describe("trainings that diverge", () => {
  const diverged = new DiagnosticError({ category: "check", message: "the training diverged" });
  const wrong = new DiagnosticError({ category: "usage", message: "wrong use" });
  /** Rejects as `errorOf` says, else ends like the made-up ones. */
  const failing = (errorOf: (hidden: readonly number[], seed: number) => DiagnosticError | undefined): Attempt => {
    const { attempt } = madeUp(() => 0.5);
    return (recipe, seed) => {
      const error = errorOf(recipe.hidden, seed);
      return error === undefined ? attempt(recipe, seed) : Promise.reject(error);
    };
  };

  test("are attempts that failed, for seeds and for sizes", async () => {
    const { terminal, said } = listening();
    const seeds = await searchSeeds(failing((_, seed) => (seed < 5 ? diverged : undefined)), RECIPES.article, 3, 0.5, terminal);
    expect({ seed: seeds.trained.seed, failure: seeds.failure }).toEqual({ seed: 5, failure: undefined });
    expect(said).toEqual(["seed 3: the training diverged", "seed 4: the training diverged"]);
    const sizes = { inputs: 1, outputs: 1 };
    const attempt = failing((hidden) => (hidden.length > 1 || hidden[0] < 3 ? diverged : undefined));
    const { trained } = await searchSmallest(attempt, RECIPES.article, sizes, 1, 0.5, terminal);
    expect(trained.recipe.hidden).toEqual([3]);
  });

  test("are told where there is nothing else, and other errors end the search", async () => {
    const { terminal } = listening();
    await expect(searchSeeds(failing(() => diverged), RECIPES.article, 3, 0.5, terminal)).rejects.toBe(diverged);
    await expect(searchSeeds(failing(() => wrong), RECIPES.article, 3, 0.5, terminal)).rejects.toBe(wrong);
  });
});
