// Says what a sweep is of, so that results of another one are not taken for its own.

import { sha256Hex } from "#sha256";
import { wholeText } from "../../codegen/text.ts";
import { titleOf } from "../../toolchain/find-toolchains.ts";
import type { Stretch } from "./places.ts";
import type { Planned, SweepSources } from "./swept-program.ts";

/** A digest of all that results depend on: sources, compilers and their options, the numbers and how they are cut. */
export function subjectOf(planned: readonly Planned[], swept: Stretch, parts: readonly Stretch[]): string {
  const programs = planned.map(({ sources }) => (sources === undefined ? "the interpreter" : programText(sources)));
  return sha256Hex(JSON.stringify([swept, parts.length, programs, process.arch]));
}

function programText({ toolchain, sources, driver }: SweepSources): string {
  const files = [...sources, ...driver].map(([path, text]) => [path, wholeText(text)]);
  return JSON.stringify([titleOf(toolchain), toolchain.compile, files]);
}
