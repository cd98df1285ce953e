// A pass that makes what is no network is found out where it did so, by its name, before the next pass works on it.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readModel } from "../../src/formats/index.ts";
import { PASSES, runPasses, type Pass } from "../../src/passes/index.ts";

const BROKEN = "transpose-weights";

test("what a pass breaks is not passed on", () => {
  const bytes = readFileSync(fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url)));
  const passes = PASSES.map((pass): Pass => {
    if (pass.name !== BROKEN) return pass;
    return { ...pass, run: (network) => ({ ...network, outputs: network.outputs.map((output) => ({ ...output, value: 99 })) }) };
  });
  const seen: string[] = [];
  const { network } = readModel(bytes, "exp.onnx");
  const message = `the pass ${BROKEN} made no network: its output y is %99, which does not exist`;
  expect(() => runPasses(network, ({ name }) => seen.push(name), passes)).toThrow(new RangeError(message));
  expect(seen.at(-1)).toBe("merge-matmul-and-add");
});
