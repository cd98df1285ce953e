// Hidden layers as a text: read and shown.

import fc from "fast-check";
import { expect, test } from "vitest";
import { readHiddenLayers, showHiddenLayers } from "../../src/run/settings/hidden-layers.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder } from "./run-nnc.ts";

test("what is shown reads back as the same layers, none of them included", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000)), (hidden) => {
      expect(readHiddenLayers(showHiddenLayers(hidden))).toEqual(hidden);
    }),
  );
  expect(showHiddenLayers([])).toBe("none");
});

test("a network without hidden layers is trained and recorded as one", async () => {
  const folder = newFolder();
  const words = ["train", "--recipe", "article", "--hidden", "none", "--activation", "identity", "--iterations", "20"];
  expect((await nncWithin(words, { cwd: folder })).code).toBe(0);
  const { stdout } = await nncWithin(["info"], { cwd: folder });
  expect(stdout).toContain("\nnetwork   1-1, linear\n");
  expect(stdout).toContain("\ncommand   nnc train --recipe article --hidden none --activation identity --iterations 20 --seed 3\n");
});
