// nnc with functions that remember their calls, as a user meets them: --state and --stream of emit, check, info and run, and what they exclude.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { ORIGIN } from "../fixtures.ts";
import { cell } from "../network/stateful-networks.ts";
import { Sketch } from "../network/streaming/sequence-networks.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const sketch = new Sketch(1);
const features = sketch.builder.input("features", [1, 2, 20], ORIGIN);
const scores = sketch.convolution(sketch.convolution(features, { kernel: 3, dilation: 2, before: 4 }), { kernel: 2, channels: 1 });
const sequence = sketch.builder.finish([{ name: "scores", value: scores }]);
writeFileSync(join(cwd, "sequence.onnx"), writeModel({ network: sequence, record: undefined }, "1"));
writeFileSync(join(cwd, "cell.onnx"), writeModel({ network: cell().network, record: undefined }, "1"));

const read = (path: string): string => readFileSync(join(cwd, path), "utf8");
const PAIRED = ["cell.onnx", "--state", "h=h_out"];
const STREAMED = ["sequence.onnx", "--stream", "2"];

/** The heads of a source's functions. */
async function heads(words: readonly string[], language: string): Promise<readonly string[]> {
  const { stdout } = await nncWithin(["emit", ...words, "--lang", language], { cwd });
  return stdout.split("\n").filter((line) => /^(void|int|func \w+(Step|Init|SelfTest)|export (function|class)|struct).*[^;]$/.test(line));
}

test("each language has a state, what makes it ready, and a step", async () => {
  expect(await heads(PAIRED, "c")).toEqual([
    "struct cell_state {", "void cell_step(struct cell_state *state, const float x[3], float y[2]) {", "int cell_selftest(struct cell_state *state) {", "void cell_init(struct cell_state *state) {",
  ]);
  expect(await heads(PAIRED, "go")).toEqual([
    "func CellStep(state *CellState, x *[3]float32, y *[2]float32) {", "func CellSelfTest(state *CellState) bool {", "func CellInit(state *CellState) {",
  ]);
  expect(await heads(STREAMED, "ts")).toEqual([
    "export class SequenceState {", "export function sequenceStep(state: SequenceState, features: ArrayLike<number>): number {", "export function selfTest(state: SequenceState): boolean {",
    "export function sequenceInit(state: SequenceState): void {",
  ]);
});

