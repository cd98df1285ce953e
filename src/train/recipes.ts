// The recipes: everything a training needs but source and seed, as data.

import { DEFAULT_ACTIVATION } from "../network/activation.ts";

/** `bridged` by lines that cost little elsewhere, or by steps between two float32 numbers as `constructSteepJumps` makes them. */
export const JUMPS = Object.freeze(["bridged", "steep"] as const);

export type Jumps = (typeof JUMPS)[number];

/** How a network is found; each kind is one of the methods `train` knows. */
export type Recipe = GradientRecipe | SecondOrderRecipe | BestRecipe;

/** What every recipe says. */
interface CommonRecipe {
  readonly name: string;
  /** Units of each hidden layer. */
  readonly hidden: readonly number[];
  /** After the last layer; left out, the method decides. */
  readonly outputActivation?: string;
}

/** Steps of an optimiser along the gradient of a loss, from random parameters. */
export interface GradientSettings {
  /** As parseInitialiser reads it. */
  readonly initialiser: string;
  /** As parseFirstOrderOptimiser reads it. */
  readonly optimiser: string;
  readonly learningRate: number;
  /** As parseSchedule reads it. */
  readonly schedule: string;
  /** As parseLoss reads it. */
  readonly loss: string;
  readonly iterations: number;
  /** Samples in each iteration: fresh ones, uniform over the domain, or the next ones of the data. */
  readonly batch: number;
}

/** The gradient alone; the output has the activation of the other layers where nothing else is said. */
export interface GradientRecipe extends CommonRecipe, GradientSettings {
  readonly method: "gradient";
  /** As parseActivation reads it: after every hidden layer. */
  readonly activation: string;
}

/** Steps of a second-order optimiser over the same samples in each; the output as by the gradient alone. */
export interface SecondOrderRecipe extends CommonRecipe {
  readonly method: "second-order";
  /** As parseActivation reads it: after every hidden layer. */
  readonly activation: string;
  /** As parseInitialiser reads it. */
  readonly initialiser: string;
  /** As parseOptimiser reads it: of second order. */
  readonly optimiser: string;
  /** At most: it ends where no step gets any further. */
  readonly iterations: number;
}

/**
 * Whatever gets closest: a construction where there is one, else second-order steps that make the largest error small, for
 * rectifiers and data after steps of the gradient. A rectifier stands after the last layer only where the target is never negative.
 */
export interface BestRecipe extends CommonRecipe {
  readonly method: "best";
  /** As parseActivation reads it: after every hidden layer; left out, `chosenActivation` decides. */
  readonly activation?: string;
  /** Where the second-order steps of rectifiers and of data start. */
  readonly start: GradientSettings;
  /** How jumps of a target are followed; left out, they are bridged. */
  readonly jumps?: Jumps;
}

/** The recipe of the article "Chainer and deep learning learned by function approximation". */
const article: GradientRecipe = Object.freeze({
  name: "article",
  method: "gradient",
  hidden: Object.freeze([16, 32]),
  activation: DEFAULT_ACTIVATION,
  initialiser: "lecun-normal",
  optimiser: "adam",
  learningRate: 1e-3,
  schedule: "constant",
  loss: "mean-squared-error",
  iterations: 10_000,
  batch: 100,
});

const best: BestRecipe = Object.freeze({
  name: "best",
  method: "best",
  hidden: article.hidden,
  start: Object.freeze({
    initialiser: "kink-spreading",
    optimiser: "adam",
    learningRate: 5e-3,
    schedule: "warmup:100,cosine",
    loss: "mean-squared-error",
    iterations: 3000,
    batch: 128,
  }),
});

export const RECIPES = Object.freeze({ article, best });

export type RecipeName = keyof typeof RECIPES;

/** The recipe of a training that names none. */
export const DEFAULT_RECIPE: RecipeName = "best";

/**
 * The seed of a training that names none: the first, from 1 on, whose network of the article's recipe is within 7e-3 of
 * e^x on [0, 1], the accuracy the article shows.
 */
export const DEFAULT_SEED = 3;
