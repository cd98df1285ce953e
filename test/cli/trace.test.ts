// nnc trace as a user runs it: the article's table, JSON and CSV that read back, and every way to call it wrongly.

import { describe, expect, test } from "vitest";
import { z } from "zod";
import { shortestFloat32 } from "../../src/numeric/decimal.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { traceLinear } from "../../src/train/linear/descent-trace.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { PRINTED } from "../train/linear/printed.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, shell } from "./run-nnc.ts";

async function printed(line: string): Promise<string> {
  const words = line === "" ? [] : line.split(" ");
  const { code, stdout, stderr } = await nncWithin(["trace", ...words], { cwd: newFolder() });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

const ARTICLE_TABLE = `\
step            x       value      by hand  back-propagation        next
                            W      2(y-t)x                ΔW       W-αΔW
                            b       2(y-t)                Δb       b-αΔb
   0    0.8024703  0.00000000  -3.58069563       -3.58069563  0.03580696
                   0.00000000  -4.46209097       -4.46209097  0.04462091
   1  0.040550604  0.03580695  -0.08072093       -0.08072093  0.03661416
                   0.04462091  -1.99062216       -1.99062216  0.06452713
   2   0.40814567  0.03661416  -1.16285205       -1.16285205  0.04824269
                   0.06452713  -2.84911036       -2.84911036  0.09301824
   3   0.19789301  0.04824268  -0.44180280       -0.44180280  0.05266071
                   0.09301823  -2.23253369       -2.23253369  0.11534357
   4   0.39881578  0.05266071  -1.07976472       -1.07976472  0.06345836
                   0.11534357  -2.70742726       -2.70742726  0.14241784
`;

describe("the table", () => {
  test("of the article's samples has the article's thirty figures", async () => {
    const table = await printed("--samples article");
    expect(table).toBe(ARTICLE_TABLE);
    const lines = table.split("\n").slice(3, -1).map((line) => line.split(/ +/).slice(1));
    const figures = PRINTED.map((_, step) => {
      const [[, , W, handW, backW, nextW], [b, handB, backB, nextB]] = lines.slice(2 * step);
      return { byHand: [W, b, handW, handB, nextW, nextB], byBackPropagation: [W, b, backW, backB, nextW, nextB] };
    });
    expect(figures).toEqual(PRINTED.map((row) => ({ byHand: row, byBackPropagation: row })));
  });

  test("of its samples given as numbers is the same, and a part of it for fewer steps", async () => {
    expect(await printed("--samples 0.8024703,0.040550604,0.40814567,0.19789301,0.39881578")).toBe(ARTICLE_TABLE);
    expect((await printed("--samples article --steps 2")).split("\n").slice(3)).toEqual([...ARTICLE_TABLE.split("\n").slice(3, 7), ""]);
  });

  test("of a batch shows the loss in the place of x", async () => {
    const [first, second, third, ...lines] = (await printed("--batch 20 --steps 3")).split("\n");
    expect(first).toMatch(/^step +loss +value +by hand +back-propagation +next$/);
    expect(second).toMatch(/^ +W +mean 2\(y-t\)x +ΔW +W-αΔW$/);
    expect(third).toMatch(/^ +b +mean 2\(y-t\) +Δb +b-αΔb$/);
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^ {3}0 +\d\.\d{8} +0\.00000000 +-\d\.\d{8} +-\d\.\d{8} +0\.0\d{7}$/);
  });

  test("is five steps by a seed that is always the same, where nothing is said", async () => {
    expect(await printed("")).toBe(await printed("--steps 5 --seed 3 --batch 1 --learning-rate 0.01 --start 0,0 --target exp(x) --domain 0:1"));
    expect(await printed("--seed 4")).not.toBe(await printed(""));
  });

  test.each([
    "--samples article",
    "--batch 65536 --steps 1",
    "--steps 5000",
    "--start -99.999999,-99999.9 --steps 30",
    "--start -123456789,-1.2345678e15 --samples -1.2345678e-10,0.5 --domain -1:1 --learning-rate 0.9",
  ])("fits 80 columns: %s", async (line) => {
    const long = (await printed(line)).split("\n").filter((one) => one.length > 80);
    expect(long).toEqual([]);
  });
});

