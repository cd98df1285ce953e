// A classifier from a file of labels to C, as a user makes one: what each command says of classes.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const run = (...words: readonly string[]) => nncWithin(words, { cwd });

/** Points left of 0, about it and right of it. */
const rows = Array.from({ length: 60 }, (_, row) => `${(row - 29.5) / 10},${row % 7},${row < 20 ? "cold" : row < 40 ? "warm" : "hot, very"}`);
const quoted = rows.map((row) => row.replace(/(hot, very)$/, '"$1"'));

beforeAll(() => {
  writeFileSync(join(cwd, "t.csv"), `x,noise,state\n${quoted.join("\n")}\n`);
  writeFileSync(join(cwd, "new.csv"), 'x,noise,state\n-2,1,cold\n0,1,"hot, very"\n');
  writeFileSync(join(cwd, "unseen.csv"), "x,noise,state\n-2,1,cold\n0,1,icy\n1,1,icy\n");
});

test("train says which labels there are and how many are told right", async () => {
  const { code, stderr } = await run("train", "--data", "t.csv", "-o", "m.onnx");
  expect(code).toBe(0);
  expect(stderr).toMatch(/^state_cold, state_hot_very, state_warm from x, noise: 48 samples to train on, 12 held out\nnote: 'state' holds the labels of 3 classes: 'cold', 'hot, very', 'warm'\n/);
  expect(stderr).toMatch(/\n4[78] of 48 samples trained on told right, \d+\.\d %; RMS of the probabilities \S+\n1[12] of 12 samples held out told right, /);
});

test("check compares with labels, and fails where too many are told wrong", async () => {
  const good = await run("check", "m.onnx", "--data", "t.csv", "--lang", "ts", "--max-error", "0.1");
  expect([good.code, good.stderr]).toEqual([0, "note: t.csv is the file the network was trained on\n"]);
  expect(good.stdout).toMatch(/classes of the 60 samples of t\.csv, 12 of them held out\nstate: \d\d of 60 told right, /);
  expect(good.stdout).toMatch(/\nhas \\ is told +cold +hot, very +warm +right +precise\n/);
  expect(good.stdout).toContain("and no more than a share of 0.1 of the samples is told wrong");
  const bad = await run("check", "m.onnx", "--data", "new.csv", "--lang", "ts", "--max-error", "0.1");
  expect([bad.code, bad.stdout]).toEqual([1, expect.stringMatching(/\nstate: 1 of 2 told right, 50\.0 %\n(.*\n)*the samples told wrong, the surest first\nline +state +told +probability\n3 +hot, very +warm +\S+\n/)]);
  expect(bad.stderr).toContain("TypeScript by node: a share of 5.00e-1 of the samples told wrong, more than 0.1");
  const { data } = JSON.parse((await run("check", "m.onnx", "--data", "new.csv", "--lang", "ts", "--json")).stdout) as { readonly data: object };
  expect(data).toMatchObject({ classes: [{ name: "state", labels: ["cold", "hot, very", "warm"], told: { right: 1, samples: 2 }, heldOut: null, confusion: [[1, 0, 0], [0, 0, 1], [0, 0, 0]] }] });
});

test("a report says how each label is told", async () => {
  expect((await run("report", "m.onnx", "--data", "new.csv", "-o", "r.html")).code).toBe(0);
  const page = readFileSync(join(cwd, "r.html"), "utf8");
  for (const text of ["state told right", "50.0 %", "1 of 2 samples of new.csv", "<dt>state hot, very told</dt><dd>1 as warm</dd>", "<dt>state warm told</dt><dd>no samples</dd>", "line 3: hot, very as warm", "what the network takes for what: state", "how sure and how right the network is of state"]) {
    expect(page).toContain(text);
  }
});

test("a label that the network does not know is refused, with its line", async () => {
  expect(await run("check", "m.onnx", "--data", "unseen.csv", "--lang", "ts")).toEqual({
    code: 3,
    stdout: "",
    stderr:
      "error: 'icy' is no label that the network knows\n  at unseen.csv: line 3, column 3 (state)\n" +
      "  note: 2 samples have such a label: 'icy'; it knows 'cold', 'hot, very', 'warm'\n  hint: leave these samples out, or train the network with them\n",
  });
});

test("emit writes a function that gives the class, and says which number is which", async () => {
  expect((await run("emit", "m.onnx", "--result", "class", "-o", "m.c")).code).toBe(0);
  const source = readFileSync(join(cwd, "m.c"), "utf8");
  for (const line of ["tells the class of t.csv", "0 is cold", "1 is hot, very", "2 is warm", "samples it was not trained on are told right;", "nnc emit m.onnx --lang c --name m --result class", "int32_t m(const float x[2])"]) {
    expect(source).toContain(line);
  }
  expect((await run("info", "m.onnx")).stdout).toMatch(/\nclasses +cold, hot, very, warm\n/);
});

test("a checkpoint holds the classifier as it stands, and a training that is killed ends as if it had not been", async () => {
  const words = ["train", "-q", "--data", "t.csv", "--recipe", "article", "--iterations", "200"];
  expect(await run(...words, "--checkpoint-every", "100", "-o", "c.onnx")).toMatchObject({ code: 0 });
  const { stdout } = await run("info", "c.checkpoint.safetensors");
  expect(stdout).toMatch(/\nclasses +cold, hot, very, warm\n/);
  expect(stdout).toMatch(/softmax axis=1/);
  const [whole, again] = await Promise.all(["c.onnx", "c.checkpoint.safetensors"].map((of) => run("run", of, "--at", "0.5,3", "--json")));
  expect((JSON.parse(again.stdout) as { readonly points: unknown }).points).toEqual((JSON.parse(whole.stdout) as { readonly points: unknown }).points);
});

test("whole numbers are labels where classes are asked for, and 0 and 1 are numbers where these are", async () => {
  writeFileSync(join(cwd, "n.csv"), `x,y\n${rows.map((_, row) => `${row},${Math.floor(row / 20) + 1}`).join("\n")}\n`);
  const asked = await run("train", "--data", "n.csv", "--task", "classes", "-o", "n.onnx");
  expect([asked.code, asked.stderr.split("\n")[0]]).toEqual([0, "y_1, y_2, y_3 from x: 48 samples to train on, 12 held out"]);
  expect((await run("info", "n.onnx")).stdout).toContain("nnc train --data n.csv --task classes --seed 3");
  writeFileSync(join(cwd, "b.csv"), "a,b,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n");
  const numbers = await run("train", "--data", "b.csv", "--task", "numbers", "--hidden", "4", "-o", "b.onnx");
  expect([numbers.code, numbers.stderr]).toEqual([0, expect.stringContaining("largest error seen in 4 samples trained on")]);
  expect(await run("emit", "b.onnx", "--lang", "c", "--result", "class")).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: the network gives no class\n  at --result\n  note: it was trained on numbers, of y of b.csv\n  hint: leave it out, or train with --task classes\n",
  });
});

test.each([
  [["train", "--task", "classes"], "error: --task without --data says nothing\n  at --task\n  hint: give --data samples.csv\n"],
  [["train", "--data", "t.csv", "--task", "class"], "error: 'class' is no task\n  at --task\n  hint: write numbers or classes\n"],
  [["emit", "m.onnx", "--lang", "c", "--result", "klass"], "error: 'klass' is nothing that a function gives\n  at --result\n  hint: did you mean 'class'?\n"],
])("%j is refused", async (words, stderr) => expect(await run(...words)).toEqual({ code: 2, stdout: "", stderr }));
