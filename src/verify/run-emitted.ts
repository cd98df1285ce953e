// Compiles emitted sources with a driver around them and runs that: results at points, or the bytes of records. Compares nothing.

import { emitDriver } from "../codegen/driver.ts";
import { emitSource, type EmitRequest, type Package } from "../codegen/package.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { SPOKEN, type LanguageName } from "../languages/index.ts";
import { build, type BuiltProgram } from "../toolchain/build-program.ts";
import { titleOf, type Toolchain } from "../toolchain/find-toolchains.ts";
import type { SourceFile } from "../toolchain/write-files.ts";
import type { Points } from "./points.ts";
import { recordsOf, resultsIn } from "./typed-records.ts";

/**
 * The results, at all points, of the emitted source compiled by a toolchain in a folder below `folder`.
 *
 * @throws DiagnosticError of category toolchain where compiling or running fails.
 */
export async function runEmitted(
  request: EmitRequest,
  toolchain: Toolchain<LanguageName>,
  folder: string,
  points: Points,
): Promise<Float32Array> {
  const bytes = await runOnRecords(request, toolchain, folder, recordsOf(request.program, points));
  return resultsIn(request.program, bytes);
}

/**
 * As `runEmitted`, for inputs and outputs of any types: takes and gives the bytes of a driver's records (`emitDriver`).
 */
export async function runOnRecords(
  request: EmitRequest,
  toolchain: Toolchain<LanguageName>,
  folder: string,
  records: Uint8Array,
): Promise<Uint8Array> {
  const spoken = SPOKEN[toolchain.language];
  return runSources(emitSource(spoken.language, request), emitDriver(spoken, request), toolchain, folder, records);
}

/** As `runOnRecords`, for sources and a driver of the toolchain's language. */
export async function runSources(
  sources: Package,
  driver: Package,
  toolchain: Toolchain<LanguageName>,
  folder: string,
  records: Uint8Array,
): Promise<Uint8Array> {
  const program = await buildSources(sources, driver, toolchain, folder);
  try {
    return await program.run(records);
  } finally {
    await program.dispose();
  }
}

/** Compiles sources and a driver of the toolchain's language into one program, in a folder below `folder`. */
export async function buildSources(
  sources: Package,
  driver: Package,
  toolchain: Toolchain<LanguageName>,
  folder: string,
): Promise<BuiltProgram> {
  const { sourceFolder } = SPOKEN[toolchain.language].driver;
  const files: SourceFile[] = [
    ...[...sources].map(([path, text]) => ({ path: sourceFolder + path, text })),
    ...[...driver].map(([path, text]) => ({ path, text })),
  ];
  return await build(toolchain, files, folder);
}

/** @throws DiagnosticError (toolchain) where a program wrote other than so many numbers. */
export function refuseIncomplete(toolchain: Toolchain, written: number, wanted: number): void {
  if (written !== wanted) throw incompleteOutput(toolchain, written, wanted);
}

/** The error of a program that wrote other than so many numbers. */
export function incompleteOutput(toolchain: Toolchain, written: number, wanted: number): DiagnosticError {
  return new DiagnosticError({
    id: "program-output-incomplete",
    message: `the program built by ${titleOf(toolchain)} wrote ${written} numbers instead of ${wanted}`,
    hint: "this is a defect of nnc",
  });
}
