// Files of samples as the command line reads them: from files, pipes and devices.

import { createHash } from "node:crypto";
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSamplesFile } from "../../../src/cli/files/samples-file.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { Told } from "../../diagnostics/thrown.ts";
import { told } from "../../diagnostics/thrown.ts";
import { newFolder } from "../run-nnc.ts";

async function refusalOf(path: string): Promise<Told | undefined> {
  try {
    await readSamplesFile(path);
  } catch (error) {
    if (error instanceof DiagnosticError) return told(error.diagnostic);
    throw error;
  }
  return undefined;
}

describe("data files", () => {
  test("give a table, a name without a path and a hash", async () => {
    const path = join(newFolder(), "Mess°1.csv");
    const text = "\ufeffx,y\r\n1,2\r\n3,4\r\n";
    writeFileSync(path, text);
    const { table, name, sha256 } = await readSamplesFile(path);
    expect(name).toBe("Mess_1.csv");
    expect(sha256).toBe(createHash("sha256").update(text).digest("hex"));
    expect(table.file).toBe(path);
    expect(table.columns.map(({ values }) => [...values])).toEqual([[1, 3], [2, 4]]);
  });

  test("larger than a stream's chunks are read whole", async () => {
    const path = join(newFolder(), "long.csv");
    writeFileSync(path, `x,y\n${Array.from({ length: 40_000 }, (_, x) => `${x},${x / 8}`).join("\n")}`);
    const { table } = await readSamplesFile(path);
    expect(table.lines).toHaveLength(40_000);
    expect(table.columns[1].values[39_999]).toBe(39_999 / 8);
  });

  test("that are not there, folders and endless devices are refused", async () => {
    const folder = newFolder();
    const missing = join(folder, "none.csv");
    expect(await refusalOf(missing)).toEqual({
      category: "file",
      message: `cannot read ${missing}`,
      note: "there is no such file or folder (ENOENT)",
      hint: "check the name of the file, and the folder you are in",
    });
    mkdirSync(join(folder, "data"));
    expect(await refusalOf(join(folder, "data"))).toEqual({ category: "file", message: `cannot read ${join(folder, "data")}`, note: "it is a folder", hint: "name a file in it" });
    expect(await refusalOf("/dev/zero")).toEqual({
      category: "model",
      message: "the file is not a text file",
      note: "it contains bytes of value 0",
      place: "/dev/zero",
      hint: "save or export it as CSV, encoded in UTF-8",
    });
  });

  test("too large are refused unread", async () => {
    const path = join(newFolder(), "huge.csv");
    writeFileSync(path, "x,y\n");
    truncateSync(path, 2 ** 40);
    expect(await refusalOf(path)).toEqual({ category: "file", message: `cannot read ${path}`, note: "it is larger than 4 GiB", hint: "train on a part of its lines" });
  });

  test("that hold no table are named in the refusal", async () => {
    const path = join(newFolder(), "empty.csv");
    writeFileSync(path, "");
    expect(await refusalOf(path)).toEqual({
      category: "model",
      place: path,
      message: "the file is empty",
      hint: "it needs a line of names, such as x,y, and a line for each sample",
    });
  });
});
