// What the files of a package say of the standard of C that its sources are written in.

import { C89, C99, type Dialect } from "../dialect.ts";

/** From a rule of MISRA C:2012. */
export interface Deviation {
  readonly rule: string;
  readonly category: "required" | "advisory";
  readonly where: string;
  readonly why: string;
}

export interface PackageStandard {
  readonly dialect: Dialect;
  /** What compilers are asked for: by CMake, `c_std_99`, by Meson and cppcheck. */
  readonly cmake: string;
  readonly option: string;
  /** What a compiler is one of. */
  readonly compilers: string;
  /** What sources have beside the deviations of all. */
  readonly deviations: readonly Deviation[];
}

const OF_WORDS: readonly Deviation[] = [
  { rule: "2.3", category: "advisory", where: "types of 32 bits", why: "a source that uses one of them has both" },
  { rule: "20.9", category: "required", where: "the widths of types", why: "`limits.h` defines what is compared, which cppcheck does not read" },
];

export const STANDARD_99: PackageStandard = { dialect: C99, cmake: "c_std_99", option: "c99", compilers: "C99 or C++11", deviations: [] };
export const STANDARD_89: PackageStandard = {
  dialect: C89,
  cmake: "c_std_90",
  option: "c89",
  compilers: "C89, or of a later C or C++,",
  deviations: OF_WORDS,
};
