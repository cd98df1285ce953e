// Checkpoints as a user meets them: stopped trainings that go on to the very same file, and what is said where they cannot.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSafetensors } from "../../src/formats/safetensors/read.ts";
import { writeSafetensors } from "../../src/formats/safetensors/write.ts";
import { FIRST_ORDER_OPTIMISERS } from "../../src/train/optimisers/index.ts";
import { VERSION } from "../../src/pipeline/version.ts";
import type { Outcome } from "./run-nnc.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, shell, signalled } from "./run-nnc.ts";

const NAME = "nnc-model.checkpoint.safetensors";
const metadataOf = (path: string): ReadonlyMap<string, string> => readSafetensors(readFileSync(path), path).metadata;
/** Files beside `nnc-model.onnx`. */
const filesIn = (folder: string): readonly string[] => readdirSync(folder).sort();

/** Stops a training once its checkpoint says so; tries again where it was done before the signal came. */
async function interrupted(words: readonly string[], folder: string, ready: (metadata: ReadonlyMap<string, string>) => boolean = () => true): Promise<string> {
  const path = join(folder, NAME);
  for (let attempt = 0; attempt < 5; attempt++) {
    const { code, stderr } = await signalled(["train", ...words], folder, "SIGINT", () => existsSync(path) && ready(metadataOf(path)));
    if (code === 130) return stderr;
    expect([code, stderr]).toEqual([0, stderr]);
    rmSync(path, { force: true });
    rmSync(join(folder, "nnc-model.onnx"));
  }
  throw new Error("the training was always done before the signal came");
}

/** A training that was stopped, and one that was not. */
async function expectSame(words: readonly string[], ready?: (metadata: ReadonlyMap<string, string>) => boolean, code = 0, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const [folder, other] = [newFolder(), newFolder()];
  for (const one of [folder, other]) for (const [name, text] of Object.entries(files)) writeFileSync(join(one, name), text);
  const said = await interrupted(words, folder, ready);
  expect(filesIn(folder)).toEqual([NAME, ...Object.keys(files)].sort());
  const resumed = await nncWithin(["train", "--resume", "-q"], { cwd: folder });
  const option = words.indexOf("--checkpoint-every");
  const never = await nncWithin(["train", ...words.toSpliced(option, 2), "--checkpoint-every", "0", "-q"], { cwd: other });
  expect(resumed).toEqual({ code, stdout: "", stderr: never.stderr });
  expect(filesIn(folder)).toEqual(["nnc-model.onnx", ...Object.keys(files)].sort());
  expect(readFileSync(join(folder, "nnc-model.onnx")).equals(readFileSync(join(other, "nnc-model.onnx")))).toBe(true);
  return said;
}

const GRADIENT = ["--recipe", "article", "--hidden", "4,3", "--batch", "8", "--iterations", "4000"];

