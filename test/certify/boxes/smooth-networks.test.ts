// What is proved of smooth networks, by Taylor models, against targets that are the network itself but for a known error.

import { describe, expect, test } from "vitest";
import { certifyBoxes, type BoxSubject } from "../../../src/certify/boxes/certify-boxes.ts";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { encloseOverBoxes } from "../../../src/train/target/enclosure/enclose-target.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import { layeredNetwork, ORIGIN, randomValues } from "../../fixtures.ts";

const DOMAIN = [{ low: -1, high: 1 }, { low: 0, high: 2 }];

/** As targets spell what operators compute. */
const SPELLED: Readonly<Record<string, (x: string) => string>> = {
  tanh: (x) => `tanh(${x})`,
  softplus: (x) => `log1p(exp(${x}))`,
  sin: (x) => `sin(${x})`,
};

/** 2-4-1, and the target that is its function in real arithmetic and what is added. */
async function subjectOf(activation: string, added: string, seed: number): Promise<BoxSubject> {
  const random = new RandomGenerator(seed);
  const op = OPS.find(({ name }) => name === activation);
  if (op === undefined) throw new Error(`no op ${activation}`);
  const [weights, biases]: [Float32Array[], Float32Array[]] = [[], []];
  const keptIn = (all: Float32Array[]) => (count: number): Float32Array => {
    const values = randomValues(count, random);
    all.push(values);
    return values;
  };
  const network = layeredNetwork([2, 4, 1], {
    weights: keptIn(weights), biases: keptIn(biases), after: (builder, sum, name, isLast) => (isLast ? sum : builder.operation(op, [sum], {}, name, ORIGIN)),
  });
  const unit = (place: number): string => SPELLED[activation](`(${weights[0][2 * place]})*x+(${weights[0][2 * place + 1]})*y+(${biases[0][place]})`);
  const spelled = [0, 1, 2, 3].map((place) => `(${weights[1][place]})*${unit(place)}`).join("+");
  const program = lower(runPasses(network));
  const target = await compileTarget(`${spelled}+(${biases[1][0]})+${added}`, ["x", "y"]);
  return { computed: program, network: program, targets: [await encloseOverBoxes(target)], domain: DOMAIN };
}

describe("of a network that is its target but for a bump", () => {
  // Largest where sin(3x) is ±1 and y 2.
  const [bump, largest] = ["0.002*sin(3*x)*y", 0.004];

  test.each(["tanh", "softplus", "sin"])("%s: the bump, to a tenth, in few boxes", async (activation) => {
    const found = certifyBoxes(await subjectOf(activation, bump, 1), { tightness: 1.1, mostBoxes: 400 });
    if (found.kind === "not proved") throw new Error(found.reason);
    const [{ maxAbsError, networkError, foundError = 0 }] = found.outputs;
    expect(networkError).toBeGreaterThanOrEqual(largest * (1 - 1e-12));
    expect(maxAbsError).toBeGreaterThanOrEqual(Math.max(networkError, foundError));
    expect(maxAbsError).toBeLessThan(largest * 1.1);
    expect(found.search?.isTight).toBe(true);
  });

  test("no more is proved of fewer boxes", async () => {
    const subject = await subjectOf("tanh", bump, 2);
    const proved = [1, 8, 60].map((mostBoxes) => {
      const found = certifyBoxes(subject, { tightness: 1.0001, mostBoxes });
      return found.kind === "proved" ? found.outputs[0].maxAbsError : Infinity;
    });
    expect(proved).toEqual(proved.toSorted((one, other) => other - one));
    expect(proved[2]).toBeLessThan(proved[0] * 0.9);
  });
});

test("of a network that is its target roundings alone are left", async () => {
  const found = certifyBoxes(await subjectOf("tanh", "0", 3), { tightness: 1.1, mostBoxes: 100 });
  if (found.kind === "not proved") throw new Error(found.reason);
  const [{ maxAbsError, networkError, foundError = 0 }] = found.outputs;
  expect(networkError).toBeLessThan(1e-8);
  expect(maxAbsError).toBeGreaterThan(foundError);
  expect(maxAbsError).toBeLessThan(3e-6);
});