const pair = z.object({ W: z.number(), b: z.number() });
const document = z.strictObject({
  version: z.literal(1),
  target: z.string(),
  domain: z.object({ name: z.string(), low: z.number(), high: z.number() }),
  learningRate: z.number(),
  batch: z.number(),
  seed: z.number().optional(),
  steps: z.array(
    z.strictObject({
      step: z.number(),
      x: z.array(z.number()),
      t: z.array(z.number()),
      y: z.array(z.number()),
      loss: z.number(),
      parameters: pair,
      byHand: pair,
      byBackPropagation: pair,
      next: pair,
      updated: pair,
    }),
  ),
});
const SHORT = /^-?\d+(\.\d+)?(e[+-]\d+)?$/;

describe("JSON and CSV", () => {
  const line = "--target sin(x) --domain -pi:pi --seed 11 --steps 40 --learning-rate 0.05 --start -1,2.5";
  const recorded = async (batch: number) => {
    const target = await compileTarget("sin(x)", ["x"]);
    const domain = { name: "x", low: -Math.PI, high: Math.PI };
    return traceLinear({ target, domain, start: { W: -1, b: 2.5 }, learningRate: 0.05, batch, steps: 40, samples: { kind: "drawn", seed: 11 } });
  };

  test.each([1, 7])("JSON reads back to every number, batch %i", async (batch) => {
    const { steps, ...head } = document.parse(JSON.parse(await printed(`${line} --batch ${batch} --json`)));
    const domain = { name: "x", low: -Math.PI, high: Math.PI };
    expect(head).toEqual({ version: 1, target: "sin(x)", domain, learningRate: 0.05, batch, seed: 11 });
    const round = (values: { readonly W: number; readonly b: number }) => ({ W: Math.fround(values.W), b: Math.fround(values.b) });
    const read = steps.map((one) => ({
      ...one,
      ...{ x: one.x.map(Math.fround), t: one.t.map(Math.fround), y: one.y.map(Math.fround) },
      ...{ parameters: round(one.parameters), byHand: round(one.byHand), byBackPropagation: round(one.byBackPropagation), updated: round(one.updated) },
    }));
    expect(read).toEqual(await recorded(batch));
  });

  test("CSV reads back to the same, by nnc's own reader and by plain splitting", async () => {
    const text = await printed(`${line} --csv`);
    const rows = text.split("\r\n");
    expect(rows.pop()).toBe("");
    const [header, ...lines] = rows.map((row) => row.split(","));
    expect(header.join(" ")).toBe(
      "step x t y loss W b by_hand_W by_hand_b back_propagation_W back_propagation_b next_W next_b updated_W updated_b",
    );
    expect(lines.flat().filter((cell) => !SHORT.test(cell))).toEqual([]);
    const wanted = (await recorded(1)).map(({ step, x, t, y, loss, parameters, byHand, byBackPropagation, next, updated }) => [
      ...[step, x[0], t[0], y[0]].map(shortestFloat32),
      String(loss),
      ...[parameters, byHand, byBackPropagation].flatMap(({ W, b }) => [shortestFloat32(W), shortestFloat32(b)]),
      ...[next.W, next.b].map(String),
      ...[updated.W, updated.b].map(shortestFloat32),
    ]);
    expect(lines).toEqual(wanted);
    const { columns } = parseCsv(text, "trace.csv");
    expect(columns.map(({ header: name }) => name)).toEqual(header);
    expect([...columns[1].values]).toEqual(lines.map(([, x]) => Number(x)));
  });

  test("the samples of a CSV, given again, are the same training", async () => {
    const drawn = await printed("--seed 5 --steps 30 --csv");
    const samples = drawn.trim().split("\r\n").slice(1).map((row) => row.split(",")[1]);
    expect(await printed(`--samples ${samples.join(",")} --csv`)).toBe(drawn);
  });

  test("CSV of a batch leaves out the samples", async () => {
    const [header, ...rows] = (await printed("--batch 4 --steps 2 --csv")).split("\r\n");
    expect(header).toBe("step,loss,W,b,by_hand_W,by_hand_b,back_propagation_W,back_propagation_b,next_W,next_b,updated_W,updated_b");
    expect(rows.map((row) => row.split(",").length)).toEqual([12, 12, 1]);
  });

  test("a zero has no sign, so that JSON has a number for it", async () => {
    const { steps } = document.parse(JSON.parse(await printed("--samples 0 --json")));
    expect(steps[0].byHand).toEqual({ W: 0, b: -2 });
    expect((await printed("--samples 0 --csv")).split("\r\n")[1]).toBe("0,0,1,0,1,0,0,0,-2,0,-2,0,0.02,0,0.02");
  });

  test("samples that were given name no seed", async () => {
    expect(document.parse(JSON.parse(await printed("--samples article --json"))).seed).toBeUndefined();
  });
});