describe("a training that was stopped goes on to the same file", () => {
  test.each(FIRST_ORDER_OPTIMISERS.map(({ name }) => name))("by the optimiser %s", async (optimiser) => {
    await expectSame([...GRADIENT, "--optimiser", optimiser, "--checkpoint-every", "200", "--schedule", "warmup:100,cosine", "-q"]);
  });

  test("by the second-order optimiser", async () => {
    const said = await expectSame(["--optimiser", "lm", "--hidden", "8,16", "--iterations", "60", "--checkpoint-every", "3"]);
    expect(said.trimEnd().split("\n").at(-1)).toMatch(
      /^saved nnc-model\.checkpoint\.safetensors at iteration \d+ of 60; continue with: nnc train --resume --checkpoint-every 3$/,
    );
  });

  test("on data", async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row / 4},${(row * 17) % 31},${row * row}`);
    const words = ["--data", "samples.csv", "--inputs", "a", "--hold-out", "0.25", "--split-seed", "9", "--recipe", "article", "--iterations", "4000", "--batch", "16", "--checkpoint-every", "200"];
    await expectSame(words, undefined, 0, { "samples.csv": ["a,b,y", ...rows].join("\n") });
  });

  test("in the refinement of the recipe best", async () => {
    const said = await expectSame(["--target", "x*y", "--domain", "x=-1:1", "--domain", "y=0:1", "--hidden", "12,12", "--checkpoint-every", "20"]);
    expect(said.trimEnd().split("\n").at(-1)).toMatch(
      /^saved nnc-model\.checkpoint\.safetensors at iteration \d+ of at most 122 of the refinement; continue with: nnc train --resume --checkpoint-every 20$/,
    );
  });

  test("in a search among seeds, of which no training is done twice", async () => {
    const words = ["--recipe", "article", "--iterations", "600", "--hidden", "4", "--max-error", "1e-5", "--checkpoint-every", "50"];
    const done = (metadata: ReadonlyMap<string, string>): boolean => (metadata.get("nnc.checkpoint.attempts") ?? "").includes('"seed":5');
    const said = await expectSame(words, done, 1);
    // Of one that is interrupted while it is measured that is said when it has gone on.
    expect(said).toContain("seed 4: largest error seen");
    expect(said.trimEnd().split("\n").at(-1)).toMatch(
      /^saved nnc-model\.checkpoint\.safetensors (at iteration \d+ of 600 with hidden layers 4 and seed \d+|after \d trainings); continue with: nnc train --resume --checkpoint-every 50$/,
    );
  });

  test("in a search for the smallest size", async () => {
    const words = ["--recipe", "article", "--iterations", "600", "--batch", "20", "--max-error", "0.3", "--smallest", "--checkpoint-every", "50"];
    await expectSame(words, (metadata) => (metadata.get("nnc.checkpoint.attempts") ?? "").includes('"hidden":[2,4]'));
  });
});

describe("signals", () => {
  test("Ctrl-C saves at once and says what continues; the line does", async () => {
    const [folder, other] = [newFolder(), newFolder()];
    const words = ["--recipe", "article", "--hidden", "4", "--batch", "4", "--iterations", "2000000"];
    const { code, stderr } = await signalled(["train", ...words], folder, "SIGINT", () => existsSync(join(folder, NAME)));
    expect(code).toBe(130);
    const [, at = "", command = ""] = /^saved nnc-model\.checkpoint\.safetensors at iteration ([\d,]+) of 2,000,000; continue with: (.*)$/m.exec(stderr) ?? [];
    expect(command).toBe("nnc train --resume");
    expect(stderr.endsWith(`${command}\n`)).toBe(true);
    expect(JSON.parse(metadataOf(join(folder, NAME)).get("nnc.checkpoint.current") ?? "")).toEqual({
      hidden: [4],
      seed: 3,
      stage: "gradient",
      iteration: Number(at.replaceAll(",", "")),
      iterations: 2_000_000,
    });
    const resumed = shell(command, folder);
    expect({ code: resumed.code, stdout: resumed.stdout }).toEqual({ code: 0, stdout: "" });
    expect(resumed.stderr.split("\n")[0]).toBe(`going on at iteration ${at} of 2,000,000`);
    expect((await nncWithin(["train", ...words, "-q"], { cwd: other })).code).toBe(0);
    expect(shell(`cmp nnc-model.onnx ${other}/nnc-model.onnx && ls`, folder)).toEqual({ code: 0, stdout: "nnc-model.onnx\n", stderr: "" });
  });

  test("SIGTERM does too; the line names the model and the data, quoted", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "my data"));
    writeFileSync(join(folder, "my data", "it's.csv"), ["x,y", ...Array.from({ length: 40 }, (_, i) => `${i},${i * i}`)].join("\n"));
    const words = ["--data", "my data/it's.csv", "--recipe", "article", "--iterations", "400000", "-o", "a b.onnx"];
    const { code, stderr } = await signalled(["train", ...words], folder, "SIGTERM", (said) => said.includes("iteration"));
    expect(code).toBe(143);
    const line = stderr.trimEnd().split("\n").at(-1) ?? "";
    expect(line).toMatch(/^saved a b\.checkpoint\.safetensors at iteration [\d,]+ of 400,000; continue with: nnc train --resume -o 'a b\.onnx' --data 'my data\/it'\\''s\.csv'$/);
    // Other words are no problem where they say the same.
    const [, command = ""] = line.split("continue with: ");
    expect((await signalledLine(`${command} --iterations 400000 --recipe article`, folder)).code).toBe(130);
  });

  test("a run that goes on and is stopped before it did anything leaves the checkpoint as it was", async () => {
    const folder = newFolder();
    await interrupted([...GRADIENT, "-q", "--checkpoint-every", "200"], folder);
    const before = readFileSync(join(folder, NAME));
    writeFileSync(join(folder, "x"), "");
    const { code } = await signalled(["train", "--resume", "-v"], folder, "SIGINT", () => true);
    expect([130, null]).toContain(code);
    expect(readFileSync(join(folder, NAME)).equals(before)).toBe(true);
  });

  /** Stopped at the first line about an iteration. */
  async function signalledLine(line: string, folder: string): Promise<Outcome> {
    const words = JSON.parse(shell(`nnc() { node -p 'JSON.stringify(process.argv.slice(1))' -- "$@"; }; ${line}`, folder).stdout) as unknown;
    if (!Array.isArray(words)) throw new Error("no words");
    return await signalled(words.map(String), folder, "SIGINT", (said) => said.includes("iteration"));
  }
});

describe("what lies there", () => {
  test("a short training leaves the model alone; with the option the last checkpoint stays, and is a model", async () => {
    const folder = newFolder();
    expect(await nncWithin(["train", ...GRADIENT, "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(filesIn(folder)).toEqual(["nnc-model.onnx"]);
    expect(await nncWithin(["train", ...GRADIENT, "--checkpoint-every", "2500", "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(filesIn(folder)).toEqual([NAME, "nnc-model.onnx"]);
    const evaluated = async (model: string) => (await nncWithin(["check", model, "--lang", "ts"], { cwd: folder })).stdout;
    expect(await evaluated(NAME)).toBe(await evaluated("nnc-model.onnx"));
    expect((await nncWithin(["emit", NAME, "--lang", "c"], { cwd: folder })).stdout).toContain("nnc train --recipe article --hidden 4,3");
  });

  test("more iterations go on with a finished one, as if there had always been as many", async () => {
    const folder = newFolder();
    await nncWithin(["train", ...GRADIENT, "-q", "--checkpoint-every", "3000"], { cwd: folder });
    expect(await nncWithin(["train", "--resume", "--iterations", "5000", "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    const words = GRADIENT.map((word) => (word === "4000" ? "5000" : word));
    expect((await nncWithin(["train", ...words, "-q", "-o", "other.onnx"], { cwd: folder })).code).toBe(0);
    expect(readFileSync(join(folder, "nnc-model.onnx")).equals(readFileSync(join(folder, "other.onnx")))).toBe(true);
  });

  test("by the second-order optimiser too; one that ended before has no use for more", async () => {
    const folder = newFolder();
    const words = ["train", "--optimiser", "lm", "--hidden", "5", "-q"];
    await nncWithin([...words, "--iterations", "10", "--checkpoint-every", "4"], { cwd: folder });
    expect(await nncWithin(["train", "--resume", "--iterations", "20", "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await nncWithin([...words, "--iterations", "20", "-o", "other.onnx"], { cwd: folder })).code).toBe(0);
    expect(readFileSync(join(folder, "nnc-model.onnx")).equals(readFileSync(join(folder, "other.onnx")))).toBe(true);
    await nncWithin(["train", "--optimiser", "lm", "--hidden", "none", "-q", "--checkpoint-every", "4"], { cwd: folder });
    const { code, stderr } = await nncWithin(["train", "--resume"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: the training of nnc-model\.checkpoint\.safetensors is finished\n {2}at --resume\n {2}note: it ended at iteration \d\d? of 100\n {2}hint: train again without --resume\n$/);
  });
});

describe("diagnostics", () => {
  const diagnostic = (message: string, ...rest: readonly string[]): Outcome & { readonly code: 2 | 3 } => ({
    code: rest[0]?.startsWith("at nnc-model") || rest[0]?.startsWith("at x.") ? 3 : 2,
    stdout: "",
    stderr: [`error: ${message}`, ...rest.map((line) => `  ${line}`), ""].join("\n"),
  });

  /** A folder with an unfinished training, made from a finished one. */
  async function unfinished(words: readonly string[], change: Readonly<Record<string, string>> = {}, size = 1): Promise<string> {
    const folder = newFolder();
    expect((await nncWithin(["train", "-q", "--checkpoint-every", "10", ...words], { cwd: folder })).code).toBe(0);
    const { metadata, tensors } = readSafetensors(readFileSync(join(folder, NAME)), NAME);
    const bytes = writeSafetensors({ metadata: new Map([...metadata, ["nnc.checkpoint.finished", "false"], ...Object.entries(change)]), tensors });
    writeFileSync(join(folder, NAME), bytes.subarray(0, Math.floor(size * bytes.length)));
    return folder;
  }

  const SHORT = ["--iterations", "40", "--hidden", "2"];
  const HINT = "hint: leave the option out, or train again without --resume";

  test("options that say something else, with both values; equal ones and implied ones are fine", async () => {
    const folder = await unfinished([...SHORT, "--optimiser", "sgd", "--seed", "4"]);
    const resume = (...words: readonly string[]) => nncWithin(["train", "--resume", ...words], { cwd: folder });
    expect(await resume("--seed", "5")).toEqual(diagnostic("--seed 5 contradicts the checkpoint", "at --seed", `note: ${NAME} is of a training with --seed 4`, HINT));
    expect(await resume("--optimiser", "adam")).toEqual(diagnostic("--optimiser adam contradicts the checkpoint", "at --optimiser", `note: ${NAME} is of a training with --optimiser sgd`, HINT));
    expect(await resume("--hidden", "none")).toEqual(diagnostic("--hidden none contradicts the checkpoint", "at --hidden", `note: ${NAME} is of a training with --hidden 2`, HINT));
    expect(await resume("--domain", "0:2")).toEqual(diagnostic("--domain x=0:2 contradicts the checkpoint", "at --domain", `note: ${NAME} is of a training with --domain x=0:1`, HINT));
    expect(await resume("--max-error", "1")).toEqual(diagnostic("--max-error 1 contradicts the checkpoint", "at --max-error", `note: ${NAME} is of a training with no --max-error`, HINT));
    expect(await resume("--target", "exp(x)", "--recipe", "article", "--learning-rate", "0.01", "--batch", "1e2", "--seed", "4", "-q")).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(filesIn(folder)).toEqual(["nnc-model.onnx"]);
  });

  test("other iterations where they would be another training", async () => {
    const folder = await unfinished([...SHORT, "--schedule", "cosine"]);
    expect(await nncWithin(["train", "--resume", "--iterations", "80"], { cwd: folder })).toEqual(
      diagnostic(
        "the schedule cosine depends on the number of iterations",
        "at --iterations",
        `note: the 40 iterations of ${NAME} followed it for 40; a training of 80 takes other steps from iteration 2 on`,
        "hint: leave --iterations out, or train again without --resume",
      ),
    );
    expect(await nncWithin(["train", "--resume", "--iterations", "30"], { cwd: await unfinished(SHORT) })).toEqual(
      diagnostic("40 iterations are done, more than 30", "at --iterations", `note: ${NAME} is at iteration 40 of 40`, "hint: give more, or train again without --resume"),
    );
    const search = await unfinished([...SHORT, "--max-error", "1"]);
    expect(await nncWithin(["train", "--resume", "--iterations", "80"], { cwd: search })).toEqual(
      diagnostic("--iterations 80 contradicts the checkpoint", "at --iterations", `note: ${NAME} is of a training with --iterations 40`, HINT),
    );
  });

  test("none, a foreign one, a damaged one, one of another version", async () => {
    const folder = newFolder();
    const resume = (at: string) => nncWithin(["train", "--resume"], { cwd: at });
    expect(await resume(folder)).toEqual(
      diagnostic(
        `cannot read ${NAME}`,
        "note: there is no such file or folder (ENOENT)",
        "hint: there is nothing to go on with: train without --resume, or say with -o which model it was",
      ),
    );
    writeFileSync(join(folder, NAME), "something of the user's");
    const foreign = diagnostic(`will not overwrite ${NAME}`, "note: it is not a checkpoint that nnc wrote", "hint: choose another name, or --force to overwrite it all the same");
    expect(await resume(folder)).toEqual(foreign);
    expect(await nncWithin(["train"], { cwd: folder })).toEqual(foreign);
    expect(await nncWithin(["train", "--resume", "--force"], { cwd: folder })).toEqual(
      diagnostic("the file is no checkpoint of nnc's", `at ${NAME}`, "hint: choose another model with -o, or train without --resume"),
    );
    const damaged = await unfinished(SHORT, {}, 0.9);
    expect((await resume(damaged)).stderr).toMatch(/^error: the tensor cannot be read\n {2}at nnc-model\.checkpoint\.safetensors: tensor ".*"\n {2}note: it ends at byte \d+, after the file, which has \d+ bytes of tensors\n {2}hint: the file is damaged or was cut off\n$/);
    expect(await resume(await unfinished(SHORT, { "nnc.checkpoint.nnc": "0.0.9" }))).toEqual(
      diagnostic("the checkpoint was written by nnc 0.0.9", `at ${NAME}`, `note: this is nnc ${VERSION}: it might end in other bits`, "hint: go on with the nnc that wrote it, or train without --resume"),
    );
    expect(await resume(await unfinished(SHORT, { "nnc.checkpoint.options": '{"seed":"x"}' }))).toEqual(
      diagnostic("the checkpoint cannot be read", `at ${NAME}: metadata entry "nnc.checkpoint.options"`, "note: the entry is missing or was not written by nnc", "hint: the file is damaged; train again without --resume"),
    );
    expect(await resume(await unfinished(SHORT, { "nnc.checkpoint.recipe": "{}" }))).toEqual(
      diagnostic("the checkpoint was written by another build of nnc", `at ${NAME}`, "note: the same options stand for another recipe there", "hint: go on with the nnc that wrote it, or train without --resume"),
    );
    const recipe = metadataOf(join(await unfinished(["--iterations", "40", "--hidden", "3"]), NAME)).get("nnc.checkpoint.recipe") ?? "";
    const options = '{"recipe":"article","iterations":"40","hidden":"3"}';
    expect((await resume(await unfinished(SHORT, { "nnc.checkpoint.options": options, "nnc.checkpoint.recipe": recipe }))).code).toBe(0);
    // A damaged one may be written over.
    expect(await nncWithin(["train", ...SHORT, "-q"], { cwd: damaged })).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("a finished one", async () => {
    const folder = newFolder();
    await nncWithin(["train", ...SHORT, "-q", "--checkpoint-every", "20"], { cwd: folder });
    expect(await nncWithin(["train", "--resume"], { cwd: folder })).toEqual(
      diagnostic(
        `the training of ${NAME} is finished`,
        "at --resume",
        "note: it ended at iteration 40 of 40",
        "hint: train further with more iterations, such as --iterations 80, or train again without --resume",
      ),
    );
    // It may be written over: its model is there.
    expect(await nncWithin(["train", ...SHORT, "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(filesIn(folder)).toEqual(["nnc-model.onnx"]);
  });

  test("a training that would take the place of an unfinished one", async () => {
    const folder = await unfinished([...SHORT, "-o", "nnc-model.onnx"]);
    expect(await nncWithin(["train", "--seed", "9"], { cwd: folder })).toEqual(
      diagnostic(
        `${NAME} holds a training that is unfinished`,
        "note: it is at iteration 40 of 40",
        "hint: continue it with: nnc train --resume",
        "      or begin anew, and lose it, with --force",
      ),
    );
    expect(await nncWithin(["train", ...SHORT, "-q", "--checkpoint-every", "0"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(filesIn(folder)).toEqual([NAME, "nnc-model.onnx"]);
    expect(await nncWithin(["train", ...SHORT, "-q", "--force"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(filesIn(folder)).toEqual(["nnc-model.onnx"]);
  });

  test("data that are elsewhere or others", async () => {
    const csv = ["x,y", ...Array.from({ length: 20 }, (_, i) => `${i},${2 * i}`)].join("\n");
    const folder = newFolder();
    mkdirSync(join(folder, "d"));
    writeFileSync(join(folder, "d", "s.csv"), csv);
    expect((await nncWithin(["train", ...SHORT, "-q", "--data", "d/s.csv", "--checkpoint-every", "10"], { cwd: folder })).code).toBe(0);
    const { metadata, tensors } = readSafetensors(readFileSync(join(folder, NAME)), NAME);
    writeFileSync(join(folder, NAME), writeSafetensors({ metadata: new Map([...metadata, ["nnc.checkpoint.finished", "false"]]), tensors }));
    expect([...metadata.values()].filter((value) => value.includes("d/s.csv"))).toEqual([]);
    expect(await nncWithin(["train", "--resume"], { cwd: folder })).toEqual(
      diagnostic("there is no s.csv in the current folder", "at --data", "note: the training goes on with the same samples", "hint: say where it is: nnc train --resume --data FOLDER/s.csv"),
    );
    writeFileSync(join(folder, "other.csv"), `${csv}\n20,1`);
    const { code, stderr } = await nncWithin(["train", "--resume", "--data", "other.csv"], { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: other\.csv is not what the training was begun with\n {2}at --data\n {2}note: its sha256 is [0-9a-f]{64}\n {8}the checkpoint says [0-9a-f]{64}\n {2}hint: say with --data where the file is that the training was begun with, or train again without --resume\n$/);
    const before = readFileSync(join(folder, "nnc-model.onnx"));
    writeFileSync(join(folder, "renamed.csv"), csv);
    expect(await nncWithin(["train", "--resume", "--data", "renamed.csv", "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(join(folder, "nnc-model.onnx")).equals(before)).toBe(true);
  });

  test("a model that is no file has no checkpoint", async () => {
    const folder = newFolder();
    const refused = (what: string, option: string) =>
      diagnostic(`there is no checkpoint beside ${what}`, `at ${option}`, "note: a checkpoint lies beside the model, which must be a file", `hint: leave ${option} out, or name a file with -o`);
    expect(await nncWithin(["train", "-o", "-", "--checkpoint-every", "10"], { cwd: folder })).toEqual(refused("standard output", "--checkpoint-every"));
    expect(await nncWithin(["train", "-o", "-", "--resume"], { cwd: folder })).toEqual(refused("standard output", "--resume"));
    expect(await nncWithin(["train", "-o", "/dev/null", "--resume"], { cwd: folder })).toEqual(refused("/dev/null", "--resume"));
    expect(await nncWithin(["train", "--checkpoint-every", "1.5"], { cwd: folder })).toEqual(
      diagnostic("'1.5' is no number of iterations", "at --checkpoint-every", "hint: give a whole number such as 100, or 0 for no checkpoints"),
    );
    expect(filesIn(folder)).toEqual([]);
  });

  test("no room is told before the training where checkpoints are asked for, and later does not stop it", () => {
    const folder = newFolder();
    const limited = (blocks: number, words: readonly string[]) => shell(`trap '' XFSZ; ulimit -f ${blocks}; nnc train ${words.join(" ")}`, folder);
    expect(limited(32, [...SHORT, "--checkpoint-every", "10"])).toEqual(
      diagnostic(`cannot write ${NAME}`, "note: the file would be larger than allowed (EFBIG)", "hint: make room, or choose another folder"),
    );
    expect(filesIn(folder)).toEqual([]);
    // 100 KiB are enough for the first checkpoints and not for the losses of 20,000 iterations.
    const { code, stderr } = limited(100, ["--recipe", "article", "--iterations", "20000", "--hidden", "2", "--batch", "4", "--checkpoint-every", "4000"]);
    expect(code).toBe(0);
    const warnings = stderr.split("\n").filter((line) => line.startsWith("warning"));
    expect(warnings).toEqual([`warning: cannot write ${NAME}: the file would be larger than allowed (EFBIG); the training goes on without a checkpoint`]);
    expect(JSON.parse(metadataOf(join(folder, NAME)).get("nnc.checkpoint.current") ?? "")).toMatchObject({ iteration: 12_000 });
    expect(existsSync(join(folder, "nnc-model.onnx"))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
