// A package's folder: what is written, removed, refused and left alone, in whole messages; what a process leaves that is killed while it writes.

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { writeFolder } from "../../../src/cli/files/package-folder.ts";
import { isAtWork, ownWord } from "../../../src/cli/files/folder/owner.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";
import { sha256Hex } from "#sha256";
import { newFolder } from "../run-nnc.ts";
import { filesIn, versionOf, wholeVersion } from "./writing/versions.ts";

/** A folder that does not exist yet. */
function newPlace(): string {
  return join(newFolder(), "exp");
}

function written(number: number, folder: string, force = false): readonly string[] {
  const lines: string[] = [];
  writeFolder(versionOf(number), folder, force, { say: (line) => void lines.push(line.replaceAll(folder, "exp")) });
  return lines;
}

/** Nothing of nnc's own is left beside it. */
function expectVersion(folder: string, number: number, others: readonly string[] = []): void {
  expect([wholeVersion(folder, others), readdirSync(join(folder, ".."))]).toEqual([number, [basename(folder)]]);
}

function refusal(number: number, folder: string, force = false): unknown {
  return thrownDiagnostic(() => written(number, folder, force));
}

describe("a package", () => {
  test("is written as a whole, again only where it differs, and what it has no more is removed", () => {
    const folder = newPlace();
    expect(written(2, folder)).toEqual([...filesIn(folder).filter((path) => path !== "nnc-package.json"), "nnc-package.json"].map((path) => `wrote exp/${path}`));
    expectVersion(folder, 2);
    const before = statSync(join(folder, "src/a.c"));
    expect(written(2, folder)).toEqual(["exp holds these very files already"]);
    expect(statSync(join(folder, "src/a.c"))).toEqual(before);
    expect(written(3, folder).slice(-2)).toEqual(["removed exp/even/only.c", "removed exp/src/even.c"]);
    expectVersion(folder, 3);
    expect(existsSync(join(folder, "even"))).toBe(false);
  });

  test("keeps the permissions of what it replaces", () => {
    const folder = newPlace();
    written(1, folder);
    chmodSync(folder, 0o750);
    chmodSync(join(folder, "src"), 0o700);
    chmodSync(join(folder, "src/a.c"), 0o640);
    written(3, folder);
    expect([folder, join(folder, "src"), join(folder, "src/a.c")].map((path) => statSync(path).mode & 0o777)).toEqual([0o750, 0o700, 0o640]);
  });

  test("goes into an empty folder and through a link to one", () => {
    const folder = newPlace();
    mkdirSync(folder);
    const link = `${folder}-link`;
    symlinkSync("exp", link);
    written(1, link);
    expect([wholeVersion(folder, []), realpathSync(link)]).toEqual([1, realpathSync(folder)]);
  });

  test("goes beside files of others, which stay, also those that lie in its folders", () => {
    const folder = newPlace();
    written(2, folder);
    writeFileSync(join(folder, "mine.txt"), "mine");
    writeFileSync(join(folder, "even/mine.txt"), "mine");
    symlinkSync("mine.txt", join(folder, "src/link"));
    const others = ["even/mine.txt", "mine.txt", "src/link"];
    const before = statSync(folder).ino;
    written(3, folder);
    expectVersion(folder, 3, others);
    expect([readFileSync(join(folder, "even/mine.txt"), "utf8"), statSync(folder).ino]).toEqual(["mine", before]);
  });

  test("leaves a file that was changed and is no part of it any more", () => {
    const folder = newPlace();
    written(2, folder);
    writeFileSync(join(folder, "src/even.c"), "mine");
    written(3, folder);
    expectVersion(folder, 3, ["src/even.c"]);
    expect(readFileSync(join(folder, "src/even.c"), "utf8")).toBe("mine");
  });

  test("replaces the folder where somebody stands in it file by file", () => {
    const folder = newPlace();
    written(1, folder);
    const [before, here] = [statSync(folder).ino, process.cwd()];
    process.chdir(folder);
    try {
      written(2, "./");
      expect(statSync(".").ino).toBe(before);
    } finally {
      process.chdir(here);
    }
    expectVersion(folder, 2);
  });
});

