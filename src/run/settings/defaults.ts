// What is trained where nothing is said. The recipe and the seed that nothing is said of are those of train/recipes.ts.

import type { DomainVariable } from "../../network/model.ts";

/** The function, where neither targets nor samples are given. */
export const DEFAULT_TARGET = "exp(x)";

export const DEFAULT_DOMAIN: readonly DomainVariable[] = [{ name: "x", low: 0, high: 1 }];

/** The seed of the split of samples: apart from the training's own, so that trainings of several seeds are measured on the same ones. */
export const DEFAULT_SPLIT_SEED = 1;
