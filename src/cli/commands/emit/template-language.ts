// The language of nnc emit --template: which options do not go with it, and which names of files. Loaded only where one is given.

import { extname } from "node:path";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { DescribedLanguage } from "../../../languages/described/described-language.ts";
import { excludeEachOther } from "../../arguments/exclusive-options.ts";
import { shellWords } from "../../../shell/shell-words.ts";
import { readTemplateFolder } from "../../files/template-folder.ts";
import { languageNamed, nameOfAnother } from "./named-file.ts";

/** What is given beside it, each as it is read. */
export interface GivenBeside {
  readonly lang?: string | undefined;
  readonly cStandard?: string | undefined;
  readonly header: boolean;
  readonly package?: string | undefined;
  readonly module?: string | undefined;
  readonly packageVersion?: string | undefined;
  readonly packageUrl?: string | undefined;
  readonly packageLicense?: string | undefined;
  readonly batch: boolean;
  readonly simd: boolean;
  readonly stack?: readonly string[] | undefined;
  readonly workspace: string;
  readonly math: string;
}

/**
 * @param output the source's path; `-` where it has none.
 * @throws DiagnosticError: usage where another option or the name of the file does not go with it, and as `readTemplateFolder`.
 */
export async function languageOfTemplate(folder: string, given: GivenBeside, output: string): Promise<DescribedLanguage> {
  refuseBeside(given);
  const described = await readTemplateFolder(folder);
  refuseNameOfAnother(output, folder, described);
  return described;
}

/** @throws DiagnosticError (usage) always: a package is files that a language's tools build. */
export function refusePackage(): never {
  throw new DiagnosticError({
    id: "package-by-template",
    message: "a template writes one source, and no package",
    place: "--output",
    hint: "name a file, or leave it out",
  });
}

function refuseBeside(given: GivenBeside): void {
  const beside: Readonly<Record<`--${string}`, boolean>> = {
    "--lang": given.lang !== undefined,
    "--c-standard": given.cStandard !== undefined,
    "--header": given.header,
    "--package": given.package !== undefined,
    "--module": given.module !== undefined,
    "--package-version": given.packageVersion !== undefined,
    "--package-url": given.packageUrl !== undefined,
    "--package-license": given.packageLicense !== undefined,
    "--batch": given.batch,
    "--simd": given.simd,
    "--stack": given.stack !== undefined,
    "--workspace caller": given.workspace === "caller",
    "--math libm": given.math === "libm",
  };
  for (const option of keysOf(beside)) if (beside[option]) throw excludeEachOther("--template", option);
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record).filter((key): key is Key => key in record);
}

/** A language of nnc's may have the same extension: the template may be another writing of it. */
function refuseNameOfAnother(output: string, folder: string, { language: { extension } }: DescribedLanguage): void {
  const named = languageNamed(output);
  if (named !== undefined && extname(output) !== `.${extension}`) throw nameOfAnother(output, named, shellWords(["--template", folder]), extension);
}
