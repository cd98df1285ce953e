// "If you write down the coefficient values as they are, you can write the training result completely with only numpy": the
// parameters that nnc prints, pasted into the article's function.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { lower } from "../../src/codegen/lower/lower.ts";
import { readModel } from "../../src/formats/index.ts";
import { float32Bits } from "../../src/numeric/float32.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { nnc, shell } from "./run-nnc.ts";

const example = fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url));
const script = fileURLToPath(new URL("article_function.py", import.meta.url));

const outcome = z.object({
  outputs: z.array(z.number()),
  parameters: z.array(z.object({ name: z.string(), type: z.string(), shape: z.array(z.number()), bits: z.array(z.number()) })),
});

test("the printed parameters in the article's numpy function give what nnc computes", () => {
  const { stdout } = nnc(["info", example, "--parameters"], { cwd: "." });
  const pasted = stdout.slice(stdout.indexOf("W1 = "));
  const inputs = [0, 0.2, 0.5, 1, ...Array.from({ length: 60 }, (_, step) => step / 59)];
  const run = spawnSync("/usr/bin/python3", [script, ...inputs.map(String)], { input: pasted, encoding: "utf8" });
  expect(run.stderr).toBe("");
  const { outputs, parameters } = outcome.parse(JSON.parse(run.stdout));

  const { network } = readModel(readFileSync(example), example);
  const [computed] = interpret(lower(runPasses(network)), [Float32Array.from(inputs)], inputs.length);
  expect(computed.length).toBe(inputs.length);
  // Fifty sums of float32 products of about 1, against float64.
  outputs.forEach((output, position) => expect(Math.abs(computed[position] - output)).toBeLessThan(4e-6));

  const stored = network.values.flatMap((value) => (value.kind === "parameter" ? [value] : []));
  expect(parameters).toEqual(
    stored.map(({ shape, data }, position) => ({
      name: ["W1", "b1", "W2", "b2", "W3", "b3"][position],
      type: "<f4",
      shape: [...shape],
      bits: Array.from(data, float32Bits),
    })),
  );
});

test("a file of numpy's gives the same function as the parameters in it", () => {
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout } = shell('nnc convert examples/article/exp.onnx - --format chainer -q | nnc info - --activation leaky_relu:0.2 --parameters | sed -n "/^W1/,$ p"', cwd);
  const { stdout: direct } = shell('nnc info examples/article/exp.onnx --parameters | sed -n "/^W1/,$ p"', cwd);
  expect(stdout).toContain("W1 = array([[");
  expect(stdout).toBe(direct);
});
