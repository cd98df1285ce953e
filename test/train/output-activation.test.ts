// What follows the last layer where nobody says it: the activation of the others, or nothing where that cannot give the target.

import { describe, expect, test } from "vitest";
import { showActivation } from "../../src/network/activation.ts";
import { RECIPES, type Recipe } from "../../src/train/recipes.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { checkedArchitecture } from "../../src/train/trainer.ts";

async function after(recipe: Recipe, target: string): Promise<string> {
  const source = { kind: "function", targets: [await compileTarget(target, ["x"])], domain: [{ name: "x", low: -1, high: 1 }] } as const;
  const { outputActivation } = checkedArchitecture(recipe, source);
  if (outputActivation === undefined) throw new RangeError("the architecture says what follows the last layer");
  return showActivation(outputActivation);
}

const { article, best } = RECIPES;

describe("the activation after the last layer", () => {
  test.each<readonly [string, Recipe, string, string]>([
    ["the article's, of a target that is never negative", article, "exp(x)", "leaky_relu:0.2"],
    ["the article's, whose activation gives negative numbers too", article, "sin(x)", "leaky_relu:0.2"],
    ["none where the activation never gives what the target is", { ...article, activation: "relu" }, "sin(x)", "identity"],
    ["the same where it does", { ...article, activation: "relu" }, "abs(x)", "relu"],
    ["that of the recipe best", best, "exp(x)", "leaky_relu:0.2"],
    ["none where it would bend among the target's values", best, "sin(x)", "identity"],
    ["what was asked for, whatever it gives", { ...article, activation: "relu", outputActivation: "relu" }, "sin(x)", "relu"],
  ])("%s", async (_, recipe, target, activation) => {
    expect(await after(recipe, target)).toBe(activation);
  });
});
