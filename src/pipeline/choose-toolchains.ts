// Finds the compilers of languages on this machine, in all the ways each one is to build. Compiles nothing.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { compilersOf, LANGUAGE_NAMES, SPOKEN, type LanguageName } from "../languages/index.ts";
import type { Compiler } from "../toolchain/compiler.ts";
import { buildsOf, findToolchains, requireToolchains, type Toolchain } from "../toolchain/find-toolchains.ts";

export interface ChosenToolchains {
  /** At least one; each compiler once for every way it builds. */
  readonly toolchains: readonly Toolchain<LanguageName>[];
  /** Compilers of the languages that are not on this machine. */
  readonly missing: readonly Compiler<LanguageName>[];
}

/** A language of which a compiler must be on this machine, or one compiler of it. */
export interface RequiredCompilers {
  readonly language: LanguageName;
  /** Any where it is not said. */
  readonly compiler: string | undefined;
}

/**
 * Sees to it that what is required is here and takes part.
 *
 * @param asked the languages that take part; all where it is not said.
 * @throws DiagnosticError of category usage where a language does not take part, of category toolchain where a compiler is missing.
 */
export async function requireCompilers(required: readonly RequiredCompilers[], asked: readonly LanguageName[] | undefined): Promise<void> {
  for (const { language, compiler } of required) {
    const { title } = SPOKEN[language].language;
    if (asked !== undefined && !asked.includes(language)) {
      throw new DiagnosticError({
        id: "required-compiler-left-out",
        message: `a compiler of ${title} is required, and ${title} is left out`,
        place: setting("require"),
        hint: prose`name ${language} in ${setting("lang")} as well, or leave it out here`,
      });
    }
    const compilers = compilersOf([language]).filter(({ name }) => compiler === undefined || name === compiler);
    await requireToolchains(compilers, compiler ?? title);
  }
}

/**
 * Those present for the languages that are asked for, each of which must have one; else for all, of which some language must.
 *
 * @throws DiagnosticError of category toolchain.
 */
export async function chooseToolchains(asked: readonly LanguageName[] | undefined): Promise<ChosenToolchains> {
  const languages = asked ?? LANGUAGE_NAMES;
  const compilers = compilersOf(languages);
  const toolchains = asked === undefined ? await findToolchains(compilers) : await requireEach(languages);
  if (toolchains.length === 0) await requireEach(languages);
  const missing = compilers.filter(({ name, language }) => !toolchains.some((found) => found.name === name && found.language === language));
  return { toolchains: (await Promise.all(toolchains.map(buildsOf))).flat(), missing };
}

async function requireEach(languages: readonly LanguageName[]): Promise<readonly Toolchain<LanguageName>[]> {
  const found = languages.map((language) => requireToolchains(compilersOf([language]), SPOKEN[language].language.title));
  return (await Promise.all(found)).flat();
}
