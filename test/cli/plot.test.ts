// nnc plot and nnc report as a user runs them. One set of models for the whole file.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settingOf } from "../../src/shell/option-spelling.ts";
import { COMMANDS } from "../../src/cli/commands/index.ts";
import { PLOT_KINDS } from "../../src/cli/commands/plot/kinds/index.ts";
import { readModel, writeModel } from "../../src/formats/index.ts";
import { PICTURE_FORMATS } from "../../src/report/formats/index.ts";
import { denseNetwork } from "../fixtures.ts";
import { labels } from "../report/drawn.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, nnc, shell } from "./run-nnc.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const text = (name: string): string => readFileSync(join(cwd, name), "utf8");

beforeAll(async () => {
  const train = async (...words: readonly string[]) => expect(await nncWithin(["train", "--quiet", ...words], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  await train("--recipe", "article", "--iterations", "200", "--report", "trained.html");
  await train("-o", "built.onnx");
  await train("--recipe", "article", "--iterations", "50", "--target", "x*y", "--target", "x-y", "--domain", "x=0:1", "--domain", "y=-1:1", "-o", "two.onnx");
  await train("--recipe", "article", "--iterations", "20", "--target", "a+b+c", "--domain", "a=0:1", "--domain", "b=0:1", "--domain", "c=0:4", "-o", "three.onnx");
  writeFileSync(join(cwd, "other.onnx"), writeModel({ network: denseNetwork([1, 3, 1], 1), record: undefined }, "test"));
  writeFileSync(join(cwd, "d.csv"), `x,y\n${Array.from({ length: 40 }, (_, i) => `${i},${i * i}\n`).join("")}`);
  await train("--recipe", "article", "--iterations", "20", "--data", "d.csv", "-o", "data.onnx");
  writeFileSync(join(cwd, "classes.csv"), `x,z,kind\n${Array.from({ length: 40 }, (_, i) => `${i},${(7 * i) % 40},${i < 25 ? "low" : "high"}\n`).join("")}`);
  await train("--recipe", "article", "--iterations", "20", "--data", "classes.csv", "-o", "classes.onnx");
});

describe("every kind", () => {
  test.each(PLOT_KINDS)("$name is drawn in every format, twice with the same bytes", async ({ name, options }) => {
    // What draws nothing without samples is of classifiers.
    const given = options.includes("data") && !options.includes("target") ? ["classes.onnx", "--data", "classes.csv"] : [];
    for (const { name: format } of PICTURE_FORMATS) {
      const file = `${name}.${format}`;
      expect(await nncWithin(["plot", name, ...given, "-o", file], { cwd })).toEqual({ code: 0, stdout: "", stderr: `wrote ${file}\n` });
      const first = readFileSync(join(cwd, file));
      // Its own file is written over without being asked to.
      expect(await nncWithin(["plot", name, ...given, "-q", "-o", file], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(readFileSync(join(cwd, file)).equals(first)).toBe(true);
    }
    // And by a process of its own.
    expect(nnc(["plot", name, ...given], { cwd })).toEqual({ code: 0, stdout: text(`${name}.svg`), stderr: "" });
    expect(text(`${name}.html`)).toContain(text(`${name}.svg`));
  });

  test.each(PLOT_KINDS)("$name has a summary and options of nnc plot", async ({ name, summary, options }) => {
    expect(summary).toMatch(/^[a-z].*[^.]$/);
    const plot = COMMANDS.find((command) => command.name === "plot");
    expect(plot?.summary).toBe(`draw a picture: ${PLOT_KINDS.map((kind) => kind.name).join(", ")}`);
    const known = await plot?.load();
    for (const option of options) if (option !== "model") expect(known?.options.map((one) => settingOf(one.name))).toContain(option);
    expect((await nncWithin(["plot", "--help"], { cwd })).stdout).toContain(`${name}: ${summary}`);
  });
});

test("without a file the drawing goes to standard output, as SVG or what --format says", () => {
  const svg = nnc(["plot", "fit"], { cwd });
  expect([svg.code, svg.stderr]).toEqual([0, ""]);
  expect(labels(svg.stdout)).toEqual(expect.arrayContaining(["exp(x) and its network", "1-16-32-1, leaky_relu(0.2) after every layer"]));
  expect(nnc(["plot", "fit", "-o", "-", "--format", "html"], { cwd }).stdout).toContain("<!doctype html>");
  expect(shell("nnc plot fit --format png | head -c 8 | od -An -tx1", cwd).stdout.trim()).toBe("89 50 4e 47 0d 0a 1a 0a");
  expect(shell("nnc plot fit - < nnc-model.onnx | head -c 4", cwd).stdout).toBe("<svg");
});

test("the picture says what nnc check says", async () => {
  const { stdout } = await nncWithin(["info", "--json"], { cwd });
  const { training } = JSON.parse(stdout) as { readonly training: { readonly error: { readonly maximum: number } } };
  const summary = labels((await nncWithin(["plot", "error"], { cwd })).stdout).find((label) => label.startsWith("largest error seen"));
  const [, digits = "", exponent = ""] = /largest error seen in [\d,]+ inputs: ([\d.]+)(?: × 10(\S+))?/.exec(summary ?? "") ?? [];
  const power = exponent.replaceAll(/./g, (digit) => "-0123456789".charAt("⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)));
  expect(Number(`${digits}e${power === "" ? 0 : power}`) / training.error.maximum).toBeCloseTo(1, 1);
});

test("several results and variables", async () => {
  const two = await nncWithin(["plot", "fit", "two.onnx"], { cwd });
  expect(two.code).toBe(0);
  expect(labels(two.stdout)).toEqual(expect.arrayContaining(["x*y", "x-y", "network − target", "error", "value"]));
  const second = await nncWithin(["plot", "error", "two.onnx", "--result", "2"], { cwd });
  expect(labels(second.stdout)).toEqual(expect.arrayContaining(["error of the network of x-y"]));
  const section = await nncWithin(["plot", "error", "three.onnx", "--at", "b=0.25", "--at", "c=-1"], { cwd });
  expect(labels(section.stdout)).toEqual(expect.arrayContaining(["3-16-32-1, leaky_relu(0.2) after every layer; b = 0.25; c = -1", "a"]));
});

test("a network without a target is drawn alone", async () => {
  expect(labels((await nncWithin(["plot", "fit", "data.onnx"], { cwd })).stdout)).toEqual(expect.arrayContaining(["the network of y", "x"]));
  expect(labels((await nncWithin(["plot", "fit", "other.onnx", "--domain", "u=-1:1"], { cwd })).stdout)).toEqual(expect.arrayContaining(["u"]));
  expect((await nncWithin(["plot", "error", "other.onnx", "--target", "sin(u)", "--domain", "u=-1:1"], { cwd })).code).toBe(0);
});

test("the contours are of what they are asked for", async () => {
  const { stdout } = await nncWithin(["plot", "contour", "--target", "3*u-1", "--domain", "u=-1:1", "--steps", "12", "--batch", "5", "--learning-rate", "0.1", "--seed", "7"], { cwd });
  expect(labels(stdout)).toEqual(expect.arrayContaining(["the loss of W·u + b on 3*u-1", "12 steps", "loss: the sum of (W·u + b − 3*u-1)² at 10 points; SGD, rate 0.1, batch 5, seed 7"]));
});

/** Each command line with its exit code and the diagnostic it gets, line by line. */
const refused: readonly (readonly [line: string, code: number, message: string, ...rest: string[]])[] = [
  ["plot", 2, "the kind of plot is missing", "at KIND", "note: there are loss, fit, error, calibration, confusion, contour", "hint: write for example nnc plot fit -o fit.svg"],
  ["plot fitt", 2, "there is no plot 'fitt'", "at KIND", "note: there are loss, fit, error, calibration, confusion, contour", "hint: did you mean 'fit'?"],
  ["plot fit a b", 2, "nnc plot has no use for 'b'", "hint: nnc plot --help shows how it is called"],
  ["plot fit -o a.gif", 2, "the format is missing", "at --format", "note: the name a.gif does not tell it", "hint: name a file that ends in .svg, .png, .html, or give --format"],
  ["plot fit --format pgn", 2, "nnc does not draw 'pgn'", "at --format", "hint: did you mean 'png'?"],
  ["plot contour nnc-model.onnx", 2, "nnc plot contour has no use for a model", "at MODEL", "note: it is for loss, fit, error, calibration, confusion", "hint: leave it out"],
  ["plot fit --steps 3", 2, "nnc plot fit has no use for --steps", "at --steps", "note: it is for contour", "hint: leave it out"],
  ["plot confusion --data d.csv", 3, "the model tells no classes", "at nnc-model.onnx", "note: only a model that nnc trained on labels says which they are", "hint: nnc plot error --data samples.csv draws how far numbers are off"],
  ["plot calibration classes.onnx", 2, "there are no samples to judge the classifier by", "at --data", "hint: give a file of them: --data classes.csv"],
  ["plot loss --at x=0", 2, "nnc plot loss has no use for --at", "at --at", "note: it is for fit, error", "hint: leave it out"],
  ["plot contour --steps 0", 2, "the number of steps is 0", "at --steps", "note: it must be a whole number from 1 to 10000"],
  ["plot contour --target x --target 2*x", 2, "a line follows one target", "at --target", "hint: give one"],
  ["plot contour --domain x=0:1 --domain y=0:1", 2, "y = W*x + b has one variable", "at --domain", "hint: give one"],
  ["plot loss built.onnx", 3, "the model holds no history of its training", "at built.onnx", "note: the recipe best constructed it: there were no iterations", "hint: nnc train --recipe article makes a model that holds one"],
  ["plot loss other.onnx", 3, "the model holds no history of its training", "at other.onnx", "note: nnc did not train it, or its record was lost", "hint: nnc train --recipe article makes a model that holds one"],
  ["plot fit other.onnx", 2, "the domain is missing", "at --domain", "note: the model does not record where it is used", "hint: give --domain and, if the network approximates a function, --target 'exp(x)'"],
  ["plot error other.onnx --domain 0:1", 2, "there is no target to compare the network with", "at --target", "note: the model does not record which function it approximates", "hint: give the samples by --data, or --target, for example --target 'exp(x)', or draw the network alone: nnc plot fit"],
  ["plot error data.onnx", 2, "there is no target to compare the network with", "at --target", "note: the network was trained on data, and the model does not hold them", "hint: give the samples by --data, or --target, for example --target 'exp(x)', or draw the network alone: nnc plot fit"],
  ["plot fit three.onnx", 2, "a plot shows one or two variables, and the network has 3", "at --at", "hint: fix the others, for example in the middle: --at c=2"],
  ["plot fit three.onnx --at a=1 --at b=1 --at c=1", 2, "no variable is left to vary", "at --at", "hint: leave out an --at"],
  ["plot fit --at y=1", 2, "the network has no variable y", "at --at", "hint: it has x"],
  ["plot fit three.onnx --at a=1 --at a=2", 2, "a is fixed twice", "at --at", "hint: give one --at for each variable"],
  ["plot fit --at x", 2, "'x' fixes no variable", "at --at", "hint: write NAME=VALUE, for example --at c=0.5"],
  ["plot fit --result 2", 2, "the network has no result 2", "at --result", "hint: it has one: leave --result out"],
  ["plot fit two.onnx --result 1.5", 2, "the network has no result 1.5", "at --result", "hint: give one of 1 to 2"],
  ["plot fit two.onnx --domain 0:1", 2, "the target has the unknown name 'y'", "at --target", "note: its variables are x", "hint: give a domain for each variable: --domain x=0:1 --domain y=0:1"],
  ["plot fit other.onnx --domain x=0:1 --domain y=0:1", 3, "the domain or the target does not fit the network", "note: the network has 1 input and 1 output elements; given are 2 variables", "hint: give one --domain NAME=LO:HI per input and one --target per output"],
  ["plot fit -o d.csv --format svg", 2, "will not overwrite d.csv", "note: it is not a plot that nnc wrote", "hint: choose another name, or --force to overwrite it all the same"],
  ["plot fit -o trained.html", 2, "will not overwrite trained.html", "note: it is not a plot that nnc wrote", "hint: choose another name, or --force to overwrite it all the same"],
  ["report -o d.csv", 2, "will not overwrite d.csv", "note: it is not a report that nnc wrote", "hint: choose another name, or --force to overwrite it all the same"],
  ["report no.onnx", 2, "cannot read no.onnx", "note: there is no such file or folder (ENOENT)"],
  ["train --report -", 2, "standard output is for the model", "at --report", "hint: name a file: --report report.html"],
  ["train -o a --report a", 2, "the model and the report cannot both be a", "at --report", "hint: name a file: --report report.html"],
  ["train --report d.csv", 2, "will not overwrite d.csv", "note: it is not a report that nnc wrote", "hint: choose another name, or --force to overwrite it all the same"],
];

describe("refused", () => {
  for (const [line, code, ...diagnostic] of refused) {
    test(`nnc ${line}`, async () => {
      const before = readdirSync(cwd);
      const outcome = await nncWithin(line.split(" "), { cwd });
      expect(outcome).toEqual({ code, stdout: "", stderr: `error: ${diagnostic.join("\n  ")}\n` });
      expect(readdirSync(cwd)).toEqual(before);
    });
  }
});

describe("a report", () => {
  test("tells all that is known of the model, and is the same from train and from report", () => {
    const outcome = nnc(["report"], { cwd });
    expect([outcome.code, outcome.stderr]).toEqual([0, ""]);
    expect(outcome.stdout).toBe(text("trained.html"));
    const { sha256 } = (JSON.parse(nnc(["info", "--json"], { cwd }).stdout) as { readonly model: { readonly sha256: string } }).model;
    const parts = ["<h1>exp(x)</h1>", sha256, "x=0:1", "560", "2,436 bytes", "recipe article, seed 3, 200 iterations of 100", "nnc check nnc-model.onnx", "nnc emit nnc-model.onnx --lang go", "W3 = array([["];
    for (const part of [...parts, "nnc train --recipe article --iterations 200 --seed 3"]) expect(outcome.stdout).toContain(part);
    expect(outcome.stdout.match(/<svg /g)).toHaveLength(3);
  });

  test.each([
    ["built.onnx", 2, ["nnc plot fit built.onnx -o fit.svg"]],
    ["two.onnx", 2, ["nnc plot fit two.onnx -o fit.svg"]],
    ["three.onnx", 1, ["nnc plot loss three.onnx -o loss.svg"]],
    ["data.onnx", 2, ["nnc plot fit data.onnx -o fit.svg"]],
    ["other.onnx", 0, []],
  ])("of %s has the plots that apply, %i, and tells a command that draws, where one does without being told more", async (file, plots, commands) => {
    const { stdout } = await nncWithin(["report", file], { cwd });
    expect(stdout.match(/<svg /g) ?? []).toHaveLength(plots);
    const told = stdout.match(/nnc plot .*/g) ?? [];
    expect(told).toEqual(commands);
    for (const command of told) expect((await nncWithin(command.split(" ").slice(1), { cwd })).code).toBe(0);
  });

  test("is written into a file", async () => {
    expect(await nncWithin(["report", "-o", "r.html"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "wrote r.html\n" });
    expect(text("r.html")).toBe(text("trained.html"));
  });

  test("shows hostile names as they are", async () => {
    const folder = newFolder();
    const { network, record } = readModel(readFileSync(join(cwd, "other.onnx")), "other.onnx");
    const hostile = <Thing extends { readonly name: string }>(things: readonly Thing[]) => things.map((one) => ({ ...one, name: `${one.name}<script>alert(1)</script>` }));
    const renamed = { ...network, values: hostile(network.values), inputs: hostile(network.inputs), outputs: hostile(network.outputs) };
    writeFileSync(join(folder, "a&b<i>.onnx"), writeModel({ network: renamed, record }, "test"));
    const { code, stdout } = await nncWithin(["report", "a&b<i>.onnx"], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/<script|<i>/);
    expect(stdout).toContain("a&amp;b&lt;i&gt;.onnx");
    expect(stdout).toContain("&lt;script&gt;alert(1)");
  });
});

test("kinds and formats are completed", async () => {
  const complete = async (line: string) => (await nncWithin(["--get-yargs-completions", "nnc", ...line.split(" ")], { cwd })).stdout;
  expect(await complete("plot ")).toBe("loss\nfit\nerror\ncalibration\nconfusion\ncontour\n");
  expect(await complete("plot c")).toBe("calibration\nconfusion\ncontour\n");
  expect(await complete("plot fit m")).toBe("");
  expect(await complete("plot fit --format p")).toBe("png\n");
});
