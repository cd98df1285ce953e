// Chains of views, places and reductions, lowered and interpreted, against a naive evaluation: the same bits in both layouts,
// before the passes and after them.

import fc from "fast-check";
import { expect, test } from "vitest";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { valueOf } from "../../src/network/network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { randomValues } from "../fixtures.ts";
import { evaluateNaively } from "./naive.ts";
import { randomMovement } from "./random-movement.ts";

test.each(["input", "parameter"] as const)("chains that begin with a %s", (start) => {
  fc.assert(
    fc.property(randomMovement(start), fc.nat(1e6), (network, seed) => {
      const sizes = network.inputs.map(({ value }) => elementCount(valueOf(network, value).shape));
      const inputs = sizes.map((size) => randomValues(size, new RandomGenerator(seed)));
      const [expected] = evaluateNaively(network, inputs, Math.fround);
      for (const one of [expandComposites(network), runPasses(network)]) {
        expect(valueOf(one, one.outputs[0].value).shape).toEqual(expected.shape);
        for (const layout of Object.values(LAYOUTS)) expect([...interpret(lower(one, layout), inputs, 1)[0]]).toEqual(expected.data);
      }
    }),
    { numRuns: 400 },
  );
});
