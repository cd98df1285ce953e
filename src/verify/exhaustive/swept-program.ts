// Builds the program that sweeps an emitted function and runs it on stretches. Compares nothing.

import { emitSource, type EmitRequest } from "../../codegen/package.ts";
import { emitSweepDriver, SWEPT_VARIABLE, type JudgedFormulas } from "../../codegen/sweep-driver.ts";
import type { Text } from "../../codegen/text.ts";
import { SPOKEN, type LanguageName } from "../../languages/index.ts";
import type { Toolchain } from "../../toolchain/find-toolchains.ts";
import { formulaText } from "../../train/target/formula-text.ts";
import { buildSources, incompleteOutput } from "../run-emitted.ts";
import type { JudgedTargets } from "./interpreted-sweep.ts";
import { lengthOf, type Stretch } from "./places.ts";
import { resultOf, type SweepResult } from "./sweep-result.ts";

/** Runs the sweep of one stretch. */
export type Sweep = (stretch: Stretch) => Promise<SweepResult>;

/** A stretch of a slow function takes long, and nobody waits for it in vain: it can be interrupted. */
const RUN_LIMIT_SECONDS = 7 * 86_400;

/** The program of a sweep before it is built. */
export interface SweepSources {
  readonly toolchain: Toolchain<LanguageName>;
  readonly sources: ReadonlyMap<string, Text>;
  readonly driver: ReadonlyMap<string, Text>;
  readonly isJudged: boolean;
}

/** What takes part in a check: a program, or the interpreter where there are no sources. */
export interface Planned {
  readonly sources: SweepSources | undefined;
  readonly isJudge: boolean;
}

/** The targets as formulas of the language; undefined where its programs judge none, or it has no word for a part of one. */
export async function judgedFormulas(language: LanguageName, judged: JudgedTargets): Promise<JudgedFormulas | undefined> {
  const words = SPOKEN[language].driver.formulaWords;
  if (words === undefined) return undefined;
  const formulas = await Promise.all(judged.targets.map((target) => formulaText(target, SWEPT_VARIABLE, words)));
  const known = formulas.filter((formula) => formula !== undefined);
  return known.length === formulas.length ? { formulas: known, ...judged.where } : undefined;
}

export function sweepSources(request: EmitRequest, toolchain: Toolchain<LanguageName>, judged: JudgedFormulas | undefined): SweepSources {
  const spoken = SPOKEN[toolchain.language];
  const driver = emitSweepDriver(spoken, request, judged);
  return { toolchain, sources: emitSource(spoken.language, request), driver, isJudged: judged !== undefined };
}

/**
 * Compiles it in a folder below `folder`.
 *
 * @param width elements of all outputs.
 * @throws DiagnosticError of category toolchain where compiling fails; the sweep does where running fails or the program writes too little.
 */
export async function builtSweep({ toolchain, sources, driver, isJudged }: SweepSources, width: number, folder: string): Promise<Sweep> {
  const program = await buildSources(sources, driver, toolchain, folder);
  return async (stretch) => {
    const asked = new Int32Array([stretch.first, lengthOf(stretch)]);
    const bytes = await program.run(new Uint8Array(asked.buffer), RUN_LIMIT_SECONDS);
    const result = resultOf(bytes, width, isJudged);
    if (result === undefined) throw incompleteOutput(toolchain, bytes.length / Uint32Array.BYTES_PER_ELEMENT, width);
    return result;
  };
}