describe("is refused", () => {
  test("where a folder holds files and is no package, unless it is forced", () => {
    const folder = newPlace();
    mkdirSync(join(folder, ".git"), { recursive: true });
    for (const name of ["a", "b", "c", "d", "e", "f"]) writeFileSync(join(folder, name), "");
    expect(refusal(1, folder)).toEqual({
      category: "file",
      message: `will not write into ${folder}`,
      note: "it is no package of nnc's and holds .git, a, b, c, d and 2 more",
      hint: "choose another folder, or --force to write the package beside what is there",
    });
    written(1, folder, true);
    expectVersion(folder, 1, ["a", "b", "c", "d", "e", "f"]);
  });

  test("where files are in the way that others wrote or that were changed, unless it is forced", () => {
    const folder = newPlace();
    written(1, folder);
    writeFileSync(join(folder, "src/a.c"), "changed");
    writeFileSync(join(folder, "src/even.c"), "mine");
    expect(refusal(2, folder)).toEqual({
      category: "file",
      message: `will not overwrite 2 files in ${folder}`,
      note: "src/a.c (changed since nnc wrote it), src/even.c (not written by nnc)",
      hint: "choose another folder, or --force to overwrite them all the same",
    });
    expect([readFileSync(join(folder, "src/a.c"), "utf8"), readFileSync(join(folder, "src/even.c"), "utf8")]).toEqual(["changed", "mine"]);
    expect(readdirSync(join(folder, ".."))).toEqual(["exp"]);
    written(2, folder, true);
    expectVersion(folder, 2);
  });

  test("where a folder, a link or a file takes a place, even if it is forced", () => {
    const folder = newPlace();
    const elsewhere = newFolder();
    mkdirSync(join(folder, "README.md"), { recursive: true });
    symlinkSync(elsewhere, join(folder, "src"));
    writeFileSync(join(folder, "include"), "");
    expect(refusal(1, folder, true)).toEqual({
      category: "file",
      message: `will not overwrite 3 files in ${folder}`,
      note: "README.md (a folder), include (not a file in the package), src (not a file in the package)",
      hint: "move them away, or choose another folder",
    });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test("where another nnc is at it", () => {
    const folder = newPlace();
    const work = join(folder, "../.nnc-exp.new");
    mkdirSync(work);
    symlinkSync(ownWord(), join(work, "owner-1"));
    const refused = refusal(1, folder);
    expect(refused).toEqual({
      category: "file",
      message: `cannot write now ${folder}`,
      note: "another nnc is writing into it",
      hint: `run it again in a moment; if no nnc is at work, remove ${realpathSync(work)}`,
    });
    expect([readdirSync(work), existsSync(folder)]).toEqual([["owner-1"], false]);
  });

  test("where the folder above is missing, or something else has its name", () => {
    const folder = newFolder();
    writeFileSync(join(folder, "file"), "");
    expect(refusal(1, join(folder, "a/b/"))).toEqual({
      category: "file",
      message: `cannot write ${folder}/a/b/`,
      note: `there is no folder ${folder}/a`,
      hint: `make it first: mkdir -p ${folder}/a`,
    });
    expect(refusal(1, `${folder}/file/`)).toMatchObject({ message: `cannot write ${folder}/file/`, note: "it is not a folder" });
  });

  test("lists that lead out of the folder are no lists", () => {
    const folder = newPlace();
    written(1, folder);
    const outside = join(folder, "../outside.txt");
    writeFileSync(outside, "x");
    const digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    const manifest = { generator: "nnc", command: "", files: { "../outside.txt": digest } };
    writeFileSync(join(folder, "nnc-package.json"), JSON.stringify(manifest));
    expect(refusal(2, folder)).toMatchObject({ message: `will not overwrite 6 files in ${folder}` });
    written(2, folder, true);
    expect(readFileSync(outside, "utf8")).toBe("x");
  });
});

describe("who writes", () => {
  test("is at work as long as the very process is", () => {
    const [pid, start = "", place = ""] = ownWord().split("_");
    expect(pid).toBe(String(process.pid));
    expect(isAtWork(ownWord(), 0, 0)).toBe(true);
    expect(isAtWork([pid, Number(start) - 1, place].join("_"), Date.now(), 1e9)).toBe(false);
    const { pid: ended } = spawnSync("true");
    expect(isAtWork([ended, start, place].join("_"), Date.now(), 1e9)).toBe(false);
  });

  test("somewhere else is believed for as long as is said", () => {
    expect(isAtWork(`${process.pid}_1_elsewhere`, Date.now() - 590_000, 600_000)).toBe(true);
    expect(isAtWork(`${process.pid}_1_elsewhere`, Date.now() - 610_000, 600_000)).toBe(false);
  });
});

test("one who is killed at any moment leaves the package of before or the next one, and nothing after the next write", async () => {
  const bundle = join(newFolder(), "kills.mjs");
  const entry = new URL("./writing/main.ts", import.meta.url).pathname;
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, platform: "node", format: "esm", conditions: ["node"], logLevel: "silent" });
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, "--kills", "9", "--seed", "3"], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^9 kills: \d+ left a whole package or file in its place, \d+ one on the way, \d+ a list to go on with; all were mended\n$/);
});

