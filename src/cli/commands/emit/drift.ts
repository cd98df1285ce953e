// Compares files with what nnc emits now: which ones differ, are missing, or are no part of it any more. Writes no files.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { startSha256 } from "#sha256";
import type { Package } from "../../../codegen/package.ts";
import { wholeText, type Text } from "../../../codegen/text.ts";
import { foundAt } from "../../files/folder/file-digest.ts";
import { listedIn } from "../../files/folder/listed-files.ts";
import { unreadable } from "../../files/read-file.ts";
import { systemErrorCode, systemErrorText } from "../../files/system-errors.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** Of a file whose difference is shown, in bytes. */
const MOST_BYTES = 2 ** 24;

export interface Drift {
  /** Files as users name them. */
  readonly path: string;
  readonly state: "differs" | "missing" | "surplus";
  /** Lines of a unified diff; none where there is nothing to compare. */
  readonly diff: readonly string[];
  /** Of the models that the file was made of and would be made of now, hexadecimal; absent where they are the same or not stated. */
  readonly models?: { readonly recorded: string; readonly now: string };
}

/**
 * @param files by their paths.
 * @throws DiagnosticError (file) where one of them is there and cannot be read.
 */
export function driftOf(files: Package): readonly Drift[] {
  return [...files].flatMap(([path, text]) => {
    try {
      return driftOfFile(path, text);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === "ENOENT" || code === "ENOTDIR") return [{ path, state: "missing", diff: [] }];
      if (code === undefined) throw error;
      throw unreadable(path, "a source", systemErrorText(error));
    }
  });
}

/** Files of a folder that nnc wrote before, and that are no part of what it would write. */
export function surplusIn(folder: string, files: Package): readonly Drift[] {
  const before = [...(listedIn(folder)?.keys() ?? [])];
  return before
    .filter((path) => !files.has(path) && existsSync(join(folder, path)))
    .map((path): Drift => ({ path: join(folder, path), state: "surplus", diff: [] }));
}

function driftOfFile(path: string, text: Text): readonly Drift[] {
  // Through links, as whoever uses the files goes.
  const found = statSync(path);
  if (!found.isFile()) return [{ path, state: "differs", diff: [] }];
  const there = foundAt(path);
  if (there.kind === "file" && there.digest === digestOf(text)) return [];
  if (found.size > MOST_BYTES) return [{ path, state: "differs", diff: [] }];
  const [before, after] = [readFileSync(path, "utf8"), wholeText(text)];
  if (before === after) return [];
  const [recorded, now] = [modelOf(before), modelOf(after)];
  const models = recorded === undefined || now === undefined || recorded === now ? {} : { models: { recorded, now } };
  return [{ path, state: "differs", diff: unifiedDiff(path, `${path} as it would be`, before, after), ...models }];
}

function digestOf(text: Text): string {
  const digest = startSha256();
  const encoder = new TextEncoder();
  for (const piece of text) digest.update(typeof piece === "string" ? encoder.encode(piece) : piece);
  return digest.hex();
}

/** What a header says of the model. */
function modelOf(text: string): string | undefined {
  return /^\W*model +sha256 ([0-9a-f]{64})/m.exec(text)?.[1];
}
