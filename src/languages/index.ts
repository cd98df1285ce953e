// What is known of all the languages together. There is no other list of them: a line in registry.ts adds one.

import type { Language } from "../codegen/language.ts";
import type { Compiler } from "../toolchain/compiler.ts";
import * as registry from "./registry.ts";
import type { SpokenLanguage } from "./spoken-language.ts";

export type LanguageName = keyof typeof registry;

/** By name. A language that calls itself otherwise than the registry does is no SpokenLanguage of that name. */
export const SPOKEN: { readonly [Name in LanguageName]: SpokenLanguage<Name> } = registry;

/** In the order of their names. */
export const LANGUAGES: readonly Language<LanguageName>[] = Object.values(SPOKEN)
  .map(({ language }) => language)
  .sort((one, other) => (one.name < other.name ? -1 : 1));

export const LANGUAGE_NAMES: readonly LanguageName[] = LANGUAGES.map(({ name }) => name);

/** Of these languages, in the order of `LANGUAGES`. */
export function compilersOf(names: readonly LanguageName[]): readonly Compiler<LanguageName>[] {
  return LANGUAGE_NAMES.filter((name) => names.includes(name)).flatMap((name): readonly Compiler<LanguageName>[] => SPOKEN[name].compilers);
}
