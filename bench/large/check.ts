// `nnc check` of a large model, in each language: what nnc does, and what the compilers do, which it waits for. One run each.

import { join } from "node:path";
import { LANGUAGE_NAMES } from "../../src/languages/index.ts";
import { nnc, type Build } from "../builds.ts";
import { denseModel, writeDenseModel } from "../dense-model.ts";
import { digits, table } from "../markdown.ts";
import { LARGE } from "./emit.ts";
import { measureProcess } from "./processes.ts";

export function measureCheck(folder: string, before: Build | undefined): string {
  const model = denseModel(LARGE, "relu");
  const path = join(folder, "checked.onnx");
  writeDenseModel(model, path);
  const rows = LANGUAGE_NAMES.map((language) => {
    const figures = (build: Build) => measureProcess([build.program, "check", path, "--lang", language, "--quiet"], folder);
    const own = figures(nnc);
    const earlier = before && figures(before);
    const beside = (of: "seconds" | "ownSeconds"): string[] =>
      earlier === undefined ? ["", ""] : [digits(earlier[of]), digits(earlier[of] / own[of])];
    return [language, digits(own.seconds), ...beside("seconds"), digits(own.ownSeconds), ...beside("ownSeconds")];
  });
  const figures = ["s", "before s", "before ÷ nnc", "nnc alone, processor s", "before s", "before ÷ nnc"];
  return `## nnc check of ${model.name}: with the compilers, which it waits for, and without\n\n${table(["--lang"], figures, rows)}`;
}
