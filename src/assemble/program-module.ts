// The WebAssembly module that does many calls of a Program. Runs nothing.

import type { Program } from "../program/program.ts";
import { ModuleBuilder, PAGE_BYTES } from "../wasm/module-builder.ts";
import type { Layout } from "./memory-layout.ts";
import { ProgramCode } from "./program-code.ts";

export function pagesOf({ bytes }: Layout): number {
  return Math.ceil(bytes / PAGE_BYTES);
}

/** Of a program that `isCompilable`. Exports `memory` and `run(turns)`, for at least one turn. */
export function programModule(program: Program, layout: Layout): ModuleBuilder {
  const module = new ModuleBuilder();
  module.exportMemory("memory", pagesOf(layout));
  module.function("run", (code) => {
    const turns = code.parameter("i32");
    const calls = new ProgramCode(code, program, layout);
    code.loop((again) => {
      calls.turn();
      code.increase(turns, -1);
      code.branchIf(again, turns.get);
    });
    return undefined;
  });
  return module;
}
