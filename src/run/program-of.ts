// The Program of a network as it stands, to evaluate it with the bits of emitted code.

import { lower } from "../codegen/lower/lower.ts";
import type { Network } from "../network/network.ts";
import { runPasses } from "../passes/index.ts";
import type { Program } from "../program/program.ts";

/** Through all passes, arranged for speed. */
export function programOf(network: Network): Program {
  return lower(runPasses(network));
}
