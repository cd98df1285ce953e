// nnc check with a baseline, with compilers that must be there and with reports for CI, as a job of CI calls it.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";
import { onlyGcc } from "./only-gcc.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
const run = (line: string) => nncWithin(line.split(" "), { cwd });
const model = fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url));
const path = process.env.PATH;

beforeAll(async () => {
  cpSync(model, join(cwd, "exp.onnx"));
  expect((await run("train --recipe article --iterations 1 --hidden 2 -q -o worse.onnx")).code).toBe(0);
  process.env.PATH = onlyGcc(cwd);
});
afterAll(() => {
  process.env.PATH = path;
  delete process.env.GITHUB_ACTIONS;
  delete process.env.GITHUB_STEP_SUMMARY;
  rmSync(cwd, { recursive: true, force: true });
});

const LEFT_OUT = "not found and left out: clang (sudo apt-get install clang), tcc (sudo apt-get install tcc)\n";
const NOT_MEASURED = "not measured: instructions a call, for valgrind is not on the PATH\n";
const CHECK = "check exp.onnx --lang c --baseline b.json";
const read = (name: string): string => readFileSync(join(cwd, name), "utf8");

interface Recorded {
  readonly models: Readonly<Record<string, { readonly figures: Readonly<Record<string, number>>; readonly bits: object; readonly compiled: { readonly compiler: string } }>>;
}

describe("a baseline", () => {
  test("that is not there is to be recorded", async () => {
    expect(await run(CHECK)).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: cannot read b.json\n  note: there is no such file or folder (ENOENT)\n  hint: record one with --update\n",
    });
  });

  test("is recorded, with the certificate of the source's header", async () => {
    const { code, stdout, stderr } = await run(`${CHECK} --update`);
    expect([code, stderr]).toEqual([0, `${LEFT_OUT}recorded exp.onnx in b.json\n`]);
    const { models } = JSON.parse(read("b.json")) as Recorded;
    const { "exp.onnx": { figures, compiled: { compiler } } } = models;
    expect(compiler).toMatch(/^gcc \d+(\.\d+)+ -O2$/);
    expect(Object.keys(figures)).toEqual(["certified", "code", "constants", "largest-error", "multiply-adds", "parameters", "rms", "stack", "ulp"]);
    const [, certified] = /certified +at most (\S+) at every/.exec((await run("emit exp.onnx --lang c")).stdout) ?? [];
    expect(stdout).toMatch(new RegExp(`\ncertified error +– +${certified} +new\n`));
    expect(stdout).toContain(`\n${NOT_MEASURED}`);
    expect(figures.certified).toBeGreaterThan(figures["largest-error"]);
    expect(figures.constants).toBeGreaterThanOrEqual(figures.parameters);
    expect([figures["multiply-adds"], figures.parameters]).toEqual([16 + 16 * 32 + 32, 4 * (2 * 16 + 16 * 32 + 32 + 32 + 1)]);
  });

  test("is kept by the model that it is of, and told as JSON", async () => {
    const { code, stdout, stderr } = await run(`${CHECK} --require c,gcc --same-bits --json`);
    expect([code, stderr]).toEqual([0, LEFT_OUT]);
    const { passed, failures, baseline } = JSON.parse(stdout) as { readonly passed: boolean; readonly failures: object; readonly baseline: { readonly figures: readonly object[] } };
    const recorded = (JSON.parse(read("b.json")) as Recorded).models["exp.onnx"];
    expect([passed, failures]).toEqual([true, []]);
    expect(baseline).toMatchObject({
      file: "b.json", model: "exp.onnx", passed: true, failures: [], recorded: false, against: "exp(x), x=0:1", compiled: recorded.compiled,
      bits: { ...recorded.bits, verdict: "same" },
    });
    expect(baseline.figures).toHaveLength(Object.keys(recorded.figures).length);
    for (const figure of baseline.figures) expect(figure).toMatchObject({ tolerance: 0.01, verdict: "same", reason: null });
  });

  test("that holds nothing of a form says what it holds", async () => {
    expect(await run(`${CHECK} --form table`)).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: b.json holds nothing of exp.onnx --form table\n  at --baseline\n  note: it holds exp.onnx\n  hint: record it with --update\n",
    });
  });
});

