// The way of a user: train, look, emit, check. One model for the whole file.

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readModel, writeModel } from "../../src/formats/index.ts";
import { compilersOf } from "../../src/languages/index.ts";
import { buildsOf, findToolchains } from "../../src/toolchain/find-toolchains.ts";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, nnc, shell } from "./run-nnc.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
const model = join(cwd, "nnc-model.onnx");
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const information = z.object({
  training: z.object({ command: z.string() }),
  parameters: z.array(
    z.object({ name: z.string(), shape: z.array(z.number()), values: z.array(z.number()).optional() }),
  ),
});
const checkReport = z.looseObject({
  failures: z.array(z.string()),
  results: z.array(z.looseObject({ error: z.object({ maximum: z.number() }).loose() })),
});
const nested = z.array(z.union([z.number(), z.array(z.number())]));

const TRAIN = ["train", "--iterations", "200"];

beforeAll(async () => {
  expect(await nncWithin([...TRAIN, "-q"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
});

describe("train", () => {
  test("the same seed gives the same bytes, another seed others", async () => {
    const bytes = readFileSync(model);
    const folder = newFolder();
    for (const [seed, file] of [
      ["3", "a.onnx"],
      ["2", "b.onnx"],
    ])
      await nncWithin([...TRAIN, "--seed", seed, "-o", file], { cwd: folder });
    expect(readFileSync(join(folder, "a.onnx")).equals(bytes)).toBe(true);
    expect(readFileSync(join(folder, "b.onnx")).equals(bytes)).toBe(false);
  });

  test("says little, and on stderr alone", async () => {
    const folder = newFolder();
    const { code, stdout, stderr } = await nncWithin(TRAIN, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    // Of a slow machine a line now and then.
    const lines = stderr.trimEnd().split("\n").filter((line) => !line.startsWith("iteration "));
    const [took, error, value, note, wrote, ...rest] = lines;
    expect(rest).toEqual([]);
    expect(took).toMatch(/^trained in \d+\.\d s$/);
    expect(error).toMatch(/^largest error seen in [\d,]+ inputs: \d\.\d\de[-+]\d at x = \S+; RMS \d\.\d\de-\d$/);
    expect(value).toMatch(/^at x = 0\.2 it gives \d\.\d+; exp\(x\) is 1\.2214$/);
    expect(note).toBe("note: --iterations means --recipe article, which follows the gradient alone; --recipe best, which is usual without it, gets closer");
    expect(wrote).toMatch(/^wrote nnc-model\.onnx \([\d,]+ bytes\)$/);
  });

  test("-o - writes the model to stdout", () => {
    const { stdout, code } = shell("nnc train --iterations 200 -q -o - | cmp - nnc-model.onnx && echo same", cwd);
    expect({ stdout, code }).toEqual({ stdout: "same\n", code: 0 });
  });

  test("records the command without paths and defaults, and it trains the same again", async () => {
    const folder = newFolder();
    const words = [
      "train",
      "--target",
      "sin(x)",
      "--domain",
      "x=-pi/2:pi",
      "--hidden",
      "4",
      "--iterations=50",
      "--batch",
      "100",
      "-q",
    ];
    expect((await nncWithin([...words, "-o", "a.onnx"], { cwd: folder })).code).toBe(0);
    const { training } = information.parse(JSON.parse((await nncWithin(["info", "a.onnx", "--json"], { cwd: folder })).stdout));
    expect(training.command).toBe(
      `nnc train --target 'sin(x)' --domain ${-Math.PI / 2}:${Math.PI} --recipe article --hidden 4 --iterations 50 --seed 3`,
    );
    expect(shell(`${training.command} -q -o b.onnx && cmp a.onnx b.onnx`, folder)).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  test("several variables and several targets", async () => {
    const folder = newFolder();
    const words = [
      "--target",
      "x*y",
      "--target",
      "x+y",
      "--domain",
      "x=0:1",
      "--domain",
      "y=-1:1",
      "--iterations",
      "50",
      "--hidden",
      "4",
    ];
    expect(await nncWithin(["train", ...words, "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await nncWithin(["emit", "--lang", "c", "-q"], { cwd: folder })).stdout).toContain(
      "void network(const float x[2], float y[2])",
    );
  });

  test("a training that diverges writes nothing", async () => {
    const folder = newFolder();
    const outcome = await nncWithin(["train", "--iterations", "100", "--learning-rate", "1e30"], { cwd: folder });
    expect(outcome).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "error: the training diverged: the loss is not finite in iteration 2\n  at iteration 2\n" +
        "  note: the loss of that iteration is NaN\n  hint: use a --learning-rate smaller than 1e+30\n",
    });
    expect(shell("ls -A", folder).stdout).toBe("");
  });
});

describe("emit", () => {
  test("prints the file that -o writes, named as the language's readers expect", async () => {
    const folder = newFolder();
    for (const [language, signature] of [
      ["c", "float pseudo_exp(float x)"],
      ["go", "func PseudoExp(x float32) float32"],
      ["ts", "export function pseudoExp(x: number): number"],
    ]) {
      const { code, stdout, stderr } = await nncWithin(["emit", "--lang", language], { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(signature);
      expect(stdout).toContain(`nnc emit nnc-model.onnx --lang ${language} --name pseudo_exp\n`);
      const file = join(folder, `exp.${language}`);
      expect(await nncWithin(["emit", model, `-o${file}`], { cwd: folder })).toEqual({
        code: 0,
        stdout: "",
        stderr: `wrote ${file}\n`,
      });
      expect(readFileSync(file, "utf8")).toBe(stdout);
    }
  });

  test("writes a package into a folder, with a header beside the source in C", async () => {
    const folder = newFolder();
    const emitInto = (path: string, language: string) => nncWithin(["emit", model, "--lang", language, "--name", "f", "-o", path], { cwd: folder });
    for (const [language, source] of [["c", "src/f.c"], ["go", "f.go"], ["ts", "src/f.ts"]] as const) {
      const { code, stdout, stderr } = await emitInto(`${language}/`, language);
      expect([code, stdout]).toEqual([0, ""]);
      expect(stderr.split("\n")).toEqual(expect.arrayContaining([`wrote ${language}/${source}`, `wrote ${language}/README.md`, `wrote ${language}/nnc-package.json`]));
      expect(await emitInto(language, language)).toEqual({ code: 0, stdout: "", stderr: `${language} holds these very files already\n` });
    }
    expect(readFileSync(join(folder, "c/src/f.h"), "utf8")).toContain(" *   regenerate    nnc emit nnc-model.onnx --lang c --name f -o ./\n");
    writeFileSync(join(folder, "main.c"), '#include <stdio.h>\n#include "c/src/f.h"\n#include "c/src/f.h"\nint main(void) { printf("%.9g", (double)f(0.5f)); return 0; }\n');
    const printed = shell("gcc -std=c99 -Wall -Wextra -Wpedantic -Wmissing-prototypes -Werror main.c c/src/f.c -o main && ./main", folder);
    expect(printed).toMatchObject({ code: 0, stderr: "" });
    const [, wanted = ""] = /"results": \[\s*([\d.]+)/.exec((await nncWithin(["run", model, "--at", "0.5", "--json"], { cwd: folder })).stdout) ?? [];
    expect(Math.fround(Number(printed.stdout))).toBe(Math.fround(Number(wanted)));
  });

  test("makes one package of several models, which is called as the folder is, and writes it again by the command in it", async () => {
    const folder = newFolder();
    for (const name of ["one.onnx", "a-second.onnx"]) copyFileSync(model, join(folder, name));
    const repeated = await nncWithin(["emit", "one.onnx", "a-second.onnx", "--lang", "go", "-o", "my-models/"], { cwd: folder });
    expect(repeated).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'error: two functions of the package would be called "pseudo_exp"\n  at --name\n' +
        "  hint: give each model a name of its own, in order: --name pseudo_exp_a --name pseudo_exp_b\n",
    });
    expect(await nncWithin(["emit", "one.onnx", "a-second.onnx", "--name", "one", "--lang", "go", "-o", "my-models/", "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    const { command } = JSON.parse(readFileSync(join(folder, "my-models/nnc-package.json"), "utf8")) as { command: string };
    expect(command).toBe("nnc emit one.onnx a-second.onnx --lang go --name one --name pseudo_exp -o ./ --package mymodels");
    expect(readFileSync(join(folder, "my-models/one.go"), "utf8")).toMatch(/^package mymodels$/m);
    expect(await nncWithin(["emit", "--check", "my-models"], { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
  });

  test("writes a function for many arguments where it is asked to, and says so in the command that does it again", async () => {
    const folder = newFolder();
    const words = ["emit", model, "--lang", "c", "--name", "f", "--batch", "-o", "many/"];
    expect(await nncWithin(words, { cwd: folder })).toMatchObject({ code: 0, stdout: "" });
    const header = readFileSync(join(folder, "many", "src", "f.h"), "utf8");
    expect(header).toContain(" *   regenerate    nnc emit nnc-model.onnx --lang c --name f --batch -o ./\n");
    expect(header).toContain("/* f_n is f for many arguments, with the same bits; y may be x itself. */\nvoid f_n(const float *x, float *y, size_t n);\n");
    const main = `#include "many/src/f.h"
#include <string.h>
static float x[300], y[300];
int main(void) {
    for (int i = 0; i < 300; i++) x[i] = (float)i / 300.0f;
    f_n(x, y, 300);
    f_n(x, x, 300);
    for (int i = 0; i < 300; i++) if (y[i] != f((float)i / 300.0f)) return 1;
    return memcmp(x, y, sizeof x) == 0 ? 0 : 2;
}
`;
    writeFileSync(join(folder, "main.c"), main);
    expect(shell("gcc -std=c99 -O2 -Wall -Wextra -Wpedantic -Werror main.c many/src/f.c -o main && ./main", folder)).toMatchObject({ code: 0, stderr: "" });
    expect((await nncWithin(["emit", model, "--lang", "c"], { cwd: folder })).stdout).not.toContain("size_t");
  });

  test("into a folder replaces nothing that nnc did not write, and writes nothing then", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/f.c"), "int x;\n");
    const words = ["emit", model, "--lang", "c", "--name", "f", "-o", "."];
    expect(await nncWithin(words, { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: will not overwrite a file in .\n  note: src/f.c (not written by nnc)\n  hint: choose another folder, or --force to overwrite them all the same\n",
    });
    expect(shell("find . -type f", folder).stdout).toBe("./src/f.c\n");
    expect(await nncWithin([...words, "--force", "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readdirSync(join(folder, "src"))).toEqual(["f.c", "f.h"]);
    expect(await nncWithin(words.filter((word) => word !== "--lang" && word !== "c"), { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: the language is missing\n  at --lang\n  note: the name . does not tell it\n  hint: give one of --lang c, --lang c89, --lang go, --lang js, --lang ts\n",
    });
  });

  test("reads the model from standard input", () => {
    const { code, stdout } = nnc(["emit", "-", "--lang", "typescript", "--name", "f"], {
      cwd: newFolder(),
      input: readFileSync(model),
    });
    expect(code).toBe(0);
    expect(stdout).toContain("export function f(x: number): number");
    expect(stdout).toContain("nnc emit - --lang ts --name f\n");
  });

  test("refuses names that would break the source", async () => {
    for (const [name, note, legal] of [
      ["expf", "it is a function of C's library, which would be replaced", "expf_network"],
      ["a*/b", "it must be a letter followed by at most 62 letters, digits and underscores", "a_b"],
      ["while", '"while" is a reserved word in C', "while_network"],
      ["", "it must be a letter followed by at most 62 letters, digits and underscores", "network"],
    ]) {
      expect(await nncWithin(["emit", "--lang", "c", `--name=${name}`], { cwd })).toEqual({
        code: 2,
        stdout: "",
        stderr: `error: "${name}" cannot be the name of a function\n  at --name\n  note: ${note}\n  hint: choose another one: --name ${legal}\n`,
      });
    }
  });

  test("--dump-passes shows each stage on stderr and leaves stdout alone", async () => {
    const plain = await nncWithin(["emit", "--lang", "c"], { cwd });
    const dumped = await nncWithin(["emit", "--lang", "c", "--dump-passes", "-q"], { cwd });
    expect(dumped.stdout).toBe(plain.stdout);
    expect(dumped.stderr.match(/^after [a-z-]+:$/gm)?.length).toBeGreaterThan(3);
    expect(dumped.stderr).toContain("\nprogram:\ninput x[1]\n");
  });
});

describe("check", () => {
  test("passes with the compilers of this machine", async () => {
    const builds = (await Promise.all((await findToolchains(compilersOf(["c"]))).map(buildsOf))).flat();
    const { code, stdout } = await nncWithin(["check", "--lang", "c", "--max-error", "1"], { cwd });
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(builds.length + 3);
    expect(lines[0]).toMatch(/^language +compiler +version +inputs +bits +largest error +at +RMS +max ulp$/);
    builds.forEach(({ name, version, options }, row) =>
      expect(lines[row + 1]).toMatch(new RegExp(`^C +${[name, ...options].join(" ")} +${version} +2\\d\\d,\\d{3} +same +\\d`)),
    );
    expect(lines.at(-2)).toMatch(/^largest error seen in \d[\d,]+ inputs: \d\.\d\de-\d at x = \S+; RMS \d\.\d\de-\d$/);
    expect(lines.at(-1)).toMatch(/^passed: \d compilers give the interpreter's bits, in \d builds, and no error seen is more than 1$/);
  });

  test("fails where the error is too large, and says so in JSON too", async () => {
    const { code, stdout, stderr } = await nncWithin(["check", "--lang", "ts", "--max-error", "1e-9", "--json"], { cwd });
    expect(code).toBe(1);
    const report = checkReport.parse(JSON.parse(stdout));
    const [result] = report.results;
    expect(report).toMatchObject({
      target: ["exp(x)"],
      domain: [{ name: "x", low: 0, high: 1 }],
      maxError: 1e-9,
      passed: false,
    });
    expect(result).toMatchObject({ language: "ts", compiler: "node", differing: 0, firstDifference: null });
    const failure = `TypeScript by node: an error of ${result.error.maximum.toExponential(2)}, more than 1e-9`;
    expect(report.failures).toEqual([failure]);
    expect(stderr).toBe(
      `error: the check of nnc-model.onnx failed\n  note: ${failure}\n` +
        "  hint: train longer or a larger network, or allow a larger --max-error\n",
    );
  });

  test("compares with another target where one is given", async () => {
    const { stdout } = await nncWithin(["check", "--lang", "ts", "--target", "exp(t)", "--domain", "t=0:0.5", "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      target: ["exp(t)"],
      domain: [{ name: "t", low: 0, high: 0.5 }],
      passed: true,
    });
  });

  test("a model without a target is compared bit by bit, and has no error to limit", async () => {
    const folder = newFolder();
    const { network } = readModel(readFileSync(model), "nnc-model.onnx");
    writeFileSync(join(folder, "foreign.onnx"), writeModel({ network, record: undefined }, "0"));
    const bare = await nncWithin(["check", "foreign.onnx", "--lang", "ts"], { cwd: folder });
    expect(bare).toMatchObject({ code: 0, stderr: "" });
    expect(bare.stdout).toMatch(
      /^language +compiler +version +inputs +bits\nTypeScript .* same\npassed: one compiler gives the interpreter's bits\n$/,
    );
    expect(await nncWithin(["check", "foreign.onnx", "--max-error", "1"], { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: there is no target to measure the error against\n  at --max-error\n" +
        "  note: the model does not record which function it approximates\n" +
        "  hint: give --target and --domain, for example --target 'exp(x)' --domain 0:1\n",
    });
    expect(await nncWithin(["check", "foreign.onnx", "--domain", "0:1"], { cwd: folder })).toMatchObject({ code: 2, stdout: "" });
    const goal = ["--target", "exp(x)", "--domain", "0:1", "--max-error", "1"];
    expect((await nncWithin(["check", "foreign.onnx", "--lang", "ts", ...goal], { cwd: folder })).code).toBe(0);
    expect((await nncWithin(["info", "foreign.onnx"], { cwd: folder })).stdout).toMatch(/^target +not recorded in the model$/m);
  });

  test("a language that was asked for and cannot be compiled is an error", () => {
    const { code, stderr } = nnc(["check", "--lang", "go"], { cwd, env: { PATH: newFolder() } });
    expect(code).toBe(4);
    expect(stderr).toMatch(
      /^error: no Go compiler was found\n {2}note: looked for go on the PATH\n {2}hint: install one with: .+\n$/,
    );
    const others = nnc(["check"], { cwd, env: { PATH: newFolder() } });
    expect(others.code).toBe(0);
    expect(others.stderr).toMatch(/^not found and left out: gcc.*, clang.*, tcc.*, go.*\n$/);
    expect(others.stdout).toContain("passed: one compiler gives the interpreter's bits\n");
  });
});

describe("info", () => {
  test("shows the model as text and as JSON", async () => {
    const { code, stdout, stderr } = await nncWithin(["info"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^network +1-16-32-1, leaky_relu\(0\.2\) after every layer$/m);
    expect(stdout).toMatch(/^cost +560 multiply-adds a call, 2,436 bytes of parameters$/m);
    expect(stdout).toMatch(/^command +nnc train --recipe article --iterations 200 --seed 3$/m);
    expect(stdout).not.toContain("W1 = ");
    const json: unknown = JSON.parse((await nncWithin(["info", "--json"], { cwd })).stdout);
    expect(json).toMatchObject({
      cost: { multiplyAdds: 560, parameterBytes: 2436 },
      training: { seed: 3, iterations: 200, targets: ["exp(x)"] },
    });
  });

  test("--parameters prints every parameter, the same float32 as in JSON", async () => {
    const { stdout } = await nncWithin(["info", "--parameters"], { cwd });
    const { parameters } = information.parse(JSON.parse((await nncWithin(["info", "--parameters", "--json"], { cwd })).stdout));
    expect(parameters.map(({ name, shape }) => `${name} ${shape.join("x")}`)).toEqual([
      "W1 16x1",
      "b1 16",
      "W2 32x16",
      "b2 32",
      "W3 1x32",
      "b3 1",
    ]);
    for (const { name, values } of parameters) {
      const [, printed = ""] = new RegExp(`^${name} = array\\(([^=]*), dtype=float32\\)\n(?:\n|$)`, "m").exec(`${stdout}\n`) ?? [];
      expect(nested.parse(JSON.parse(printed)).flat().map(Math.fround)).toEqual(values);
    }
  });

  test("a model that is cut off is refused with one diagnostic", async () => {
    const bytes = readFileSync(model);
    writeFileSync(join(cwd, "cut.onnx"), bytes.subarray(0, bytes.length / 2));
    const { code, stdout, stderr } = await nncWithin(["info", "cut.onnx"], { cwd });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^error: .*\n(?:.*\n)* {2}at cut\.onnx/);
    expect(stderr).not.toMatch(/^ +at .*\.(?:js|ts):\d/m);
  });
});