test("a write that was stopped on its way is completed, but not over what was changed since", () => {
  const folder = newPlace();
  written(1, folder);
  writeFileSync(join(folder, "mine.txt"), "mine");
  const work = join(folder, "../.nnc-exp.new");
  for (const [path, text] of [["new/README.md", "completed"], ["new/src/a.c", "not written"]] as const) {
    mkdirSync(join(work, path, ".."), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  const [readme, source] = ["README.md", "src/a.c"].map((path) => sha256Hex(readFileSync(join(folder, path))));
  writeFileSync(join(folder, "src/a.c"), "changed");
  const changes = [{ path: "README.md", before: readme, after: sha256Hex("completed") }, { path: "src/a.c", before: source, after: "" }];
  writeFileSync(join(work, "journal.json"), JSON.stringify({ changes, removals: [] }));
  expect(refusal(3, folder)).toMatchObject({ note: "README.md (changed since nnc wrote it), src/a.c (changed since nnc wrote it)" });
  expect(["README.md", "src/a.c", "mine.txt"].map((path) => readFileSync(join(folder, path), "utf8"))).toEqual(["completed", "changed", "mine"]);
  expect(readdirSync(join(folder, ".."))).toEqual(["exp"]);
});

test("a swap that was stopped between its two steps is taken back, and one that was done is cleared away", () => {
  const folder = newPlace();
  const work = join(folder, "../.nnc-exp.new");
  for (const wasDone of [false, true]) {
    written(1, folder, true);
    mkdirSync(work);
    renameSync(folder, join(work, "old"));
    if (wasDone) written(5, join(folder, "../other"));
    if (wasDone) renameSync(join(folder, "../other"), folder);
    expect(refusal(wasDone ? 5 : 1, folder)).toBeUndefined();
    expectVersion(folder, wasDone ? 5 : 1);
  }
});

test("what others put into a folder while it was moved is never removed", () => {
  const folder = newPlace();
  const work = join(folder, "../.nnc-exp.new");
  written(1, folder);
  mkdirSync(work);
  renameSync(folder, join(work, "old"));
  writeFileSync(join(work, "old/mine.txt"), "mine");
  mkdirSync(folder);
  writeFileSync(join(folder, "new.txt"), "new");
  expect(refusal(1, folder)).toEqual({
    category: "file",
    message: `cannot write ${folder}`,
    note: `${realpathSync(work)}/old holds what was there before, and files that nnc did not write`,
    hint: "move it away",
  });
  expect(readFileSync(join(work, "old/mine.txt"), "utf8")).toBe("mine");
});
