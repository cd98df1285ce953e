// Functions of several inputs or outputs without further options: tanh, second-order steps from random parameters. Networks are
// smaller here than the usual one, for which bench/several.ts prints how close it comes.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { DomainVariable } from "../../src/network/model.ts";
import type { Network } from "../../src/network/network.ts";
import { runPasses } from "../../src/passes/index.ts";
import { chosenActivation } from "../../src/train/chosen-activation.ts";
import type { BestRecipe } from "../../src/train/recipes.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import type { FunctionSource } from "../../src/train/source.ts";
import type { TrainingState } from "../../src/train/state.ts";
import { stateArrays, stateFrom, stateSizes } from "../../src/train/state-arrays.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { train } from "../../src/train/trainer.ts";
import { sweepError } from "../verify/sweep-error.ts";

async function source(expressions: readonly string[], domain: readonly DomainVariable[]): Promise<FunctionSource> {
  const names = domain.map(({ name }) => name);
  return { kind: "function", targets: await Promise.all(expressions.map((one) => compileTarget(one, names))), domain };
}

const square = ["x", "y"].map((name) => ({ name, low: 0, high: 3 }));
const line = [{ name: "x", low: -3, high: 3 }];
const waves = await source(["sin(x)*cos(y)"], square);
const small: BestRecipe = { ...RECIPES.best, hidden: [6, 6] };

interface Found {
  readonly network: Network;
  readonly states: readonly TrainingState[];
  readonly stages: readonly string[];
}

function found(trained: FunctionSource, recipe = small, resume?: TrainingState): Found {
  const training = train({ recipe, source: trained, seed: 3, ...(resume === undefined ? {} : { resume }) });
  const [states, stages]: [TrainingState[], string[]] = [[], []];
  let next = training.next();
  for (; next.done !== true; next = training.next()) {
    states.push(next.value.state());
    stages.push(next.value.stage);
  }
  return { network: next.value.network, states, stages };
}

const bits = ({ values }: Network) =>
  values.flatMap((value) => (value.kind === "parameter" ? [...new Uint32Array(Float32Array.from(value.data).buffer)] : []));
const count = ({ values }: Network, op: string) => values.filter((value) => value.kind === "operation" && value.op.name === op).length;
const largest = (network: Network, { targets, domain }: FunctionSource) =>
  sweepError(lower(runPasses(network)), targets, domain, 10_000).maximum;

describe("what follows the hidden layers", () => {
  test("one input and one output have the leaky ReLU of the construction, more have tanh", async () => {
    expect(chosenActivation(RECIPES.best, await source(["x"], line))).toBe("leaky_relu:0.2");
    expect(chosenActivation(RECIPES.best, await source(["x", "x^2"], line))).toBe("tanh");
    expect(chosenActivation(RECIPES.best, waves)).toBe("tanh");
  });

  test("what was said is honoured, by the recipe article as well", () => {
    expect(chosenActivation({ ...RECIPES.best, activation: "relu" }, waves)).toBe("relu");
    expect(chosenActivation(RECIPES.article, waves)).toBe("leaky_relu:0.2");
  });

  // n² + 5·n + 1 parameters: 1,975 and 2,065.
  test.each([[42, "tanh"], [43, "leaky_relu:0.2"]])("two layers of %d: %s, for steps take up to 2,048 parameters", (units, name) => {
    expect(chosenActivation({ ...RECIPES.best, hidden: [units, units] }, waves)).toBe(name);
  });

  test("no activation follows the last layer", () => {
    const { network } = found(waves, { ...small, hidden: [2] });
    expect([count(network, "tanh"), count(network, "leaky_relu")]).toEqual([1, 0]);
  });
});

describe("second-order steps from random parameters", () => {
  test("67 parameters follow sin x · cos y within 1 % of the range, without the gradient, and a kink too", async () => {
    const { network, stages } = found(waves);
    expect([...new Set(stages)]).toEqual(["refinement"]);
    expect(largest(network, waves)).toBeLessThan(0.02);
    const kink = await source(["abs(x-y)"], square);
    expect(largest(found(kink).network, kink)).toBeLessThan(0.03 * 3);
  });

  test("two outputs of one input", async () => {
    const both = await source(["sin(x)", "cos(x)"], line);
    expect(largest(found(both).network, both)).toBeLessThan(2e-3);
  });

  test("a target a million times as large, far from 0, is followed as closely for its range", async () => {
    const large = await source(["1000000*(sin(x)*cos(y)+2)"], square);
    expect(largest(found(large).network, large)).toBeLessThan(0.02 * 1e6);
  });

  test("interrupted at any stage, and kept as arrays, it goes on to the same bits", () => {
    const whole = found(waves);
    for (const at of [5, Math.floor(whole.states.length / 2), whole.states.length - 2]) {
      const sizes = stateSizes(small, waves);
      const state = stateFrom(stateArrays(whole.states[at], sizes), sizes, "kept");
      expect(bits(found(waves, small, state).network)).toEqual(bits(whole.network));
    }
  });
});
