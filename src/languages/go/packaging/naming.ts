// What a Go package is called: the name its sources state, the path it is imported from, and the names of its files.

import type { PackageFacts, PackageNaming } from "../../../codegen/packaging/package-style.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { prose, setting } from "../../../diagnostics/prose.ts";
import { go } from "../language.ts";
import { clauseOf } from "./clause.ts";
import { CONSTRAINING, OWN_PACKAGES, RESERVED_ELEMENTS } from "./known-names.ts";

export const naming: PackageNaming = {
  name({ name, module, default: functionName }) {
    if (module !== undefined) checkModule(module);
    const own = name ?? (module === undefined ? undefined : nameOfPath(module)) ?? go.naming.package(go.naming.function(functionName));
    checkPackageName(own, name === undefined ? "name" : "package");
    if (module === undefined && OWN_PACKAGES.has(own)) throw isOfGo(own);
    return own;
  },
  checkClause(name) {
    if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && name !== "_" && (name === "main" || !go.reserved.has(name))) return;
    throw refused(name, "package", "it must be a letter followed by letters and digits, and no word of the language's own");
  },
  clauseOf,
  mistaken,
};

/** Where programs import it from: its name, where the user does not say. */
export function importPath({ module, name }: PackageFacts): string {
  return module ?? name;
}

/** Of a package that programs import. */
function checkPackageName(name: string, where: "name" | "package"): void {
  const note = /^[a-z][A-Za-z0-9_]*$/.test(name)
    ? go.reserved.has(name) ? `"${name}" is a reserved word in Go` : name.endsWith("_test") ? "Go takes it for a package of tests" : undefined
    : "it must be a small letter followed by letters, digits and underscores";
  if (note !== undefined) throw refused(name, where, note);
}

function refused(name: string, where: "name" | "package", note: string): DiagnosticError {
  return new DiagnosticError({
    id: "package-name-invalid",
    message: `"${name}" cannot be the name of a package in Go`,
    place: setting(where),
    note,
    hint: prose`choose another one: ${setting("package", "pseudoexp")}`,
  });
}

function isOfGo(name: string): DiagnosticError {
  return new DiagnosticError({
    id: "module-missing",
    message: `Go has a package ${name} of its own`,
    place: setting("module"),
    note: "what imports this name gets that one",
    hint: prose`say where yours is found: ${setting("module", `example.com/${name}`)}`,
  });
}

/** The last element that is no version, where it is fit to be a package's name: `exp` of `example.com/x/exp/v2`. */
function nameOfPath(path: string): string | undefined {
  const elements = path.split("/");
  const last = elements.length > 1 && /^v\d+$/.test(elements[elements.length - 1]) ? elements[elements.length - 2] : elements[elements.length - 1];
  return /^[a-z][a-z0-9_]*$/.test(last) && !last.endsWith("_test") && !go.reserved.has(last) ? last : undefined;
}

/**
 * As `go` checks the path of a module (golang.org/x/mod/module, CheckPath and CheckImportPath).
 *
 * @throws DiagnosticError (usage).
 */
function checkModule(path: string): void {
  const note = faultOf(path);
  if (note === undefined) return;
  throw new DiagnosticError({
    id: "module-path-invalid",
    message: `'${path}' cannot be the path of a module in Go`,
    place: setting("module"),
    note,
    hint: prose`name where the package is found: ${setting("module", "example.com/exp")}`,
  });
}

function faultOf(path: string): string | undefined {
  const elements = path.split("/");
  const isElement = (element: string): boolean => /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/.test(element) && !element.endsWith(".");
  if (!elements.every(isElement) || path.startsWith("-")) return "it must be words of letters, digits and -._~ with a slash between two of them";
  if (elements.some((element) => RESERVED_ELEMENTS.test(element))) return "Windows has no such files";
  const [first] = elements;
  if (first.includes(".") && /[A-Z_~]/.test(first)) return "the first word is that of a host, which has no capital letters and no _ and ~";
  if (OWN_PACKAGES.has(first)) return `Go has a package ${first} of its own`;
  const version = /^v(\d.*)$/.exec(elements[elements.length - 1])?.[1];
  if (elements.length > 1 && version !== undefined && (!/^\d+$/.test(version) || /^[01]$/.test(version) || version.startsWith("0"))) {
    return "a version at the end is v2, v3 and so on";
  }
  return first === "gopkg.in" ? "gopkg.in has rules of its own" : undefined;
}

/** As go/build matches names of files. */
function mistaken(file: string): string | undefined {
  if (/^[_.]/.test(file)) return `go leaves ${file} out, for it begins with ${file[0]}`;
  if (file.endsWith("_test.go")) return `go takes ${file} for a test, and leaves it out of programs`;
  const [last, before] = file.replace(/\.go$/, "").split("_").slice(1).reverse();
  const constraints = [before, last].filter((word) => CONSTRAINING.has(last) && CONSTRAINING.has(word));
  return constraints.length === 0 ? undefined : `go builds ${file} for ${constraints.join(" on ")} alone, as its name says`;
}

/** `pseudo_exp` of the source `pseudo_exp.go`: Go leaves files out whose names end in _test, _linux, _arm64 … */
export function stemOf(source: string): string {
  const stem = source.replace(/\.go$/, "");
  const [, before, last] = /^(.*)_([^_]*)$/.exec(stem) ?? [];
  if (last !== undefined && CONSTRAINING.has(last)) return `${before}${last}`;
  return stem === "doc" ? "doc_function" : stem;
}
