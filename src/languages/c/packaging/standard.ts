// What the files of a package say of the standard of C that its sources are written in.

import { C89, C99, type Dialect } from "../dialect.ts";

export interface PackageStandard {
  readonly dialect: Dialect;
  /** What compilers are asked for: by CMake, `c_std_99`, by Meson and cppcheck. */
  readonly cmake: string;
  readonly option: string;
  /** What a compiler is one of. */
  readonly compilers: string;
}

export const STANDARD_99: PackageStandard = { dialect: C99, cmake: "c_std_99", option: "c99", compilers: "C99 or C++11" };
export const STANDARD_89: PackageStandard = { dialect: C89, cmake: "c_std_90", option: "c89", compilers: "C89, or of a later C or C++," };
