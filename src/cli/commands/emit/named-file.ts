// What the name of an output file tells: the language, whether it is a header or declarations alone, and what the files beside it are called. Reads
// no file.

import { basename, dirname, extname, join } from "node:path";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { FileNames } from "../../../codegen/package.ts";
import type { Language } from "../../../codegen/language.ts";
import { EMITTED_LANGUAGES, LANGUAGES, type EmittedName } from "../../../languages/index.ts";

export interface NamedFile {
  readonly language: EmittedName;
  /** Whether it is what declares the functions in place of the source. */
  readonly isDeclarations: boolean;
}

/** Of a source or declarations; undefined where the name is of no language. */
export function namedFile(path: string): NamedFile | undefined {
  const declaring = EMITTED_LANGUAGES.find(({ declarations }) => declarations?.extensions.some(({ own }) => basename(path).endsWith(`.${own}`)));
  if (declaring !== undefined) return { language: declaring.name, isDeclarations: true };
  const extension = extname(path).slice(1);
  const named = EMITTED_LANGUAGES.find((one) => one.extension === extension) ?? EMITTED_LANGUAGES.find((one) => one.otherExtensions?.includes(extension));
  return named === undefined ? undefined : { language: named.name, isDeclarations: false };
}

/** Where a file of declarations of this name lies beside a source: `exp.d.mts` of `exp.mjs`, whatever the function is called. */
export function declarationsBeside(source: string, name: string): string {
  const extension = extname(source);
  const extensions = EMITTED_LANGUAGES.flatMap(({ declarations }) => declarations?.extensions ?? []);
  const usual = extensions.find(({ own }) => name.endsWith(`.${own}`));
  const beside = extensions.find((one) => one.source === extension.slice(1)) ?? usual;
  return beside === undefined ? name : `${source.slice(0, source.length - extension.length)}.${beside.own}`;
}

/** Of a source, a header or declarations; undefined where the name is of no language. */
export function languageNamed(path: string): EmittedName | undefined {
  return namedFile(path)?.language ?? LANGUAGES.find((one) => isFileOf(path, one))?.name;
}

/**
 * A source of one language in a file that is named as one of another is a slip.
 *
 * @param asked the option that asks for the language.
 * @param extension its own.
 */
export function nameOfAnother(output: string, named: EmittedName, asked: string, extension: string): DiagnosticError {
  return new DiagnosticError({
    id: "file-of-other-language",
    message: `${output} is the name of a file of ${named}, and ${asked} writes another language`,
    place: "--output",
    hint: `name the file ${join(dirname(output), `${basename(output, extname(output))}.${extension}`)}, or give --lang ${named}`,
  });
}

/** Whether a file of this name is a header of the language. */
export function isHeader(output: string, { header }: Language): boolean {
  return header?.pairs.some(([, ofHeader]) => extname(output) === `.${ofHeader}`) === true;
}

/** Whether a file of this name is a source or a header of the language. */
export function isFileOf(output: string, language: Language): boolean {
  const extension = extname(output).slice(1);
  return language.extension === extension || language.header?.pairs.some((pair) => pair.includes(extension)) === true;
}

/**
 * What a source and its header are called: `exp.c`, `exp.h` and `exp.hpp` each name both. Undefined in languages without headers; a source with another
 * extension has a header with the usual one.
 */
export function namedFiles(output: string, { header }: Language): FileNames | undefined {
  if (header === undefined) return undefined;
  const extension = extname(output);
  const stem = basename(output, extension);
  const pair = header.pairs.find((extensions) => extensions.includes(extension.slice(1)));
  if (pair === undefined) return { source: basename(output), header: `${stem}.${header.extension}` };
  return { source: `${stem}.${pair[0]}`, header: `${stem}.${pair[1]}` };
}
