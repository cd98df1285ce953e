// The TypeScript compiler within this process: what `tsc` does of the same words, without starting anew, and with the language's own declarations
// read once. Most of what tsc spends on an emitted source are these two.

import { dirname, resolve } from "node:path";
import ts from "typescript";

export interface Compiled {
  /** As tsc's exit code. */
  readonly status: number;
  /** What it prints. */
  readonly said: string;
}

/** The declarations of the language, by their paths: the same in every program of the same version of the language. */
const known = new Map<string, ts.SourceFile | undefined>();

/** @param words of a command line, as behind `tsc`. @param directory where it would run. */
export function compileWithin(words: readonly string[], directory: string): Compiled {
  const { options, fileNames, errors } = ts.parseCommandLine(words, (path) => ts.sys.readFile(resolve(directory, path)));
  const host = hostIn(directory, options);
  if (errors.length > 0) return { status: 1, said: ts.formatDiagnostics(errors, host) };
  const program = ts.createProgram({ rootNames: fileNames.map((name) => resolve(directory, name)), options: inDirectory(options, directory), host });
  const { diagnostics, emitSkipped } = program.emit();
  const all = ts.sortAndDeduplicateDiagnostics([...ts.getPreEmitDiagnostics(program), ...diagnostics]);
  return { status: all.length === 0 ? 0 : emitSkipped ? 1 : 2, said: ts.formatDiagnostics(all, host) };
}

/** Folders of options are relative to the working folder of a process, which this one has not. */
function inDirectory(options: ts.CompilerOptions, directory: string): ts.CompilerOptions {
  const { rootDir = ".", outDir = "." } = options;
  return { ...options, rootDir: resolve(directory, rootDir), outDir: resolve(directory, outDir) };
}

function hostIn(directory: string, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const library = dirname(ts.getDefaultLibFilePath(options));
  return {
    ...host,
    getCurrentDirectory: () => directory,
    getSourceFile: (path, version, ...rest) => {
      if (dirname(path) !== library) return host.getSourceFile(path, version, ...rest);
      const key = `${path} ${JSON.stringify(version)}`;
      if (!known.has(key)) known.set(key, host.getSourceFile(path, version, ...rest));
      return known.get(key);
    },
  };
}
