// What the name of an output file tells: the language, and whether it is the file of declarations alone. Reads no file.

import { basename, extname } from "node:path";
import { EMITTED_LANGUAGES, type EmittedName } from "../../../languages/index.ts";

export interface NamedFile {
  readonly language: EmittedName;
  /** Whether it is what declares the functions in place of the source. */
  readonly isDeclarations: boolean;
}

/** Undefined where the name is of no language. */
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