test("a file states what is remembered and how the sequence comes, and is checked by its own command", async () => {
  expect(await nncWithin(["emit", ...STREAMED, "-o", "sequence.c"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "wrote sequence.c\n" });
  const source = read("sequence.c");
  for (const line of [
    " * sequence_step computes one step of a trained neural network, which remembers the steps before it.",
    " *   sequence      a call takes the next frame along axis 2 of the model's inputs;",
    " *                 scores: 1 frame in a call, of which the first 1 come before the model's first, as if zeros went before the sequence in every layer",
    " *   state         the caller's, 64 bytes: one sequence_state for each sequence of calls,",
    " *                 which sequence_init makes ready before the first of them",
    " *   regenerate    nnc emit sequence.onnx --stream=2 --lang c --name sequence",
  ]) expect(source.split("\n")).toContain(line);
  expect(await nncWithin(["emit", "--check", "sequence.c"], { cwd })).toEqual({ code: 0, stdout: "sequence.c is what nnc emits\n", stderr: "" });
});

test("a package of C tests itself", async () => {
  expect(await nncWithin(["emit", ...PAIRED, "--lang", "c", "-o", "cell/", "--quiet"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  execFileSync("gcc", ["-Wall", "-Wextra", "-Werror", "-Isrc", "src/cell.c", "test/selftest.c", "-o", "selftest"], { cwd: join(cwd, "cell") });
  expect(execFileSync(join(cwd, "cell", "selftest"), { encoding: "utf8" })).toBe("cell_step: ok\n");
  expect(read("cell/README.md")).toContain("struct cell_state state;\n");
  const sketch = read("cell/examples/cell/cell.ino").split("\n");
  expect(sketch.filter((line) => line.includes("cell_step_remembered"))).toEqual([
    "static struct cell_state cell_step_remembered;",
    "  cell_step(&cell_step_remembered, x, y);",
    '  Serial.println(cell_selftest(&cell_step_remembered) == 0 ? "cell_step: self-test passed" : "cell_step: self-test failed");',
    "  cell_init(&cell_step_remembered);",
  ]);
});

test("packages of Go and npm test themselves", async () => {
  expect(await nncWithin(["emit", ...PAIRED, "--lang", "go", "-o", "gocell/", "--quiet"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  const go = { cwd: join(cwd, "gocell"), encoding: "utf8", env: { ...process.env, GOFLAGS: "-mod=mod", GOPROXY: "off" } } as const;
  expect(execFileSync("gofmt", ["-l", "."], go)).toBe("");
  expect(execFileSync("go", ["vet", "./..."], go)).toBe("");
  expect(read("gocell/README.md")).not.toContain("Slices");
  expect(execFileSync("go", ["test", "-run", ".", "-bench", ".", "-benchtime", "1x", "./..."], go)).toContain("PASS\n");
  expect(await nncWithin(["emit", ...STREAMED, "--lang", "ts", "-o", "npm/", "--quiet"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(execFileSync(process.execPath, ["--test"], { cwd: join(cwd, "npm"), encoding: "utf8" })).toContain("# fail 0\n");
});

test("info shows it", async () => {
  const { stdout } = await nncWithin(["info", ...PAIRED], { cwd });
  expect(stdout.split("\n")).toEqual(expect.arrayContaining(["format   ONNX read with --state h=h_out", "inputs   x 1 x 3", "outputs  y 1 x 2", "state    h 1 x 6, then h_out; 24 bytes"]));
  const json = JSON.parse((await nncWithin(["info", ...STREAMED, "--json"], { cwd })).stdout) as { readonly states: readonly unknown[]; readonly stateBytes: number; readonly stream: unknown };
  expect(json.states).toHaveLength(2);
  expect(json.stateBytes).toBe(64);
  expect(json.stream).toEqual({ axis: 2, frames: 1, outputs: [{ name: "scores", frames: 1, early: 1 }] });
});

test("run takes points for the calls of a sequence", async () => {
  const { stdout } = await nncWithin(["run", ...PAIRED, "--at", "1,0,0", "--at", "0,0,0", "--at", "0,0,0", "--csv"], { cwd });
  const [, first, second, third] = stdout.split("\n");
  expect(second.split(",").slice(0, 3)).toEqual(third.split(",").slice(0, 3));
  expect(new Set([first, second, third]).size).toBe(3);
});

describe("excludes", () => {
  const EXCLUDED: readonly (readonly [readonly string[], string, string])[] = [
    [["emit", ...PAIRED, "--lang", "c", "--batch"], "--batch", "many arguments at once would be calls that do not wait for each other"],
    [["emit", ...PAIRED, "--lang", "c", "--result", "class"], "--result", "a class is told of all that is given, and a step is given a part of it"],
    [["emit", ...STREAMED, "--lang", "c", "--form", "table"], "--form", "a table is of functions of one number"],
    [["check", ...PAIRED, "--exhaustive"], "--exhaustive", "what a number gives depends on the calls before it"],
    [["check", ...PAIRED, "--target", "x"], "--target", "an error is looked for at calls that do not follow from each other"],
    [["check", ...PAIRED, "--max-error", "1"], "--max-error", "an error is looked for at calls that do not follow from each other"],
  ];

  test.each(EXCLUDED)("%j", async (words, place, note) => {
    const { code, stderr } = await nncWithin(words, { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(`error: this is not for functions that remember their calls\n  at ${place}\n  note: ${note}\n  hint: leave it out\n`);
  });

  test("states and sequences each other, and names that are none", async () => {
    expect((await nncWithin(["emit", ...PAIRED, "--stream", "1", "--lang", "c"], { cwd })).stderr).toContain("note: states are named as well\n");
    expect((await nncWithin(["emit", "cell.onnx", "--state", "h", "--lang", "c"], { cwd })).stderr).toContain("error: 'h' names no state\n");
    expect((await nncWithin(["emit", "cell.onnx", "--stream", "time", "--lang", "c"], { cwd })).stderr).toContain('note: no axis and no input of it is called "time"\n');
    const named = (await nncWithin(["emit", "sequence.onnx", "--stream", "features", "--lang", "c"], { cwd })).stderr;
    expect(named).toContain('note: the input "features" is [1, 2, 20], of which several axes may be a sequence\n');
  });
});