describe("a model that got worse", () => {
  const FAILURES =
    /^largest error: \S+, more than the 4\.597e-3 recorded \(\+\d+\.\d %\); 1 % is allowed\nRMS: \S+, more than the 1\.652e-3 recorded \(\+\d+\.\d %\); 1 % is allowed\nmax ulp: [\d,]+ ulp, more than the 32,527 ulp recorded \(\+\d+\.\d %\); 1 % is allowed\ncertified error: \S+, more than the 4\.602e-3 recorded \(\+\d+\.\d %\); 1 % is allowed$/;

  beforeAll(() => cpSync(join(cwd, "worse.onnx"), join(cwd, "exp.onnx")));
  afterAll(() => cpSync(model, join(cwd, "exp.onnx")));

  test("fails, and is reported to whoever reads it", async () => {
    process.env.GITHUB_ACTIONS = "true";
    process.env.GITHUB_STEP_SUMMARY = join(cwd, "summary.md");
    writeFileSync(join(cwd, "summary.md"), "before\n");
    const { code, stdout, stderr } = await run(`${CHECK} --report junit=j.xml --report sarif=s.sarif --report markdown=m.md`);
    delete process.env.GITHUB_ACTIONS;
    delete process.env.GITHUB_STEP_SUMMARY;
    const [annotations, note] = [stderr.split("\n").filter((line) => line.startsWith("::")), / {2}note: ((?:.*\n)*?) {2}hint:/.exec(stderr)?.[1] ?? ""];
    const failures = note.trimEnd().replaceAll("\n        ", "\n");
    expect(code).toBe(1);
    expect(failures).toMatch(FAILURES);
    expect(stderr).toBe(
      `${LEFT_OUT}${annotations.join("\n")}\nerror: exp.onnx is worse than b.json says\n  note: ${note}  hint: train it again, allow more with --tolerance, or record what it comes to with --update\n`,
    );
    expect(stdout).toMatch(new RegExp(String.raw`\nmultiply-adds +560 +\d+ +-\d+\.\d % +1 % +better\n(.*\n)*bits +changed\n${NOT_MEASURED}failed: 4 failures\n$`));
    const lines = failures.split("\n");
    expect(annotations).toEqual(lines.map((line) => `::error file=exp.onnx,title=nnc check of exp.onnx::baseline: ${line.replaceAll("%", "%25")}`));
    const { runs: [{ results }] } = JSON.parse(read("s.sarif")) as { readonly runs: readonly [{ readonly results: readonly object[] }] };
    expect(results).toMatchObject(lines.map((line) => ({ ruleId: "worse-than-baseline", message: { text: `baseline: ${line}` } })));
    expect(read("j.xml")).toContain('<testsuite name="exp.onnx" tests="14" failures="4" errors="0" skipped="2">');
    expect(read("m.md")).toContain("### nnc check of exp.onnx: failed, in 4 cases\n");
    expect(read("summary.md")).toBe(`before\n${read("m.md")}\n`);
  });

  test("is allowed as much as is said, and figures of another compiler are not compared", async () => {
    writeFileSync(join(cwd, "other.json"), read("b.json").replace(/gcc [\d.]+/, "gcc 1.2.3"));
    const { code, stdout, stderr } = await run("check exp.onnx --lang c --baseline other.json --tolerance 99999% --tolerance ulp=0% --same-bits");
    expect([code, stderr.split("\n")[1]]).toEqual([1, "error: exp.onnx is worse than other.json says"]);
    expect(stderr).toMatch(/ {2}note: max ulp: .*; 0 % is allowed\n {8}bits: results have other bits than those recorded\n {2}hint/);
    expect(stdout).toMatch(/\nlargest error +4\.597e-3 +\S+ +\+\d+\.\d % +99999 % +within\n/);
    expect(stdout).toMatch(/\ncode +[\d,]+ bytes +[\d,]+ bytes +not comparable\n/);
    expect(stdout).toMatch(/\nnot comparable: it is of gcc 1\.2\.3 -O2 on \S+, and here is gcc \S+ -O2 on \S+\nnot measured: .*\nfailed: 2 failures\n$/);
  });

  test("is recorded where that is wanted, beside others, and not again", async () => {
    cpSync(join(cwd, "b.json"), join(cwd, "both.json"));
    const other = read("b.json").replace('"exp.onnx"', '"a.onnx"');
    writeFileSync(join(cwd, "both.json"), other);
    const line = "check exp.onnx --lang c --baseline both.json --update";
    expect((await run(line)).stderr).toBe(`${LEFT_OUT}recorded exp.onnx in both.json\n`);
    const written = read("both.json");
    expect(Object.keys((JSON.parse(written) as Recorded).models)).toEqual(["a.onnx", "exp.onnx"]);
    expect(written.startsWith(other.slice(0, other.lastIndexOf("    }\n")))).toBe(true);
    expect((await run(line)).stderr).toBe(`${LEFT_OUT}both.json holds these very figures of exp.onnx already\n`);
    expect(read("both.json")).toBe(written);
  });
});

describe("what is not there", () => {
  test("a compiler that is required", async () => {
    writeFileSync(join(cwd, "junit.xml"), '<?xml version="1.0" encoding="UTF-8"?>\n<!-- written by nnc check -->\n');
    const error = "error: no Go compiler was found\n  note: looked for go on the PATH\n  hint: install one with: sudo apt-get install golang-go";
    expect(await run("check exp.onnx --require c,go --report github --report junit=junit.xml -q")).toEqual({
      code: 4,
      stdout: "",
      stderr: `::error file=exp.onnx,title=nnc check of exp.onnx::the check itself: ${error.replaceAll("\n", "%0A")}\n${error}\n`,
    });
    expect(read("junit.xml")).toContain('<error type="compiler-missing" message="error: no Go compiler was found">');
    expect((await run("check exp.onnx --require tcc")).stderr).toMatch(/^error: no tcc compiler was found\n/);
  });
});

