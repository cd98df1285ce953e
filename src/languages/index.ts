// What is known of all the languages together. There is no other list of them: a line in registry.ts adds one, a line in variants.ts another writing of one.

import type { Language } from "../codegen/language.ts";
import type { Compiler } from "../toolchain/compiler.ts";
import * as registry from "./registry.ts";
import type { DescribedLanguage } from "./described/described-language.ts";
import type { EmittedLanguage, SpokenLanguage, VariantLanguage } from "./spoken-language.ts";
import * as variants from "./variants.ts";

export type LanguageName = keyof typeof registry;

/** By name. A language that calls itself otherwise than the registry does is no SpokenLanguage of that name. */
export const SPOKEN: { readonly [Name in LanguageName]: SpokenLanguage<Name> } = registry;

/** In the order of their names. */
export const LANGUAGES: readonly Language<LanguageName>[] = Object.values(SPOKEN)
  .map(({ language }) => language)
  .sort((one, other) => (one.name < other.name ? -1 : 1));

export const LANGUAGE_NAMES: readonly LanguageName[] = LANGUAGES.map(({ name }) => name);

type VariantName = keyof typeof variants;
const VARIANTS: { readonly [Name in VariantName]: VariantLanguage<Name, LanguageName> } = variants;

/** What emit takes: the languages and their variants. */
export type EmittedName = LanguageName | VariantName;

export const EMITTED: { readonly [Name in EmittedName]: EmittedLanguage<Name> } = { ...SPOKEN, ...VARIANTS };

/** In the order of their names. */
export const EMITTED_LANGUAGES: readonly Language<EmittedName>[] = Object.values(EMITTED)
  .map(({ language }) => language)
  .sort((one, other) => (one.name < other.name ? -1 : 1));

export const EMITTED_NAMES: readonly EmittedName[] = EMITTED_LANGUAGES.map(({ name }) => name);

/** The language whose statements it has: itself, but for variants. */
export function spokenName(name: EmittedName): LanguageName {
  return isVariant(name) ? VARIANTS[name].of : name;
}

/** What a source is written in: a language of nnc's or a variant by its name, or one that a user describes. */
export type WrittenIn = EmittedName | DescribedLanguage;

export function languageOf(written: WrittenIn): Language {
  return typeof written === "string" ? EMITTED[written].language : written.language;
}

function isVariant(name: EmittedName): name is VariantName {
  return Object.hasOwn(VARIANTS, name);
}

/** Of these languages, in the order of `LANGUAGES`. */
export function compilersOf(names: readonly LanguageName[]): readonly Compiler<LanguageName>[] {
  return LANGUAGE_NAMES.filter((name) => names.includes(name)).flatMap((name): readonly Compiler<LanguageName>[] => SPOKEN[name].compilers);
}
