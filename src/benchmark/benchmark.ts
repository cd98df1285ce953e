// Times contenders beside each other, compiler after compiler. What is done with one compiler is section.ts's.

import { withWorkDirectory } from "../toolchain/work-directory.ts";
import type { TimedToolchain } from "./built-entry.ts";
import { hasValgrind } from "./instructions.ts";
import type { Benchmark, Section } from "./measurement.ts";
import { onnxruntimeSection } from "./onnxruntime.ts";
import { USUAL_ROUNDS, type BenchmarkEffort } from "./rounds.ts";
import { section } from "./section.ts";
import type { Subject } from "./subject.ts";

export interface BenchmarkOptions {
  readonly effort?: BenchmarkEffort;
  /** Told what is done next. */
  readonly observe?: (what: string) => void;
}

/**
 * @param toolchains at least one.
 * @throws DiagnosticError of category toolchain where what nnc wrote does not compile, a program fails, or one of nnc's does not give the
 * interpreter's bits.
 */
export async function benchmark(
  subject: Subject,
  toolchains: readonly TimedToolchain[],
  { effort = USUAL_ROUNDS, observe = () => undefined }: BenchmarkOptions = {},
): Promise<Benchmark> {
  const areApart = toolchains.some(({ timed }) => timed.object !== undefined);
  const isCounted = areApart && (await hasValgrind());
  const sections: Section[] = [];
  // One after the other: what else is done meanwhile would be measured as well.
  for (const toolchain of toolchains) {
    sections.push(await withWorkDirectory((folder) => section({ subject, toolchain, effort, observe, isCounted, folder })));
  }
  const outside = await withWorkDirectory((folder) => onnxruntimeSection({ subject, effort, observe, folder }));
  const found = "rows" in outside ? [outside] : [];
  return {
    sections: [...sections, ...found],
    leftOut: "rows" in outside ? [] : [outside],
    uncounted: areApart && !isCounted ? "valgrind is not on the PATH" : undefined,
  };
}