describe("what cannot be", () => {
  const invalid = (place: string, lines: readonly string[]): string => `error: ${lines[0]}\n  at ${place}\n${lines.slice(1).map((line) => `  ${line}\n`).join("")}`;

  test.each([
    ["check --update", "--update", ["--update is for comparing with a baseline", "hint: give --baseline nnc-baseline.json as well, or leave it out"]],
    ["check --tolerance 5%", "--tolerance", ["--tolerance is for comparing with a baseline", "hint: give --baseline nnc-baseline.json as well, or leave it out"]],
    ["check --same-bits", "--same-bits", ["--same-bits is for comparing with a baseline", "hint: give --baseline nnc-baseline.json as well, or leave it out"]],
    ["check --baseline b.json --tolerance 5", "--tolerance", ["'5' is no percentage", "hint: write for example 5%, or code=5% for one figure"]],
    ["check --baseline b.json --tolerance cod=5%", "--tolerance", [
      "there is no figure 'cod'",
      "note: there are largest-error, rms, ulp, wrong, certified, multiply-adds, parameters, code, constants, stack, instructions",
      "hint: did you mean 'code'?",
    ]],
    ["check --report junit", "--report", ["no file is named for junit", "hint: write for example junit=report.xml"]],
    ["check --report sarif=-", "--report", ["standard output has the results already", "hint: write for example sarif=report.sarif"]],
    ["check --report xml=a.xml", "--report", ["there is no report 'xml'", "note: there are junit, markdown, sarif, github", "hint: write for example junit=report.xml"]],
    ["check --require fortran", "--require", [
      "nnc does not speak 'fortran'",
      "note: it speaks c (C), c89 (C89), go (Go), js (JavaScript), ts (TypeScript)",
      "hint: write a language or one of gcc, clang, tcc, go, node",
    ]],
    ["check --baseline -", "--baseline", ["- is standard input or output, and a file is needed", "hint: name a file; one that is called - is ./-"]],
    ["check --exhaustive --resume -", "--resume", ["- is standard input or output, and a file is needed", "hint: name a file; one that is called - is ./-"]],
    ["check exp.onnx --lang c --require go", "--require", ["a compiler of Go is required, and Go is left out", "hint: name go in --lang as well, or leave it out here"]],
  ])("%s", async (line, place, lines) => {
    expect(await run(line)).toEqual({ code: 2, stdout: "", stderr: invalid(place, lines) });
  });

  test("--exhaustive with --baseline", async () => {
    expect((await run("check exp.onnx --exhaustive --baseline b.json")).stderr).toBe(
      "error: --exhaustive and --baseline exclude each other\n  note: a baseline has the errors at the inputs that a check without --exhaustive tries\n  hint: give one of them\n",
    );
  });

  test("a summary that cannot be written is told, and takes no part in what fails", async () => {
    process.env.GITHUB_STEP_SUMMARY = join(cwd, "nowhere", "summary.md");
    const outcome = await run("check missing.onnx");
    delete process.env.GITHUB_STEP_SUMMARY;
    expect(outcome).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "note: cannot add to the summary of the job: there is no such file or folder (ENOENT)\nerror: cannot read missing.onnx\n  note: there is no such file or folder (ENOENT)\n",
    });
  });

  test("files of others are not written over", async () => {
    writeFileSync(join(cwd, "mine.json"), '{ "about": "nnc baseline" }');
    writeFileSync(join(cwd, "mine.xml"), "<!-- written by nnc check -->");
    expect((await run("check exp.onnx --baseline mine.json --update")).stderr).toBe(
      "error: mine.json holds no baseline\n  note: it does not say that it is one\n  hint: choose another name, or remove it and record one with --update\n",
    );
    expect((await run("check exp.onnx --report junit=mine.xml")).stderr).toBe(
      "error: will not overwrite mine.xml\n  note: it is not a check report that nnc wrote\n  hint: choose another name\n",
    );
    expect([read("mine.json"), read("mine.xml")]).toEqual(['{ "about": "nnc baseline" }', "<!-- written by nnc check -->"]);
  });

  test("a baseline of a newer nnc stays as it is", async () => {
    writeFileSync(join(cwd, "newer.json"), '{ "format": "nnc baseline", "version": 2 }');
    const { code, stderr } = await run("check exp.onnx --baseline newer.json --update");
    expect([code, stderr.split("\n")[0], read("newer.json")]).toEqual([3, "error: newer.json was written by a newer nnc", '{ "format": "nnc baseline", "version": 2 }']);
  });
});
