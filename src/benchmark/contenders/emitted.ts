// What nnc emits: the function that is asked for, called from another file; many calls at once; of a table the network it stands for.

import type { TableLayout } from "../../codegen/table-layout.ts";
import { emitSource, emittedFunctions, type EmitRequest } from "../../codegen/package.ts";
import { parametersTimed } from "../../codegen/timer.ts";
import { SPOKEN, type LanguageName } from "../../languages/index.ts";
import { showCount } from "../../numeric/shown-number.ts";
import type { Contender, Entry } from "../contender.ts";
import { TIMED } from "../subject.ts";

export const emitted: Contender = {
  name: "emitted",
  enter: ({ emitted: { request } }, language) => Promise.resolve(emittedEntry(request, language)),
};

export const batch: Contender = {
  name: "batch",
  enter: ({ emitted: { batch: request } }, language) => Promise.resolve(entryOf(request, language, "batch", "emitted, many at once")),
};

export const network: Contender = {
  name: "network",
  enter: ({ emitted: { network: request } }, language) =>
    Promise.resolve(request && entryOf(request, language, "network", "emitted as a network")),
};

function titleOf({ form }: EmitRequest): string {
  return form?.kind === "table" ? `emitted, a table of ${linesOf(form.layout)}` : "emitted, the network";
}

function linesOf(layout: TableLayout): string {
  switch (layout.kind) {
    case "cells":
      return `${showCount(layout.cells)} cells`;
    case "segments":
      return `${showCount(layout.segments)} segments`;
  }
}

/** The function that is asked for, in a language. */
export function emittedEntry(request: EmitRequest, language: LanguageName): Entry {
  return entryOf(request, language, "single", titleOf(request));
}

function entryOf(request: EmitRequest, name: LanguageName, which: "single" | "batch" | "network", title: string): Entry {
  const { language, driver } = SPOKEN[name];
  const isBatch = which === "batch";
  const functions = emittedFunctions(language, request);
  const { functionName, signature } = functions[isBatch ? functions.length - 1 : 0];
  return {
    title,
    sources: [...emitSource(language, request)].map(([path, text]) => ({ path: driver.sourceFolder + path, text })),
    timed: { name: functionName, sourceName: TIMED, headers: [], prototypes: [signature], ...parametersTimed(request.program), isBatch },
    libraries: [],
    environment: {},
    isExact: which !== "network",
    isOwn: true,
    hasObject: true,
  };
}
