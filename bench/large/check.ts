// `nnc check` of a large model, in each language: what nnc does, and what the compilers do, which it waits for. One run each.

import { join } from "node:path";
import { nnc, type Build } from "../builds.ts";
import { denseModel, writeDenseModel } from "../dense-model.ts";
import { digits, table } from "../markdown.ts";
import { LARGE } from "./emit.ts";
import { measureProcess } from "./processes.ts";

const LANGUAGES = ["c", "go", "ts"] as const;

export function measureCheck(folder: string, before: Build | undefined): string {
  const model = denseModel(LARGE, "relu");
  const path = join(folder, "checked.onnx");
  writeDenseModel(model, path);
  const rows = LANGUAGES.map((language) => {
    const seconds = (build: Build): number => measureProcess([build.program, "check", path, "--lang", language, "--quiet"], folder).seconds;
    const own = seconds(nnc);
    const earlier = before && seconds(before);
    return [language, digits(own), ...(earlier === undefined ? ["", ""] : [digits(earlier), digits(earlier / own)])];
  });
  return `## nnc check of ${model.name}, the compilers' time included\n\n${table(["--lang"], ["s", "before s", "before ÷ nnc"], rows)}`;
}
