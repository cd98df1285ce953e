// examples/ci: the commands of each file, run as its CI runs them, once with the model that is recorded and once with one that got worse.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { nncWithin } from "../cli/nnc-within.ts";
import { onlyGcc } from "../cli/only-gcc.ts";
import { projectRoot } from "./copy-of-examples.ts";

const EXAMPLES = join(projectRoot, "examples", "ci");
const repository = mkdtempSync(join(tmpdir(), "nnc-test-"));
const model = join(repository, "models", "exp.onnx");
const read = (name: string): string => readFileSync(join(repository, name), "utf8");
const example = (name: string): string => readFileSync(join(EXAMPLES, name), "utf8");

interface Outcome {
  readonly code: number | null;
  readonly said: string;
}

/** In the repository, as a job of CI that has nothing but what is linked there. */
function inRepository(words: readonly string[], more: Readonly<Record<string, string>> = {}): Outcome {
  const [command, ...rest] = words;
  const { HOME = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(command, rest, { cwd: repository, env: { PATH: bin, HOME, ...more }, encoding: "utf8" });
  return { code: status, said: stdout + stderr };
}

let bin = "";

beforeAll(async () => {
  mkdirSync(join(repository, "models"));
  mkdirSync(join(repository, "node_modules", ".bin"), { recursive: true });
  symlinkSync(join(projectRoot, "dist", "nnc.js"), join(repository, "node_modules", ".bin", "nnc"));
  writeFileSync(join(repository, "package.json"), '{ "private": true }\n');
  cpSync(join(projectRoot, "examples", "article", "exp.onnx"), model);
  bin = onlyGcc(repository, ["bash", "sh", "node", "npx", "git", "cat", "mktemp", "rm"]);
  expect((await nncWithin(["train", "--recipe", "article", "--iterations", "1", "--hidden", "2", "-q", "-o", "worse.onnx"], { cwd: repository })).code).toBe(0);
  const [, update = ""] = /^ {4}(npx --no nnc .*)$/m.exec(example("README.md")) ?? [];
  expect(inRepository(["sh", "-c", update])).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

/** Once with the model that is recorded, once with one that got worse. */
function withBoth(run: () => Outcome): { readonly good: Outcome; readonly bad: Outcome } {
  const good = run();
  cpSync(join(repository, "worse.onnx"), model);
  const bad = run();
  cpSync(join(projectRoot, "examples", "article", "exp.onnx"), model);
  return { good, bad };
}

const WORSE = "error: models/exp.onnx is worse than nnc-baseline.json says\n";

/** What installs nnc is there already. */
const isInstalling = (command: string): boolean => command === "npm ci";

describe("GitHub's workflow", () => {
  const Step = z.union([z.strictObject({ run: z.string() }), z.looseObject({ uses: z.string() })]);
  const Workflow = z.looseObject({ jobs: z.record(z.string(), z.looseObject({ "runs-on": z.string(), steps: z.array(Step) })) });
  const commands = Object.values(Workflow.parse(parse(example("github-workflow.yml"))).jobs).flatMap(({ steps }) =>
    steps.flatMap((step) => ("run" in step && typeof step.run === "string" ? [step.run] : [])),
  );

  test("passes with the recorded model and fails with a worse one, and says so where GitHub shows it", () => {
    expect(commands.filter(isInstalling)).toHaveLength(1);
    const actions = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(repository, "summary.md") };
    const [check, ...others] = commands.filter((command) => !isInstalling(command));
    expect(others).toEqual([]);
    const { good, bad } = withBoth(() => {
      rmSync(actions.GITHUB_STEP_SUMMARY, { force: true });
      return inRepository(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", check], actions);
    });
    expect(good).toMatchObject({ code: 0, said: expect.not.stringContaining("::error") as string });
    expect(bad).toMatchObject({ code: 1, said: expect.stringContaining(WORSE) as string });
    expect(bad.said).toContain("\n::error file=models/exp.onnx,title=nnc check of exp.onnx::baseline: largest error: ");
    expect(read("summary.md")).toContain("### nnc check of exp.onnx: failed, in 4 cases\n");
    expect(JSON.parse(read("nnc.sarif"))).toMatchObject({ runs: [{ results: [{ ruleId: "worse-than-baseline" }, {}, {}, {}] }] });
  });
});

describe("GitLab's job", () => {
  const Lines = z.array(z.string());
  const Job = z.looseObject({ before_script: Lines, script: Lines, artifacts: z.looseObject({ paths: Lines, reports: z.strictObject({ junit: z.string() }) }) });
  const { models: job } = z.strictObject({ models: Job }).parse(parse(example("gitlab-ci.yml")));

  test("passes with the recorded model and fails with a worse one, and leaves the reports that it names", () => {
    expect(job.before_script.every(isInstalling)).toBe(true);
    const { good, bad } = withBoth(() => inRepository(["bash", "-eo", "pipefail", "-c", job.script.join("\n")]));
    expect([good.code, bad.code]).toEqual([0, 1]);
    expect(bad.said).toContain(WORSE);
    for (const path of [...job.artifacts.paths, job.artifacts.reports.junit]) expect(existsSync(join(repository, path)), path).toBe(true);
    expect(read(job.artifacts.reports.junit)).toMatch(/<testsuite name="exp.onnx" tests="\d+" failures="4" errors="0" /);
  });
});

test("the shell step passes with the recorded models and fails with a worse one", () => {
  const { good, bad } = withBoth(() => inRepository(["sh", join(EXAMPLES, "check-models.sh")]));
  expect([good.code, bad.code]).toEqual([0, 1]);
  expect(bad.said).toContain(WORSE);
  expect(read("models/exp.junit.xml")).toContain('failures="4"');
});

test("the hook lets a commit of the recorded model through and refuses one of a worse model, whatever lies in the folder", () => {
  const git = (...words: readonly string[]): Outcome => inRepository(["git", "-c", "user.name=n", "-c", "user.email=n@example.com", ...words]);
  expect(git("init", "--quiet").code).toBe(0);
  cpSync(join(EXAMPLES, "pre-commit"), join(repository, ".git", "hooks", "pre-commit"));
  expect(git("add", "models/exp.onnx", "nnc-baseline.json").code).toBe(0);
  cpSync(join(repository, "worse.onnx"), model);
  expect(git("commit", "--quiet", "-m", "good")).toEqual({ code: 0, said: "" });
  expect(git("add", "models/exp.onnx").code).toBe(0);
  cpSync(join(projectRoot, "examples", "article", "exp.onnx"), model);
  const { code, said } = git("commit", "--quiet", "-m", "worse");
  expect(code).toBe(1);
  expect(said).toMatch(/\nlargest error +4\.597e-3 +\S+ +\+\d+\.\d % +1 % +worse\n/);
  expect(said).toContain(WORSE);
  expect(git("log", "--format=%s").said).toBe("good\n");
});
