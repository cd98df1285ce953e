// The WebAssembly module that a function for many arguments runs, where one is asked for and there is one.

import { batchModule } from "../assemble/batch-module.ts";
import type { Mathematics } from "../codegen/mathematics.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting, type Prose } from "../diagnostics/prose.ts";
import { languageOf, LANGUAGES, type WrittenIn } from "../languages/index.ts";
import type { Program } from "../program/program.ts";
import type { BatchModule } from "../program/unit.ts";

interface ModuleWanted {
  readonly language: WrittenIn;
  readonly math: Mathematics;
  readonly batch: boolean;
}

/** @throws DiagnosticError (usage) where the language, the function or another choice leaves no room for one. */
export function wantedModule(program: Program, { language, math, batch }: ModuleWanted): BatchModule {
  if (!batch) throw refused("simd-without-batch", "one call alone fills no vectors", prose`give ${setting("batch")} as well, or leave it out`);
  if (languageOf(language).runsWebAssembly !== true) {
    const able = LANGUAGES.filter(({ runsWebAssembly }) => runsWebAssembly === true).map(({ title }) => title);
    const note = `sources of ${languageOf(language).title} run no WebAssembly, those of ${able.join(" and ")} do`;
    throw refused("simd-in-language", note, "leave it out");
  }
  if (math === "libm") throw refused("simd-of-platform", "WebAssembly has no functions of the platform, whose bits single calls have", prose`leave it or ${setting("math")} out`);
  const module = batchModule(program);
  if (module === undefined) {
    throw refused("simd-unavailable", "it remembers its calls, or computes with what lanes of 32 bits do not hold", "leave it out");
  }
  return module;
}

function refused(id: "simd-without-batch" | "simd-in-language" | "simd-of-platform" | "simd-unavailable", note: string, hint: Prose): DiagnosticError {
  return new DiagnosticError({ id, message: "the function cannot be computed in vectors of WebAssembly", place: setting("simd"), note, hint });
}
