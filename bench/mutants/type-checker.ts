// Whether a mutant is TypeScript at all: its file and those that import it are checked in memory. Changes no file.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Importers } from "./nearest-tests.ts";

/** What the type checker says first of a file whose text is another one, or undefined where it takes it. */
export type TypeChecker = (file: string, text: string) => string | undefined;

/** @param root a folder with a tsconfig.json. @param files all that are checked together, relative to it. */
export function typeChecker(root: string, files: readonly string[], importers: Importers): TypeChecker {
  const config = ts.parseConfigFileTextToJson("tsconfig.json", readFileSync(join(root, "tsconfig.json"), "utf8"));
  const { options: given } = ts.convertCompilerOptionsFromJson((config.config as { readonly compilerOptions: unknown }).compilerOptions, root);
  // What a mistake leaves unused compiles nevertheless.
  const options = { ...given, noUnusedLocals: false, noUnusedParameters: false };
  // Scripts name packages whose declarations declare modules for all.
  const names = [...files.map((file) => join(root, file)), ...ts.sys.readDirectory(join(root, "scripts"), [".mjs"])];
  const changed = new Map<string, string>();
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => names,
    getScriptVersion: (path) => (changed.has(path) ? String(version) : "0"),
    getScriptSnapshot: (path) => {
      const text = changed.get(path) ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...rest) => ts.sys.readDirectory(...rest),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
  });
  return (file, text) => {
    changed.clear();
    changed.set(join(root, file), text);
    version++;
    for (const path of [file, ...(importers.get(file) ?? []).filter((importer) => files.includes(importer))]) {
      const [first] = [...service.getSyntacticDiagnostics(join(root, path)), ...service.getSemanticDiagnostics(join(root, path))];
      if (first !== undefined) return `TS${first.code}: ${typeof first.messageText === "string" ? first.messageText : first.messageText.messageText}`;
    }
    return undefined;
  };
}
