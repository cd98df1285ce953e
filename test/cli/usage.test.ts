// Wrong command lines: the whole diagnostic and the exit code of each. Also help, version and completion.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { VERSION } from "../../src/pipeline/version.ts";
import { DEFAULT_SEED } from "../../src/train/recipes.ts";
import { EMITTED_NAMES } from "../../src/languages/index.ts";
import { nncWithin } from "./nnc-within.ts";
import { nnc } from "./run-nnc.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const EMIT_HELP = "hint: nnc emit --help lists the options";
const CONVERT_EXAMPLE = "hint: for example nnc convert my.model model.onnx --activation leaky_relu:0.2";
const DOMAIN_HINT = "hint: write LO:HI, for example 0:1, -pi:pi or x=0:1";
const PLOT_KINDS = "note: there are loss, fit, error, calibration, confusion, contour";
const WHOLE = "note: it must be a whole number from";

/** Each command line with the diagnostic it gets, line by line. */
const refused: readonly (readonly [line: string, ...diagnostic: string[]])[] = [
  ["trian", "there is no command 'trian'", "hint: did you mean 'train'?"],
  ["zzzzzz", "there is no command 'zzzzzz'", "hint: nnc --help lists the commands"],
  ...["build", "compile", "generate", "export"].map((word): readonly [string, ...string[]] => [word, `there is no command '${word}'`, "hint: did you mean 'emit'?"]),
  ["predict", "there is no command 'predict'", "hint: did you mean 'run'?"],
  ["test", "there is no command 'test'", "hint: did you mean 'check'?"],
  ["verify", "there is no command 'verify'", "hint: did you mean 'check' or 'certify'?"],
  ["Version", "there is no command 'Version'", "hint: write nnc --version"],
  [
    "sin.onnx",
    "there is no command 'sin.onnx'",
    "hint: say what to do with it: nnc info sin.onnx shows it, nnc emit sin.onnx --lang c compiles it",
  ],
  ["train --epochs 100", "nnc train has no option --epochs", "hint: did you mean '--iterations'?"],
  ["train --lr=0.1", "nnc train has no option --lr", "hint: did you mean '--learning-rate'?"],
  ["train --layers 8", "nnc train has no option --layers", "hint: did you mean '--hidden'?"],
  ["train --tol 1e-3", "nnc train has no option --tol", "hint: did you mean '--max-error'?"],
  ["emit --out x.c", "nnc emit has no option --out", "hint: did you mean '--output'?"],
  ["emit --language c", "nnc emit has no option --language", "hint: did you mean '--lang'?"],
  ["run --point 1", "nnc run has no option --point", "hint: did you mean '--at'?"],
  ["check --model a.onnx", "nnc check has no option --model", "hint: name the file without an option: nnc check MODEL"],
  ["help emitt", "there is no command 'emitt'", "hint: did you mean 'emit'?"],
  ["help emit run", "nnc help has no use for 'run'", "hint: name one command, such as nnc help emit"],
  ["new my-project", "nnc new has no use for 'my-project'", "hint: nnc new shows how to begin, and makes no files"],
  ["completion zsh", "nnc completion has no use for 'zsh'", "hint: nnc completion prints the script for bash and zsh"],
  ["train --seeed 3", "nnc train has no option --seeed", "hint: did you mean '--seed'?"],
  ["emit --qqqqqqq", "nnc emit has no option --qqqqqqq", EMIT_HELP],
  ["emit -x", "nnc emit has no option -x", EMIT_HELP],
  ["emit --no-name --lang c", "nnc emit has no option --no-name", "hint: did you mean '--name'?"],
  ["--lang c emit", "--lang stands before the command it belongs to", "hint: write nnc emit --lang"],
  ["emit --lang", "--lang needs a value", "hint: nnc emit --help describes it"],
  ["emit -o -q", "--output needs a value", "at -q", "hint: nnc emit --help describes it"],
  ["emit --name --lang c", "--name needs a value", "at --lang", "hint: nnc emit --help describes it"],
  ["emit --lang c --lang go", "--lang is given 2 times", "hint: give it once"],
  ["emit --force=yes --lang c", "--force takes no value", "at --force=yes"],
  ["convert", "nnc convert needs two files: the first is missing", "at IN", CONVERT_EXAMPLE],
  [
    "certify --tightness 1",
    "1 is not more than 1",
    "at --tightness",
    "hint: a bound is larger than the largest error found: give for example 1.1",
  ],
  ["certify --boxes 2.5", "2.5 is not a whole number from 1", "at --boxes", "hint: give for example 20000"],
  ["certify --budget 0", "0 is not more than 0", "at --budget", "hint: give seconds, for example 60"],
  ["convert my.model", "nnc convert needs two files: the second is missing", "at OUT", CONVERT_EXAMPLE],
  ["convert a b c", "nnc convert has no use for 'c'", "hint: nnc convert --help shows how it is called"],
  [
    "convert a.onnx b.model",
    "the format to write is missing",
    "at --format",
    "note: the name b.model does not tell it: it does not end in .onnx or .npz",
    "hint: give one of --format onnx, --format chainer",
  ],
  [
    "convert a.onnx -",
    "the format to write is missing",
    "at --format",
    "note: formats: onnx (ONNX), chainer (Chainer .npz)",
    "hint: give one of --format onnx, --format chainer",
  ],
  [
    "convert a.onnx b --format chainr",
    "there is no format 'chainr'",
    "at --format",
    "note: formats: onnx (ONNX), chainer (Chainer .npz)",
    "hint: did you mean 'chainer'?",
  ],
  [
    "convert a.onnx b --format keras",
    "there is no format 'keras'",
    "at --format",
    "note: formats: onnx (ONNX), chainer (Chainer .npz)",
    "hint: write --format onnx or --format chainer",
  ],
  [
    "info my.model --activation lekay_relu",
    "there is no activation 'lekay_relu'",
    "at --activation",
    "note: activations: absolute_value, asinh, atan, celu, clip_to, cos, elu, erf, exp, gelu, gelu_tanh, hard_sigmoid, hard_swish, identity, leaky_relu, mish, negate, relu, selu, shrink, sigmoid, sin, softplus, softsign, swish, tanh, thresholded_relu",
    "hint: did you mean 'leaky_relu'?",
  ],
  [
    "info my.model --activation relu --output-activation relu:1",
    "relu takes no value, but 'relu:1' gives one",
    "at --output-activation",
  ],
  [
    "info my.model --output-activation identity",
    "--output-activation without --activation says too little",
    "at --output-activation",
    "hint: give --activation as well, such as --activation identity",
  ],
  ["emit a b --lang c", "a file is made of one model, and 2 are given", "at --output", "hint: name a folder, for a package of all of them: -o models/"],
  ["train a", "nnc train has no use for 'a'", "hint: nnc train --help shows how it is called"],
  ["train samples.csv", "nnc train has no use for 'samples.csv'", "hint: an option comes before it: --data samples.csv"],
  ["check a.onnx new.parquet", "nnc check has no use for 'new.parquet'", "hint: an option comes before it: --data new.parquet"],
  ["train sin(x)", "nnc train has no use for 'sin(x)'", "hint: an option comes before it: --target 'sin(x)'"],
  ["run a.onnx 0.2", "nnc run has no use for '0.2'", "hint: an option comes before it: --at 0.2"],
  ["plot fit a.onnx 0.2", "nnc plot has no use for '0.2'", "hint: nnc plot --help shows how it is called"],
  ["plot a.onnx", "there is no plot 'a.onnx'", "at KIND", PLOT_KINDS, "hint: say what to draw before it, for example nnc plot fit a.onnx -o fit.svg"],
  ["plot pie", "there is no plot 'pie'", "at KIND", PLOT_KINDS, "hint: nnc plot --help describes them"],
  ["schema chek", "nnc chek prints no JSON", "at COMMAND", "hint: did you mean 'check'?"],
  ["emit --outside clam --lang c", "'clam' is nothing to do with arguments outside the domain", "at --outside", "hint: did you mean 'clamp'?"],
  ["emit a.onnx --name f --name g --lang c", "--name is given 2 times, and there is one model", "hint: give it once for each model"],
  ["emit a.onnx b.onnx --name f --name g --name h -o p/ --lang c", "--name is given 3 times, and there are 2 models", "hint: give it once for each model"],
  [
    "train -o exp.c",
    "exp.c is the name of a source, and a model is to be written",
    "note: models are written as ONNX, whatever the file is called",
    "hint: name the file exp.onnx; then nnc emit exp.onnx -o exp.c writes the source",
  ],
  [
    "train -o exp.tflite",
    "exp.tflite is the name of a model of another tool, and a model is to be written",
    "note: models are written as ONNX, whatever the file is called",
    "hint: name the file exp.onnx",
  ],
  [
    "train -o exp.npz",
    "exp.npz is the name of a model of another tool, and a model is to be written",
    "note: models are written as ONNX, whatever the file is called",
    "hint: name the file exp.onnx; then nnc convert exp.onnx exp.npz writes that one",
  ],
  [
    "train --report exp.pdf",
    "exp.pdf is the name of a document, and a page is to be written",
    "note: reports are written as HTML, whatever the file is called",
    "hint: name the file exp.html",
  ],
  [
    "report a.onnx -o exp.PNG",
    "exp.PNG is the name of a picture, and a page is to be written",
    "note: reports are written as HTML, whatever the file is called",
    "hint: name the file exp.html",
  ],
  ["info -q -v", "--quiet and --verbose exclude each other", "hint: give one of them"],
  ...[["x.go", "c", "go", "c"], ["x.ts", "go", "ts", "go"], ["x.h", "ts", "c", "ts"], ["x.c", "ts", "c", "ts"]].map(([output, lang, other, extension]): readonly [string, ...string[]] => [
    `emit -o ${output} --lang ${lang}`,
    `${output} is the name of a file of ${other}, and --lang ${lang} writes another language`,
    "at --output",
    `hint: name the file x.${extension}, or give --lang ${other}`,
  ]),
  ["emit", "the language is missing", "at --lang", "hint: give one of --lang c, --lang c89, --lang go, --lang js, --lang ts"],
  [
    "emit -o exp.txt",
    "the language is missing",
    "at --lang",
    "note: the name exp.txt does not tell it",
    "hint: give one of --lang c, --lang c89, --lang go, --lang js, --lang ts",
  ],
  [
    "emit --lang javscript",
    "nnc does not speak 'javscript'",
    "at --lang",
    "note: it speaks c (C), c89 (C89), go (Go), js (JavaScript), ts (TypeScript)",
    "hint: did you mean 'javascript'?",
  ],
  [
    "check --lang c,rust",
    "nnc does not speak 'rust'",
    "at --lang",
    "note: it speaks c (C), c89 (C89), go (Go), js (JavaScript), ts (TypeScript)",
    "hint: write --lang c, --lang c89, --lang go, --lang js, --lang ts",
  ],
  [
    "info --",
    "cannot read nnc-model.onnx",
    "note: there is no such file or folder (ENOENT)",
    "hint: nnc train makes one",
  ],
  ["info nope.onnx", "cannot read nope.onnx", "note: there is no such file or folder (ENOENT)"],
  ["info -- -x", "cannot read -x", "note: there is no such file or folder (ENOENT)"],
  ["info .", "cannot read .", "note: it is a folder", "hint: name a file in it"],
  ["info --parameters=", "--parameters takes no value", "at --parameters="],
  [
    "emit --lang c --output=",
    "an empty path names no file",
    "at --output",
    "hint: give the name of a file, or - for standard input or output",
  ],
  [
    "check --max-error -1e-3",
    "-1e-3 is less than 0",
    "at --max-error",
    "hint: an error is never negative: give for example 1e-2",
  ],
  [
    "check --max-error NaN",
    "'NaN' is not a finite number",
    "at --max-error",
    "hint: write it in digits, such as 100, 0.001 or 1e-3",
  ],
  ["train --domain 1:0", "the domain 1:0 is empty: 1 is not less than 0", "at --domain", "hint: write 0:1"],
  ["train --domain 1:1", "the domain 1:1 is empty: 1 is not less than 1", "at --domain", DOMAIN_HINT],
  ["train --domain 0-1", "'0-1' is not a domain", "at --domain", "hint: write 0:1"],
  ["train --domain zero", "'zero' is not a domain", "at --domain", DOMAIN_HINT],
  ["train --domain 0:1e40", "'1e40' is not a finite number that float32 can hold", "at --domain", DOMAIN_HINT],
  ["train --domain NaN:1", "'NaN' is not a finite number that float32 can hold", "at --domain", DOMAIN_HINT],
  ["train --domain 0:0x10", "'0x10' is not a finite number that float32 can hold", "at --domain", DOMAIN_HINT],
  [
    "train --domain 1:1.00000001",
    "the domain 1:1.00000001 holds fewer than two float32 numbers",
    "at --domain",
    "hint: make it wider",
  ],
  [
    "train --domain 2x=0:1",
    "'2x' cannot be the name of a variable",
    "at --domain",
    "hint: a name is a letter followed by letters, digits and underscores",
  ],
  [
    "train --domain 0:1 --domain x=1:2",
    "the variable x has two domains",
    "at --domain",
    "hint: give one --domain NAME=LO:HI for each variable",
  ],
  [
    "train --target log(x) --domain 0:1",
    "the target log(x) is not finite at x = 0",
    "at --target",
    "note: its value there is -Infinity",
    "hint: choose a --domain on which the target is finite",
  ],
  [
    "train --learning-rate -1e-3",
    "the learning rate is -0.001",
    "at --learning-rate",
    "note: it must be a positive number within the range of float32",
  ],
  [
    "train --learning-rate abc",
    "'abc' is not a finite number",
    "at --learning-rate",
    "hint: write it in digits, such as 100, 0.001 or 1e-3",
  ],
  [
    "train --learning-rate 1e999",
    "'1e999' is not a finite number",
    "at --learning-rate",
    "hint: write it in digits, such as 100, 0.001 or 1e-3",
  ],
  [
    "train --hidden 16,x",
    "'x' is not a finite number",
    "at --hidden",
    "hint: separate numbers by commas, such as 16,32, or write none",
  ],
  ["train --hidden 16,0", "the size of hidden layer 2 is 0", "at --hidden", `${WHOLE} 1 to 4096`],
  ["train --iterations 1e99", "the number of iterations is 1e+99", "at --iterations", `${WHOLE} 1 to 10000000`],
  ["train --iterations 1.5", "the number of iterations is 1.5", "at --iterations", `${WHOLE} 1 to 10000000`],
  ["train --batch 0", "the batch is 0", "at --batch", `${WHOLE} 1 to 65536`],
  ["train --seed 4294967296", "the seed is 4294967296", "at --seed", `${WHOLE} 0 to 4294967295`],
  [
    "train --recipe artcle",
    "there is no recipe 'artcle'",
    "at --recipe",
    "note: recipes: article, best",
    "hint: did you mean 'article'?",
  ],
  [
    "train --activation lekay_relu",
    "there is no activation 'lekay_relu'",
    "at --activation",
    "note: activations: absolute_value, asinh, atan, celu, clip_to, cos, elu, erf, exp, gelu, gelu_tanh, hard_sigmoid, hard_swish, identity, leaky_relu, mish, negate, relu, selu, shrink, sigmoid, sin, softplus, softsign, swish, tanh, thresholded_relu",
    "hint: did you mean 'leaky_relu'?",
  ],
];

