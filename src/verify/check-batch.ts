// Runs the function for many arguments beside the single one, in one program, and compares what both give.

import { callsOfBatch, emitBatchDriver } from "../codegen/batch-driver.ts";
import { emitSource, type EmitRequest } from "../codegen/package.ts";
import { SPOKEN, type LanguageName } from "../languages/index.ts";
import type { Toolchain } from "../toolchain/find-toolchains.ts";
import { findDifferences, type Difference } from "./differences.ts";
import { repeatedTo, type Points } from "./points.ts";
import { refuseIncomplete, runSources } from "./run-emitted.ts";
import { recordsOf, resultsOfBothIn } from "./typed-records.ts";

/** How the function for many arguments compares with single calls. */
export interface BatchResult {
  /** Calls whose results were compared bit for bit. */
  readonly calls: number;
  /** Calls with a result that differs; NaN equals NaN whatever its bits. */
  readonly differing: number;
  /** `expected` is the single call's result. */
  readonly firstDifference: Difference | undefined;
  /** Whether its source brings WebAssembly along, which it runs where the engine has vectors. */
  readonly simd: boolean;
}

/**
 * The results of single calls at all points, and how those of the function for many arguments compare with them: of the same points,
 * from the first again where they are fewer than a batch.
 *
 * @throws DiagnosticError of category toolchain where compiling or running fails, or the program writes too little.
 */
export async function runWithBatch(
  request: EmitRequest,
  toolchain: Toolchain<LanguageName>,
  folder: string,
  points: Points,
  resultWidth: number,
): Promise<{ readonly computed: Float32Array; readonly batch: BatchResult }> {
  const spoken = SPOKEN[toolchain.language];
  const called = repeatedTo(points, callsOfBatch(spoken, request));
  const sources = emitSource(spoken.language, request);
  const bytes = await runSources(sources, emitBatchDriver(spoken, request), toolchain, folder, recordsOf(request.program, called));
  const [single, many] = resultsOfBothIn(request.program, bytes);
  refuseIncomplete(toolchain, single.length + many.length, 2 * called.count * resultWidth);
  const { count, first } = findDifferences(called, single, many);
  const simd = request.batchModule !== undefined && spoken.language.runsWebAssembly === true;
  return {
    computed: single.subarray(0, points.count * resultWidth),
    batch: { calls: called.count, differing: count, firstDifference: first, simd },
  };
}