/** Each command line with the diagnostic it gets, line by line. */
const refused: readonly (readonly [line: string, ...diagnostic: string[]])[] = [
  ["x", "nnc trace has no use for 'x'", "hint: nnc trace --help shows how it is called"],
  ["--step 3", "nnc trace has no option --step", "hint: did you mean '--steps'?"],
  ["--steps five", "'five' is not a finite number", "at --steps", "hint: write it in digits, such as 100, 0.001 or 1e-3"],
  ["--steps 0", "the number of steps is 0", "at --steps", "note: it must be a whole number from 1 to 10000"],
  ["--steps 1e9", "the number of steps is 1000000000", "at --steps", "note: it must be a whole number from 1 to 10000"],
  ["--batch 0 --samples article", "the batch is 0", "at --batch", "note: it must be a whole number from 1 to 65536"],
  [
    "--steps 1000 --batch 2000",
    "the number of samples in all steps is 2000000",
    "at --steps",
    "note: it must be a whole number from 1 to 1000000",
  ],
  [
    "--samples 0.1,,0.2",
    "'' is not a finite number",
    "at --samples",
    "hint: separate numbers by commas, such as 0.2,0.4, or write article",
  ],
  ["--samples artcle", "'artcle' is not a finite number", "at --samples", "hint: did you mean 'article'?"],
  [
    "--samples 0.5,1.5",
    "the sample 1.5 lies outside the domain of x, from 0 to 1",
    "at --samples",
    "hint: choose another sample, or a --domain that holds it",
  ],
  [
    "--samples 0.5 --steps 2",
    "1 sample is given where 2 are used",
    "at --samples",
    "note: 2 steps of 1",
    "hint: give more samples or fewer --steps",
  ],
  [
    "--samples article --batch 2",
    "the number of samples, 5, is no multiple of the batch, 2",
    "at --samples",
    "hint: choose another --batch, or say how many --steps",
  ],
  [
    "--samples article --seed 1",
    "--seed has no use where the samples are given",
    "at --seed",
    "hint: leave out --seed or --samples",
  ],
  ["--seed 1.5", "the seed is 1.5", "at --seed", "note: it must be a whole number from 0 to 4294967295"],
  [
    "--learning-rate 0",
    "the learning rate is 0",
    "at --learning-rate",
    "note: it must be a positive number within the range of float32",
  ],
  ["--start 1", "'1' is not two numbers", "at --start", "hint: write W,b, such as 0,0"],
  ["--start 1,b", "'b' is not a finite number", "at --start", "hint: write W,b, such as 0,0"],
  ["--start 1e39,0", "W starts at 1e+39", "at --start", "note: it must be a number within the range of float32"],
  [
    "--target x*y --domain x=0:1 --domain y=0:1",
    "y = W*x + b has one variable, and x and y are given",
    "at --domain",
    "hint: give one",
  ],
  ["--target x --target x^2", "a line follows one target, and 2 are given", "at --target", "hint: give one"],
  [
    "--target log(x)",
    "the target log(x) is not finite at x = 0",
    "at --target",
    "note: its value there is -Infinity",
    "hint: choose a --domain on which the target is finite",
  ],
];

describe("wrong uses", () => {
  test.each(refused)("nnc trace %s", async (line, message, ...rest) => {
    const expected = [`error: ${message}`, ...rest.map((part) => `  ${part}`)].join("\n");
    expect(await nncWithin(["trace", ...line.split(" ")], { cwd: newFolder() })).toEqual({ code: 2, stdout: "", stderr: `${expected}\n` });
  });

  test("nnc trace --json --csv", async () => {
    const { code, stderr } = await nncWithin(["trace", "--json", "--csv"], { cwd: newFolder() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "error: --json and --csv exclude each other\n  hint: give one of them\n" });
  });
});

test("a training that diverges prints nothing and ends with 1", async () => {
  const stderr = [
    "error: the training diverged: the loss is not finite in step 1",
    "  at step 1",
    "  note: the loss of that step is Infinity",
    "  hint: use a --learning-rate smaller than 100000000000000000000",
    "",
  ].join("\n");
  expect(await nncWithin(["trace", "--learning-rate", "1e20"], { cwd: newFolder() })).toEqual({ code: 1, stdout: "", stderr });
});

test("the table goes through a pipe whose reader leaves", () => {
  expect(shell("nnc trace --steps 10000 | head -1", newFolder())).toMatchObject({ code: 0, stderr: "" });
});
