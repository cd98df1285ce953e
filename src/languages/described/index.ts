// A language of the user's own, from the texts of its description and its template. Opens no file.

import type { DescribedLanguage } from "./described-language.ts";
import { languageOfDescription } from "./language.ts";
import { readDescription } from "./read-description.ts";
import { userTemplate } from "./user-template.ts";

/** A file's text, and its path for what is said of it. */
export interface GivenText {
  readonly path: string;
  readonly text: string;
}

/** @throws DiagnosticError (usage) as `readDescription` and `userTemplate`. */
export function describedLanguage(folder: string, description: GivenText, template: GivenText): DescribedLanguage {
  const described = readDescription(description.text, description.path);
  return { folder, language: languageOfDescription(described, userTemplate(template.text, template.path), description.path) };
}