describe("wrong command lines", () => {
  const expected = (message: string, rest: readonly string[]) => ({
    code: 2,
    stdout: "",
    stderr: [`error: ${message}`, ...rest.map((part) => `  ${part}`), ""].join("\n"),
  });

  test.each(refused)("nnc %s", async (line, message, ...rest) => {
    expect(await nncWithin(line.split(" "), { cwd })).toEqual(expected(message, rest));
  });

  test("in a process of its own", () => {
    const [line, message, ...rest] = refused[0];
    expect(nnc(line.split(" "), { cwd })).toEqual(expected(message, rest));
  });
});

describe("help", () => {
  test("without a command, and as new, it says how to begin, in a screenful of commands that there are", async () => {
    const begin = await nncWithin([], { cwd });
    expect({ code: begin.code, stderr: begin.stderr }).toEqual({ code: 0, stderr: "" });
    expect(await nncWithin(["new"], { cwd })).toEqual(begin);
    const lines = begin.stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    const commands = [...lines.slice(1).join("\n").matchAll(/nnc ([a-z]+ .*?)(?:  |,|$)/gm)].map(([, words]) => words.split(" "));
    expect(commands.map(([name]) => name)).toEqual(["train", "plot", "check", "emit", "train", "check", "emit", "info", "check", "emit", "emit", "emit", "train"]);
    for (const [name, ...words] of commands.slice(1)) {
      const options = (await COMMANDS.find((one) => one.name === name)?.load())?.options.flatMap((option) => [`--${option.name}`, `-${option.short ?? ""}`]) ?? [];
      for (const word of words.filter((one) => /^--?[a-z]/.test(one) && one !== "--help" && one !== "-pi:pi")) expect(options).toContain(word);
    }
  });

  test("with --help and as a command it is the same, on stdout", () => {
    const help = nnc(["--help"], { cwd });
    expect(help.code).toBe(0);
    expect(help.stderr).toBe("");
    for (const { name } of COMMANDS) expect(help.stdout).toContain(`nnc ${name} `);
    expect(nnc(["help"], { cwd })).toEqual(help);
  });

  test.each(COMMANDS)("of $name names every option", async ({ name, load }) => {
    const { options, positionals, examples } = await load();
    const help = await nncWithin([name, "--help"], { cwd });
    expect(help.code).toBe(0);
    expect(help.stderr).toBe("");
    for (const option of [...options.map((each) => each.name), "quiet", "verbose", "help"])
      expect(help.stdout).toContain(`--${option} `);
    expect(help.stdout).toContain(`nnc ${[name, ...positionals.map(({ name: place, isList }) => `[${place}${isList === true ? " ..." : ""}]`), "[OPTIONS]"].join(" ")}`);
    for (const [example] of examples) expect(help.stdout).toContain(example);
    expect(Math.max(...help.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    const [, listed = ""] = /^Options:\n([^]*?)\n+Examples:/m.exec(help.stdout) ?? [];
    expect(listed).toMatch(/^ {2}-h, --help/);
    expect(listed).not.toMatch(/\n\n|\[boolean\]/);
    expect(await nncWithin(["help", name], { cwd })).toEqual(help);
  });

  test("of plot says the seed that it uses", async () => {
    expect((await nncWithin(["plot", "--help"], { cwd })).stdout).toContain(`of the samples: 0 to 4294967295 (${DEFAULT_SEED})`);
    expect((await nncWithin(["plot", "contour", "--steps", "1"], { cwd })).stdout).toContain(`seed ${DEFAULT_SEED}`);
  });

  test("--version prints the version alone", () => {
    expect(nnc(["--version"], { cwd })).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
  });
});

describe("completion", () => {
  const complete = async (...words: string[]) => (await nncWithin(["--get-yargs-completions", "nnc", ...words], { cwd })).stdout.trim().split("\n");

  test("is a script that asks nnc", () => {
    const { code, stdout } = nnc(["completion"], { cwd, env: { SHELL: "/bin/bash" } });
    expect(code).toBe(0);
    expect(stdout).toContain("nnc --get-yargs-completions");
    expect(stdout).toContain("complete -o bashdefault");
    expect(nnc(["completion"], { cwd, env: { SHELL: "/bin/zsh" } }).stdout).toContain("#compdef nnc");
  });

  test("knows commands, options and languages, and leaves files to the shell", async () => {
    expect(await complete("")).toEqual([...COMMANDS.map(({ name }) => name), "completion", "help", "new"]);
    expect(await complete("e")).toEqual(["emit"]);
    expect(await complete("emit", "--fo")).toEqual(["--force", "--form"]);
    expect(await complete("emit", "--lang", "")).toEqual(EMITTED_NAMES);
    expect(await complete("emit", "mod")).toEqual([""]);
    expect(await complete("convert", "my.model", "model.onnx", "--format", "c")).toEqual(["chainer"]);
    expect(await complete("convert", "my.model", "")).toEqual([""]);
  });
});
