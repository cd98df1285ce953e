// The compilers of this machine for every language nnc speaks: what tests that walk the registry compile with.

import { compilersOf, LANGUAGE_NAMES } from "../src/languages/index.ts";
import { findToolchains } from "../src/toolchain/find-toolchains.ts";
import { natively } from "./typescript/native-compiler.ts";

/** Of every language, whether they are on this machine or not. */
export const ALL_COMPILERS = compilersOf(LANGUAGE_NAMES);

/** As nnc has them. */
export const FOUND_TOOLCHAINS = await findToolchains(ALL_COMPILERS);

/** The same with what they do, but for the time that it takes. */
export const ALL_TOOLCHAINS = FOUND_TOOLCHAINS.map(natively);
