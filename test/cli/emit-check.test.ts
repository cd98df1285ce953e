// nnc emit --check: whether files are what a model gives, by the options that are given or by the command that the files state.

import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unifiedDiff } from "../../src/cli/commands/emit/unified-diff.ts";
import { readShellWords } from "../../src/shell/read-shell-words.ts";
import { shellWords } from "../../src/shell/shell-words.ts";
import fc from "fast-check";
import { anyText } from "../diagnostics/any-text.ts";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
const run = (words: string) => nncWithin(words.split(" "), { cwd });

beforeAll(async () => {
  cpSync(fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url)), join(cwd, "exp.onnx"));
  expect((await run("emit exp.onnx --lang c -o exp/ -q")).code).toBe(0);
  expect((await run("emit exp.onnx --form table --header -o exp.c -q")).code).toBe(0);
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const failure = (path: string, note: string) => `error: ${path} is not what nnc emits\n  note: ${note}\n  hint: write it anew with -o ${path} in the place of --check ${path}\n`;

/** Changes a file, and changes it back. */
async function changed(file: string, change: (text: string) => string, use: () => Promise<void>): Promise<void> {
  const path = join(cwd, file);
  const before = readFileSync(path, "utf8");
  writeFileSync(path, change(before));
  try {
    await use();
  } finally {
    writeFileSync(path, before);
  }
}

describe("what is as it would be", () => {
  test.each(["emit --check exp/", "emit --check exp", "emit exp.onnx --check exp/", "emit exp.onnx --lang c --check exp/"])("nnc %s", async (line) => {
    expect(await run(line)).toEqual({ code: 0, stdout: expect.stringMatching(/^exp\/? is what nnc emits: \d+ files\n$/) as string, stderr: "" });
  });

  test("is written by nobody again", async () => {
    const [, nothing] = [readdirSync(cwd), await run("emit exp.onnx --lang c -o exp/")];
    expect(nothing).toEqual({ code: 0, stdout: "", stderr: "exp/ holds these very files already\n" });
  });

  test("a source with the header beside it, by the command in it", async () => {
    expect(await run("emit --check exp.c")).toEqual({ code: 0, stdout: "exp.c is what nnc emits: 2 files\n", stderr: "" });
    expect(await run("emit --check exp.c --json")).toEqual({ code: 0, stdout: '{\n  "version": 1,\n  "path": "exp.c",\n  "same": true,\n  "files": []\n}\n', stderr: "" });
  });
});

describe("a path that leads to nothing", () => {
  const long = `${"n".repeat(300)}.c`;
  const asked = (path: string) => Promise.all([run(`emit exp.onnx --lang c -o ${path}`), run(`emit exp.onnx --lang c --check ${path}`)]);
  const refusal = (message: string, note: string, ...hints: readonly string[]) => ({ code: 2, stdout: "", stderr: [`error: ${message}`, `  note: ${note}`, ...hints.map((hint) => `  hint: ${hint}`), ""].join("\n") });

  test("through a file is refused, and what should be there is missing", async () => {
    const [written, checked] = await asked("exp.onnx/exp.c");
    expect(written).toEqual(refusal("cannot write exp.onnx/exp.c", "a part of the path is not a folder (ENOTDIR)"));
    expect(checked).toEqual({ code: 1, stdout: "exp.onnx/exp.c is missing\n", stderr: failure("exp.onnx/exp.c", "one file is missing") });
    const [inFolder, ofFolder] = await asked("exp.onnx/exp/");
    expect(inFolder).toEqual(refusal("cannot write exp.onnx/exp/", "a part of the path is not a folder (ENOTDIR)", "choose another name"));
    expect([ofFolder.code, ofFolder.stderr]).toEqual([1, failure("exp.onnx/exp/", "18 files are missing")]);
  });

  test("of a name that is too long, and round in a circle", async () => {
    symlinkSync("circle", join(cwd, "circle"));
    for (const [path, note] of [[long, "the name is too long (ENAMETOOLONG)"], ["circle", "the symbolic links form a circle (ELOOP)"], ["circle/exp.c", "the symbolic links form a circle (ELOOP)"]]) {
      expect(await asked(path)).toEqual([refusal(`cannot write ${path}`, note), refusal(`cannot read ${path}`, note)]);
    }
    rmSync(join(cwd, "circle"));
  });
});

