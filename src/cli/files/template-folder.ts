// Reads a folder with a language of the user's own: its description and its template. Runs nothing that is in it.

import { basename, join, resolve } from "node:path";
import { describedLanguage, type GivenText } from "../../languages/described/index.ts";
import type { DescribedLanguage } from "../../languages/described/described-language.ts";
import { readFile } from "./read-file.ts";

const DESCRIPTION = "language.json";
const TEMPLATE = "source.hbs";

/** Of each of the two files. */
const MOST_BYTES = 2 ** 16;

/** @throws DiagnosticError: file where one of the two cannot be read, usage where they cannot be used. */
export async function readTemplateFolder(folder: string): Promise<DescribedLanguage> {
  const [description, template] = await Promise.all([textIn(folder, DESCRIPTION), textIn(folder, TEMPLATE)]);
  return describedLanguage(basename(resolve(folder)), description, template);
}

async function textIn(folder: string, name: string): Promise<GivenText> {
  const path = join(folder, name);
  const bytes = await readFile(path, { most: MOST_BYTES, holds: "a template", whenMissing: `a template is a folder with ${DESCRIPTION} and ${TEMPLATE}: docs/templates.md` });
  return { path, text: new TextDecoder().decode(bytes) };
}
