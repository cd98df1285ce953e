// Tells what a source and its header are called from the name of the output: `exp.c`, `exp.h` and `exp.hpp` each name both.

import { basename, extname } from "node:path";
import type { FileNames } from "../../../codegen/package.ts";
import type { Language } from "../../../codegen/language.ts";

/** Whether a file of this name is a header of the language. */
export function isHeader(output: string, { header }: Language): boolean {
  return header?.pairs.some(([, ofHeader]) => extname(output) === `.${ofHeader}`) === true;
}

/** Whether a file of this name is a source or a header of the language. */
export function isFileOf(output: string, language: Language): boolean {
  const extension = extname(output).slice(1);
  return language.extension === extension || language.header?.pairs.some((pair) => pair.includes(extension)) === true;
}

/** Undefined in languages without headers; a source with another extension has a header with the usual one. */
export function namedFiles(output: string, { header }: Language): FileNames | undefined {
  if (header === undefined) return undefined;
  const extension = extname(output);
  const stem = basename(output, extension);
  const pair = header.pairs.find((extensions) => extensions.includes(extension.slice(1)));
  if (pair === undefined) return { source: basename(output), header: `${stem}.${header.extension}` };
  return { source: `${stem}.${pair[0]}`, header: `${stem}.${pair[1]}` };
}
