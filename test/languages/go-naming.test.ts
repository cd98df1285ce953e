// What a Go package may be called, where it may be found, and what a file of Go says it is part of.

import { describe, expect, test } from "vitest";
import { DiagnosticError, type Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { naming } from "../../src/languages/go/packaging/naming.ts";

const named = (module: string | undefined, name?: string): string => naming.name({ name, module, default: "pseudo_exp" });

function refusal(call: () => unknown): Pick<Diagnostic, "id" | "message" | "note"> | undefined {
  try {
    call();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { id, message, note } = error.diagnostic;
    return { id, message, note };
  }
  return undefined;
}

describe("the name of a package", () => {
  test.each([
    [undefined, undefined, "pseudoexp"],
    [undefined, "curves", "curves"],
    ["example.com/x/exp", undefined, "exp"],
    ["example.com/x/exp", "curves", "curves"],
    ["example.com/exp/v2", undefined, "exp"],
    ["exp", undefined, "exp"],
    // What is no name of a package leaves it to the function.
    ["example.com/go-exp", undefined, "pseudoexp"],
    ["example.com/func", undefined, "pseudoexp"],
    ["example.com/x_test", undefined, "pseudoexp"],
  ])("of the path %s and the name %s is %s", (module, name, expected) => {
    expect(named(module, name)).toBe(expected);
  });

  test.each([
    ["main", '"main" is a reserved word in Go'],
    ["exp_test", "Go takes it for a package of tests"],
    ["Exp", "it must be a small letter followed by letters, digits and underscores"],
    ["e-x", "it must be a small letter followed by letters, digits and underscores"],
  ])("is not %s", (name, note) => {
    expect(refusal(() => named(undefined, name))).toEqual({ id: "package-name-invalid", message: `"${name}" cannot be the name of a package in Go`, note });
  });

  test("is not that of one of Go's own where no path tells them apart", () => {
    const note = "what imports this name gets that one";
    expect(refusal(() => named(undefined, "sort"))).toEqual({ id: "module-missing", message: "Go has a package sort of its own", note });
    expect(named("example.com/sort", "sort")).toBe("sort");
  });
});

/**
 * Go 1.26 refuses these in a go.mod, the versions and gopkg.in in that of another module. The capital letter it takes, but from no network, and a word
 * of its own while it has no such package.
 */
describe("the path of a module", () => {
  const words = "it must be words of letters, digits and -._~ with a slash between two of them";
  test.each([
    ["", words],
    ["example.com//exp", words],
    ["example.com/exp/", words],
    ["../exp", words],
    ["-x/exp", words],
    ["example.com/a b", words],
    ["example.com/é", words],
    ["example.com/x.", words],
    ["example.com/con", "Windows has no such files"],
    ["example.com/aux.x", "Windows has no such files"],
    ["example.com/longna~1", "Windows has no such files"],
    ["Example.com/x", "the first word is that of a host, which has no capital letters and no _ and ~"],
    ["math/exp", "Go has a package math of its own"],
    ["example.com/exp/v1", "a version at the end is v2, v3 and so on"],
    ["example.com/exp/v02", "a version at the end is v2, v3 and so on"],
    ["gopkg.in/exp", "gopkg.in has rules of its own"],
  ])("is not '%s'", (path, note) => {
    expect(refusal(() => named(path))).toEqual({ id: "module-path-invalid", message: `'${path}' cannot be the path of a module in Go`, note });
  });
});

describe("a file of Go", () => {
  test.each([
    ["a.go", "package service\n", "service"],
    ["a.go", "\uFEFF// package no\n/* package no\n*/\n\n//go:build linux\n\npackage service // why\n", "service"],
    ["a.go", "package\tпакет;import \"fmt\"", "пакет"],
    ["a_test.go", "package service\n", "service"],
    ["a_test.go", "package service_test\n", undefined],
    ["a.go", "package service_test\n", "service_test"],
    ["gen.go", "//go:build ignore\n\npackage main\n", undefined],
    ["gen.go", "// +build ignore\n\npackage main\n", undefined],
    ["_a.go", "package service\n", undefined],
    ["a.go", "package documentation\n", undefined],
    ["a.go", "import \"fmt\"\n", undefined],
    ["a.go", "/* package service", undefined],
    ["a.go", "", undefined],
  ])("%s: %j is of package %s", (file, text, expected) => {
    expect(naming.clauseOf(file, text)).toBe(expected);
  });
});
