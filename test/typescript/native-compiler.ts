// TypeScript compiled by its native compiler in the place of that in JavaScript, which takes six times as long for a small source: the same
// words, the same files, the same complaints.

import { NATIVE_TSC } from "../../scripts/native-compiler.mjs";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";

/** Other compilers stay as they are. */
export function natively<Found extends Toolchain>(toolchain: Found): Found {
  if (toolchain.language !== "ts") return toolchain;
  const native = (words: readonly string[]): readonly string[] => words.map((word) => (word === "{package}" ? NATIVE_TSC : word));
  return { ...toolchain, compile: native(toolchain.compile), timed: { ...toolchain.timed, program: native(toolchain.timed?.program ?? []) } };
}
