// Reads the files beside a model in which it keeps data: those in its own folder and below it, and no others.

import { closeSync, fstatSync, openSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, isAbsolute } from "node:path";
import { MAXIMUM_MODEL_BYTES, type Siblings } from "../../formats/model-format.ts";
import { systemErrorText } from "./system-errors.ts";

/** @param path of the model; of standard input, `-`, there are none. */
export function siblingsOf(path: string): Siblings {
  if (path === "-") {
    return () => ({ problem: "standard input has no folder that it could lie in", hint: "give the model's file by its name, not on standard input" });
  }
  const folder = dirname(path);
  return (name) => {
    try {
      const file = join(folder, name);
      return leadsOut(folder, file) ? { problem: "it is a link that leads out of the model's folder", hint: "copy the file itself beside the model" } : readWhole(file);
    } catch (error) {
      return { problem: systemErrorText(error), hint: "put it beside the model, in the place that the model names" };
    }
  };
}

/** Whether a file, or a folder on the way to it, is a link to a place outside. */
function leadsOut(folder: string, file: string): boolean {
  const below = relative(realpathSync(folder), realpathSync(file));
  return below.startsWith("..") || isAbsolute(below);
}

function readWhole(file: string): Uint8Array | { readonly problem: string } {
  const opened = openSync(file, "r");
  try {
    const stats = fstatSync(opened);
    if (stats.isDirectory()) return { problem: "it is a folder" };
    if (!stats.isFile()) return { problem: "it is no ordinary file" };
    if (stats.size > MAXIMUM_MODEL_BYTES) return { problem: `it is larger than ${MAXIMUM_MODEL_BYTES / 2 ** 20} MiB` };
    return readFileSync(opened);
  } finally {
    closeSync(opened);
  }
}