describe("what is not", () => {
  test("is shown as a diff", async () => {
    await changed("exp/src/pseudo_exp.h", (text) => text.replace("float pseudo_exp(float x);", "double pseudo_exp(double x);"), async () => {
      const { code, stdout, stderr } = await run("emit --check exp/");
      expect([code, stderr]).toEqual([1, failure("exp/", "one file differs")]);
      expect(stdout).toMatch(/^--- exp\/src\/pseudo_exp\.h\n\+\+\+ exp\/src\/pseudo_exp\.h as it would be\n@@ -\d+,7 \+\d+,7 @@\n(?: .*\n){3}-double pseudo_exp\(double x\);\n\+float pseudo_exp\(float x\);\n(?: .*\n){3}$/);
    });
  });

  test("files that are missing and surplus are named, as JSON too", async () => {
    renameSync(join(cwd, "exp/README.md"), join(cwd, "away"));
    await changed("exp/nnc-package.json", (text) => text.replace('"README.md":', `"old.txt": "${"0".repeat(64)}",\n    "README.md":`), async () => {
      writeFileSync(join(cwd, "exp/old.txt"), "");
      const { code, stdout, stderr } = await run("emit --check exp/ --json");
      expect([code, stderr]).toEqual([1, failure("exp/", "one file differs, one file is missing, one file is no part of it any more")]);
      expect(JSON.parse(stdout)).toEqual({
        version: 1,
        path: "exp/",
        same: false,
        files: [
          { path: "exp/README.md", state: "missing", models: null, diff: [] },
          { path: "exp/nnc-package.json", state: "differs", models: null, diff: expect.arrayContaining([`-    "old.txt": "${"0".repeat(64)}",`]) as string[] },
          { path: "exp/old.txt", state: "surplus", models: null, diff: [] },
        ],
      });
      expect((await run("emit --check exp/")).stdout).toMatch(/^exp\/README\.md is missing\n--- exp\/nnc-package\.json\n(?:.*\n)*exp\/old\.txt is no part of it any more\n$/);
    });
    rmSync(join(cwd, "exp/old.txt"));
    renameSync(join(cwd, "away"), join(cwd, "exp/README.md"));
  });

  test("another model is told first", async () => {
    expect((await run("train --recipe article --iterations 1 --hidden 2 -q -o other.onnx")).code).toBe(0);
    const { code, stdout } = await run("emit other.onnx --check exp/");
    const [first, second] = stdout.split("\n");
    expect([code, first, second]).toEqual([
      1,
      expect.stringMatching(/^the model is another one: sha256 [0-9a-f]{16}\.\.\. in the place of ea6c8694c94cd0a8\.\.\.$/),
      expect.stringMatching(/^--- exp\//),
    ]);
  });
});

describe("what cannot be checked", () => {
  test("a file without a command", async () => {
    writeFileSync(join(cwd, "mine.c"), "int x;\n");
    expect(await run("emit --check mine.c")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: mine.c does not say how it was emitted\n  at --check\n  note: it has no header of nnc's\n  hint: name the model and give the options: nnc emit model.onnx --lang c --check mine.c\n",
    });
  });

  test.each([
    ["nnc emit exp.onnx --lang c --stack 'touch evil'", "its command has a compiler run, which only you may do"],
    ["nnc emit exp.onnx --lang c; touch evil", "its command is not written as nnc writes it"],
    ["nnc emit $(touch evil) --lang c", "its command is not written as nnc writes it"],
    ["nnc emit ../exp.onnx --lang c", "its command names a model in another folder"],
    ["nnc emit - --lang c", "its model was read from standard input"],
  ])("one that states %s", async (command, note) => {
    writeFileSync(join(cwd, "evil.c"), `/* regenerate  ${command}\n */\n`);
    expect(await run("emit --check evil.c")).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: evil.c cannot be checked by the command that it states\n  at --check\n  note: ${note}\n  hint: give the options yourself; it states: ${command}\n`,
    });
    expect(readdirSync(cwd)).not.toContain("evil");
  });

  test("one whose model is gone", async () => {
    writeFileSync(join(cwd, "gone.c"), "// regenerate  nnc emit gone.onnx --lang c --name gone\n");
    expect(await run("emit --check gone.c")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: cannot find the model gone.onnx\n  note: it is neither in the current folder nor beside gone.c\n  hint: name it: nnc emit models/gone.onnx --check gone.c\n",
    });
  });

  test("two things at once", async () => {
    expect((await run("emit exp.onnx --check exp.c -o exp.c")).stderr).toBe("error: --check and --output exclude each other\n  hint: give one of them\n");
    expect((await run("emit exp.onnx --lang c --json")).stderr).toMatch(/^error: --json is for --check\n {2}at --json\n {2}hint: give --check as well, or leave it out\n$/);
  });
});

describe("the words of a command", () => {
  test("are read back as they were written", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (words) => {
        expect(readShellWords(shellWords(words))).toEqual(words);
      }),
      { numRuns: 300 },
    );
  });

  test.each(["a;b", "a $b", 'a "b"', "a `b`", "a 'b", "a\nb", "a > b", "~"])("%j is none that nnc writes", (line) => {
    expect(readShellWords(line)).toBeUndefined();
  });
});

describe("a diff", () => {
  const text = (...lines: readonly (string | number)[]) => lines.join("\n");

  test("is nothing of equal texts", () => {
    expect(unifiedDiff("a", "b", "x\ny", "x\ny")).toEqual([]);
  });

  test("shows what is far apart by itself", () => {
    const lines = Array.from({ length: 20 }, (_, place) => `line ${place + 1}`);
    const changedLines = lines.map((line) => (line === "line 4" ? "other" : line)).filter((line) => line !== "line 17");
    expect(unifiedDiff("a", "b", text(...lines), text(...changedLines))).toEqual([
      "--- a", "+++ b", "@@ -1,7 +1,7 @@", " line 1", " line 2", " line 3", "-line 4", "+other", " line 5", " line 6", " line 7",
      "@@ -14,7 +14,6 @@", " line 14", " line 15", " line 16", "-line 17", " line 18", " line 19", " line 20",
    ]);
  });

  test("is cut short", () => {
    const [before, after] = [Array.from({ length: 3000 }, (_, place) => `-${place}`), Array.from({ length: 3000 }, (_, place) => `+${place}`)];
    const shown = unifiedDiff("a", "b", text(...before), text(...after));
    expect([shown.length, shown.at(2), shown.at(-1)]).toEqual([43, "@@ -1,3000 +1,3000 @@", "... and 5961 more lines"]);
  });
});
