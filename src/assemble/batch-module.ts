// A Program as a WebAssembly module for sources that bring it along: many calls side by side, with the bits of single ones. Its tables are
// left out, for the source has them: the module stays small.

import { withoutKernels } from "../program/inline-kernels.ts";
import type { Program } from "../program/program.ts";
import type { BatchModule } from "../program/unit.ts";
import { isCompilable } from "./compilable.ts";
import { layOut } from "./memory-layout.ts";
import { pagesOf, programModule } from "./program-module.ts";
import { withSingleNumbers } from "./single-numbers.ts";

/** Elements of the largest argument or result there is room for in each lane, if one turn has not more: 1,024 calls of one number. More make nothing faster. */
const ARGUMENT_ELEMENTS = 64;

/** Undefined where a function remembers what it was called with, or is not `isCompilable`. */
export function batchModule(program: Program): BatchModule | undefined {
  const basic = withSingleNumbers(withoutKernels(program));
  if (program.buffers.some(({ role }) => role === "state") || !isCompilable(basic)) return undefined;
  const layout = layOut(basic, ARGUMENT_ELEMENTS);
  const starts = new Map(program.buffers.map((buffer, id) => [buffer, layout.starts[id]]));
  return { code: programModule(basic, layout).text(), pages: pagesOf(layout), calls: layout.calls, turns: layout.turns, starts };
}
