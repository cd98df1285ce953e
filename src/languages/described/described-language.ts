// A language that a folder of the user's describes, as emitting takes it. How the folder is read is read-described.ts's.

import type { Language } from "../../codegen/language.ts";

export interface DescribedLanguage {
  readonly language: Language;
  /** The folder's name without the folders it is in, as the command in a header says it. */
  readonly folder: string;
}
