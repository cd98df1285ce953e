// What a folder of this room gives: a language, what makes packages of its sources, the driver its sources are checked with, the program that
// times them, and the compilers that build all of these; or a language that is another one, written otherwise.

import type { Driver } from "../codegen/driver.ts";
import type { PackageStyle } from "../codegen/packaging/package-style.ts";
import type { Language } from "../codegen/language.ts";
import type { Timer } from "../codegen/timer.ts";
import type { Compiler } from "../toolchain/compiler.ts";

/** What emitting takes. */
export interface EmittedLanguage<Name extends string> {
  readonly language: Language<Name>;
  readonly packageStyle: PackageStyle;
}

export interface SpokenLanguage<Name extends string> extends EmittedLanguage<Name> {
  readonly driver: Driver;
  readonly timer: Timer;
  /** In the order they are asked for; the first are the usual ones. */
  readonly compilers: readonly Compiler<Name>[];
}

/** Has the statements of a spoken language. */
export interface VariantLanguage<Name extends string, Of extends string> extends EmittedLanguage<Name> {
  /** The name of that. */
  readonly of: Of;
}
