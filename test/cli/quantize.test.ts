// nnc quantize on models that nnc trained: what it prints and writes, and what it refuses.

import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-quantize-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const nnc = (line: string) => nncWithin(line.split(" "), { cwd });

beforeAll(async () => {
  copyFileSync(fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url)), join(cwd, "exp.onnx"));
  const rows = Array.from({ length: 60 }, (_, row) => {
    const kind = row % 3;
    return `${(Math.cos(0.7 * row) + 2.2 * (kind - 1)).toFixed(3)},${(Math.sin(0.91 * row) + (kind === 1 ? 1.5 : 0)).toFixed(3)},${"abc".charAt(kind)}`;
  });
  writeFileSync(join(cwd, "kinds.csv"), `p,q,kind\n${rows.join("\n")}\n`);
  await nnc("train --data kinds.csv --hidden 8 --hold-out 0.2 --seed 1 -o kinds.onnx -q");
});

test("over the recorded domain: layers, loss, sizes, and a record that is true", async () => {
  const { code, stdout, stderr } = await nnc("quantize exp.onnx -o exp-int8.onnx");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "wrote exp-int8.onnx (6,448 bytes)\n" });
  expect(stdout).toBe(`layer  weights  range of input   scale     zero  weight scales       largest sum
l1     16       0 … 1            0.003922  -128  0.001319 … 0.02343  38,013 (0.00177 % of 2^31)
l2     512      -0.5724 … 1.932  0.009821  -70   0.002961 … 0.01073  158,447 (0.007378 % of 2^31)
l3     32       -0.4168 … 1.708  0.008334  -78   0.004282            192,920 (0.008984 % of 2^31)

against floats     worst    root mean square  range of floats
all, 4,096 inputs  3.36e-2  1.24e-2           0.9999 … 2.714

bytes           floats  quantised
file            5,301   6,448
tables          2,436   988
working memory  192     160
`);
  const float = JSON.parse((await nnc("info exp.onnx --json")).stdout) as Info;
  const quantised = JSON.parse((await nnc("info exp-int8.onnx --json")).stdout) as Info;
  expect(quantised.training.targets).toEqual(float.training.targets);
  expect(quantised.training.command).toBe(`${float.training.command} && nnc quantize`);
  expect(quantised.training.error.maximum).toBeGreaterThan(0.01);
  expect((await nnc("emit exp-int8.onnx --lang c")).stdout).toMatch(/int8_t \w+_W1\[16\]/);
});

interface Info {
  readonly training: { readonly targets: readonly string[]; readonly command: string; readonly error: { readonly maximum: number; readonly right?: number } };
}

interface Printed {
  readonly layers: readonly { readonly name: string; readonly input: { readonly zero: number } }[];
  readonly keptFloat: readonly string[];
  readonly loss: { readonly agreeing: number; readonly samples: number; readonly data: { readonly quantised: { readonly right: number } } };
  readonly passed: boolean;
}

test("with the samples of a classifier: classes that stay, and how many are right", async () => {
  const { code, stdout } = await nnc("quantize kinds.onnx --data kinds.csv -o kinds-int8.onnx --symmetric-activations --keep-float l2 --calibrate percentile --json");
  const { layers, keptFloat, loss, passed } = JSON.parse(stdout) as Printed;
  expect({ code, keptFloat, passed, samples: loss.samples, layers: layers.map(({ name, input }) => [name, input.zero]) })
    .toEqual({ code: 0, keptFloat: ["l2"], passed: true, samples: 60, layers: [["l1", 0]] });
  expect(loss.agreeing).toBeGreaterThanOrEqual(58);
  const { training } = JSON.parse((await nnc("info kinds-int8.onnx --json")).stdout) as Info;
  expect(training.command).toMatch(/ && nnc quantize --data kinds\.csv --calibrate percentile --symmetric-activations --keep-float l2$/);
  expect((training.error.right ?? 0) + 12).toBeGreaterThanOrEqual(loss.data.quantised.right);
});

test.each([
  [
    "quantize exp.onnx --max-loss 1e-6",
    1,
    "error: exp.onnx loses more than is allowed\n  note: a result is off by 3.36e-2, and 0.000001 is allowed; nothing was written\n" +
      "  hint: keep the layer that loses most by --keep-float, or calibrate with other samples\n",
  ],
  ["quantize exp.onnx --keep-float L1", 2, "error: the network has no layer called 'L1'\n  at --keep-float\n  note: its layers: l1, l2, l3\n  hint: did you mean 'l1'?\n"],
  ["quantize exp.onnx --keep-float l1 --keep-float l2 --keep-float l3", 3, "error: every layer is to stay floats\n  at --keep-float\n  hint: leave out a name\n"],
  [
    "quantize exp-int8.onnx",
    3,
    "error: the model has no layer that can be quantised\n" +
      "  note: convolutions and products with a matrix of floats that is known can be; of a model that is quantised already none is left\n",
  ],
  [
    "quantize bare.onnx",
    2,
    "error: there are no inputs to calibrate with\n  at --data\n  note: the model does not record what its inputs are like\n  hint: give a file of samples by --data\n",
  ],
  ["quantize exp.onnx --calibrate most", 2, "error: there is no calibration called 'most'\n  at --calibrate\n  hint: write --calibrate min-max or --calibrate percentile\n"],
  ["quantize exp.onnx -o -", 2, "error: standard output is taken by the table\n  at --output\n  hint: name a file, such as -o model-int8.onnx\n"],
  [
    "quantize exp.onnx --data huge.csv",
    3,
    'error: a value of the network is not finite at the inputs it is calibrated with: "l1"\n  at --data\n  note: no scale of integers has NaN and infinities\n' +
      "  hint: leave such samples out of --data\n",
  ],
])("%s is refused, and nothing is written", async (line, code, said) => {
  writeFileSync(join(cwd, "huge.csv"), "x,y\n0,1\n3e38,1\n");
  await nnc("convert exp.onnx exp.npz --format chainer -q --force");
  await nnc("convert exp.npz bare.onnx --activation leaky_relu:0.2 -q --force");
  const outcome = await nnc(`${line} -q`);
  expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code, stderr: said });
  expect(existsSync(join(cwd, "nnc-int8.onnx"))).toBe(false);
});
