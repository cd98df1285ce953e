// Which names a function may have: refused are the reserved words of the languages, by lists of their own taken from
// the standards, and everything the headers of the C library on this machine declare.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkFunctionName, defaultFunctionName } from "../../src/languages/function-name.ts";
import { LANGUAGES } from "../../src/languages/index.ts";
import { anyText } from "../diagnostics/any-text.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

/** C99 §6.4.1 and C23 §6.4.1. */
const C = "auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while alignas alignof bool constexpr false nullptr static_assert thread_local true typeof typeof_unqual";
/** C++20 [lex.key] and the alternative tokens. */
const CPP = "alignas alignof asm auto bool break case catch char char8_t char16_t char32_t class concept const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept nullptr operator private protected public register reinterpret_cast requires return short signed sizeof static static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while and and_eq bitand bitor compl not not_eq or or_eq xor xor_eq";
/** The Go Programming Language Specification, "Keywords"; main and init are no package's functions. */
const GO = "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var main init";
/** ECMA-262 §12.7.2, strict mode included. */
const ECMASCRIPT = "await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield let static implements interface package private protected public arguments eval undefined NaN Infinity";

const refusal = (name: string, note: string) => ({
  category: "usage",
  message: `"${name}" cannot be the name of a function`,
  place: "--name",
  note,
  hint: "choose another one: --name pseudo_exp",
});

describe("spelling", () => {
  test.each(["", "_x", "9x", "a-b", "a b", "é", "x\n", "x;", "a".repeat(64), "$x", "__proto__"])("%j is refused", (name) => {
    expect(thrownDiagnostic(() => checkFunctionName(name))).toEqual(
      refusal(name, "it must be a letter followed by at most 62 letters, digits and underscores"),
    );
  });

  test.each(["x", "pseudo_exp", "PseudoExp", "a1", "a__b", "input", "output", "network", "driver", "W1", "sum", "a".repeat(63)])("%s is taken", (name) => {
    expect(thrownDiagnostic(() => checkFunctionName(name))).toBeUndefined();
  });

  test("only letters, digits and underscores pass", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        if (thrownDiagnostic(() => checkFunctionName(name)) === undefined) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe("reserved words", () => {
  test.each([
    ["C", C],
    ["C++", CPP],
    ["Go", GO],
    ["JavaScript", ECMASCRIPT],
  ])("all of %s are refused", (_, words) => {
    expect(words.split(" ").filter((word) => thrownDiagnostic(() => checkFunctionName(word)) === undefined)).toEqual([]);
  });

  test("each word a language reserves is refused", () => {
    for (const { reserved } of LANGUAGES) {
      expect([...reserved].filter((word) => thrownDiagnostic(() => checkFunctionName(word)) === undefined)).toEqual([]);
    }
  });

  test.each([
    ["register", '"register" is a reserved word in C'],
    ["co_await", '"co_await" is a reserved word in C'],
    ["func", '"func" is a reserved word in Go'],
    ["typeof", '"typeof" is a reserved word in C'],
    ["debugger", '"debugger" is a reserved word in TypeScript'],
    // What the name becomes: Go's package, TypeScript's function.
    ["Range", '"range" is a reserved word in Go'],
    ["Main", '"main" is a reserved word in Go'],
    ["fall_through", '"fallthrough" is a reserved word in Go'],
    ["With", '"with" is a reserved word in TypeScript'],
    ["instance_of", undefined],
  ])("%s", (name, note) => {
    expect(thrownDiagnostic(() => checkFunctionName(name))).toEqual(note === undefined ? undefined : refusal(name, note));
  });
});

/** Names with small letters that these headers declare as functions or define as macros, by this machine's compiler. */
function namesOfHeaders(compiler: readonly string[], headers: readonly string[]): readonly string[] {
  const [command = "", ...flags] = compiler;
  const input = headers.map((header) => `#include <${header}.h>\n`).join("");
  const text = execFileSync(command, [...flags, "-E", "-P", "-xc", "-"], { input, encoding: "utf8" })
    .replace(/^#.*$/gm, "")
    .replace(/__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)|__asm__\s*\([^)]*\)|\b__\w+\s*\(/g, " ");
  const macros = execFileSync(command, [...flags, "-E", "-dM", "-xc", "-"], { input, encoding: "utf8" });
  const functions = text.split(/[;{}]/).map((declaration) => /\b([A-Za-z]\w*)\s*\(/.exec(declaration)?.[1] ?? "");
  const defined = macros.split("\n").map((line) => /^#define ([a-z]\w*)/.exec(line)?.[1] ?? "");
  return [...new Set([...functions, ...defined])].filter((name) => /^[A-Za-z]/.test(name)).sort();
}

describe("C's library", () => {
  const headers = "assert complex ctype fenv inttypes locale math setjmp signal stdarg stdatomic stddef stdio stdlib string tgmath threads time uchar wchar wctype";
  const declared = namesOfHeaders(["gcc", "-std=c11"], headers.split(" "));

  test("the headers were read", () => {
    expect(declared.length).toBeGreaterThan(450);
    expect(declared).toEqual(expect.arrayContaining(["acosf", "printf", "strlen", "memcpy", "cexpl", "va_arg", "isnan", "wcstod"]));
  });

  test("nothing it declares can be replaced", () => {
    expect(declared.filter((name) => thrownDiagnostic(() => checkFunctionName(name)) === undefined)).toEqual([]);
  });

  test.each(["getline", "dprintf", "fileno", "fdopen", "popen", "index", "gamma", "j0", "yn", "drem", "exp10", "significand", "read", "write", "alloca"])(
    "neither can %s, which most libraries have beyond the standard",
    (name) => {
      expect(thrownDiagnostic(() => checkFunctionName(name))).toEqual(refusal(name, "it is a function of C's library, which would be replaced"));
    },
  );

  test.each([
    ["exp", "it is a function of C's library, which would be replaced"],
    ["expf", "it is a function of C's library, which would be replaced"],
    ["tgammal", "it is a function of C's library, which would be replaced"],
    ["printf", "it is a function of C's library, which would be replaced"],
    ["ptrdiff_t", "C keeps names that end in _t for the types of its library"],
  ])("%s", (name, note) => {
    expect(thrownDiagnostic(() => checkFunctionName(name))).toEqual(refusal(name, note));
  });
});

describe("defaultFunctionName", () => {
  test.each([
    [["exp(x)"], "pseudo_exp"],
    [["atan2(y)"], "pseudo_atan2"],
    [["exp(x1)"], "pseudo_exp"],
    [["exp(2 x)"], "network"],
    [["sin(x) + 1"], "network"],
    [["sin(x)", "cos(x)"], "network"],
    [["x"], "network"],
    [["*/evil(x)"], "network"],
    [[`${"a".repeat(57)}(x)`], "network"],
    [[], "network"],
    [undefined, "network"],
  ])("of %j is %s", (targets, name) => {
    expect(defaultFunctionName(targets)).toBe(name);
    expect(thrownDiagnostic(() => checkFunctionName(name))).toBeUndefined();
  });

  test("can always be a function's name", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9]{0,70}\([a-z]\)$/), (target) => {
        expect(thrownDiagnostic(() => checkFunctionName(defaultFunctionName([target])))).toBeUndefined();
      }),
    );
  });
});
