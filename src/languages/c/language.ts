// C: C99 that is C++11 as well, and C89, which has the same statements. How these are written is spelling.ts's.

import header from "../../../templates/c/header.h.hbs";
import source from "../../../templates/c/source.c.hbs";
import type { Header, Language } from "../../codegen/language.ts";
import { asciiIdentifier, numberedWord } from "../../codegen/name-scope.ts";
import { C89, C99 } from "./dialect.ts";
import { spellingIn } from "./spelling.ts";
import { refusalOfLibrary } from "./standard-library.ts";

const KEYWORDS =
  "auto break case char const continue default do double else enum extern float for goto if inline int long register " +
  "restrict return short signed sizeof static struct switch typedef union unsigned void volatile while " +
  "alignas alignof and and_eq asm bitand bitor bool catch char8_t char16_t char32_t class compl concept const_cast constexpr " +
  "constinit consteval co_await co_return co_yield decltype delete dynamic_cast explicit export false friend mutable " +
  "namespace new noexcept not not_eq nullptr operator or or_eq private protected public reinterpret_cast requires " +
  "static_assert static_cast template this thread_local throw true try typeid typename using virtual wchar_t xor xor_eq " +
  "typeof typeof_unqual main errno NULL linux unix " +
  "int8_t uint8_t int16_t uint16_t int32_t uint32_t INT32_MIN INT32_MAX memcpy size_t NNC_FLASH NNC_COPY NNC_PAIRS_OF_PRODUCTS " +
  "nnc_int32 nnc_uint32 NNC_WORDS";

/** What both have in common. */
const COMMON: Omit<Language, "name" | "title" | "aliases" | "header" | "spelling"> = {
  extension: "c",
  reserved: new Set(KEYWORDS.split(" ")),
  naming: {
    identifier: asciiIdentifier,
    numbered: numberedWord,
    refusal,
    function: (name) => name,
    table: (functionName, hint) => `${functionName}_${hint}`,
    batch: (functionName) => `${functionName}_n`,
    type: (name) => name,
    helper: (unitName, name) => `${unitName}_${name}`,
    package: (functionName) => functionName,
  },
  rounding: { kind: "native" },
  usesVectors: true,
  takesWorkspace: true,
  selfTest: { name: (functionName) => `${functionName}_selftest`, says: (fact) => `is 0 where ${fact}, else 1` },
  template: source,
};

const HEADER: Header = {
  extension: "h",
  pairs: [["c", "h"], ["cpp", "hpp"], ["cc", "hh"]],
  template: header,
  guard: (unitName) => `${unitName.toUpperCase()}_H`,
  include: (file) => `#include "${file}"`,
};

export const c: Language<"c"> = {
  ...COMMON,
  name: "c",
  title: "C",
  aliases: ["c99", "cpp", "c++"],
  standard: "c99",
  header: { ...HEADER, holdsFunctions: true },
  spelling: spellingIn(C99),
};

/** No language of the registry: its statements are those of C99. */
export const c89: Language<"c89"> = {
  ...COMMON,
  name: "c89",
  title: "C89",
  aliases: ["c90", "ansi"],
  standard: "c89",
  header: HEADER,
  spelling: spellingIn(C89),
};

/** Why a name is taken that is no keyword. */
const TAKEN: Readonly<Record<string, string>> = {
  main: "a program in C begins with the function of this name",
  linux: "gcc defines it for the preprocessor",
  unix: "gcc defines it for the preprocessor",
};

/** A function with a name of the library's compiles, and then replaces the library's. */
function refusal(name: string): string | undefined {
  const known = Object.hasOwn(TAKEN, name) ? TAKEN[name] : refusalOfLibrary(name);
  if (known !== undefined) return known;
  // C17 §7.31.12 and POSIX.1-2017, 2.2.2: size_t, and others to come.
  return name.endsWith("_t") ? "C keeps names that end in _t for the types of its library" : undefined;
}
