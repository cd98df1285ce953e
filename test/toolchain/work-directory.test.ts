// The temporary folder is fresh, usable and gone afterwards, after success, failure and the end of the process.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";
import { expect, test } from "vitest";
import { withWorkDirectory } from "../../src/toolchain/work-directory.ts";

test("gives what the work gives and removes the folder with all that is in it", async () => {
  const directory = await withWorkDirectory((folder) => {
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, "file"), "text");
    return Promise.resolve(folder);
  });
  expect(existsSync(directory)).toBe(false);
});

test("removes the folder when the work fails, and passes the error on", async () => {
  let directory = "";
  const failing = withWorkDirectory((folder) => {
    directory = folder;
    writeFileSync(join(folder, "file"), "text");
    return Promise.reject(new Error("no luck"));
  });
  await expect(failing).rejects.toThrow("no luck");
  expect(directory).not.toBe("");
  expect(existsSync(directory)).toBe(false);
});

test("removes the folder when the process exits in the middle of the work", async () => {
  const source = fileURLToPath(new URL("../../src/toolchain/work-directory.ts", import.meta.url));
  await withWorkDirectory(async (folder) => {
    const module = join(folder, "work-directory.mjs");
    await bundle({ entryPoints: [source], outfile: module, platform: "node", format: "esm", logLevel: "silent" });
    const script = join(folder, "exits.mjs");
    writeFileSync(
      script,
      `import { withWorkDirectory } from "./work-directory.mjs";
      await withWorkDirectory(async (folder) => {
        process.stdout.write(folder);
        process.exit(0);
      });`,
    );
    const printed = execFileSync(process.execPath, [script], { encoding: "utf8" });
    expect(printed).toMatch(/nnc-/);
    expect(existsSync(printed)).toBe(false);
  });
});
