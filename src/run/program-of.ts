// The Program of a network as it stands, to evaluate it with the bits of emitted code.

import { lower } from "../codegen/lower/lower.ts";
import type { Network } from "../network/network.ts";
import { runPassesPausing } from "../passes/index.ts";
import type { Program } from "../program/program.ts";
import type { Pausing } from "../train/pausing.ts";
import { toEnd } from "../train/to-end.ts";

/** Through all passes, arranged for speed. */
export function programOf(network: Network): Program {
  return toEnd(programOfPausing(network));
}

/** As `programOf`, which may be left after every pass. */
export function* programOfPausing(network: Network): Pausing<Program> {
  const program = lower(yield* runPassesPausing(network));
  yield;
  return program;
}
