// Which names a function may have: refused are the reserved words of the languages, by lists of their own taken from
// the standards, and everything the headers of the C library on this machine declare.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkFunctionName, defaultFunctionName, legalName } from "../../src/languages/function-name.ts";
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

/** @param legal what is proposed. */
const refusal = (name: string, note: string, legal = `${name}_network`) => ({
  category: "usage",
  message: `"${name}" cannot be the name of a function`,
  place: "--name",
  note,
  hint: `choose another one: --name ${legal}`,
});

describe("spelling", () => {
  test.each([
    ["", "network"], ["_x", "x"], ["9x", "network_9x"], ["a-b", "a_b"], ["a b", "a_b"], ["é", "network"], ["x\n", "x"], ["x;", "x"], ["$x", "x"],
    ["a".repeat(64), "a".repeat(55)], ["__proto__", "proto"], ["my-mädchen.v2", "my_m_dchen_v2"], ["-exp-", "exp_network"],
  ])("%j is refused, and %j proposed", (name, legal) => {
    expect(thrownDiagnostic(() => checkFunctionName(name))).toEqual(
      refusal(name, "it must be a letter followed by at most 62 letters, digits and underscores", legal),
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
    ["main", "a program in C begins with the function of this name"],
    ["unix", "gcc defines it for the preprocessor"],
    ["fall_through", '"fallthrough" is a reserved word in Go'],
    ["With", '"with" is a reserved word in TypeScript'],
    ["instance_of", undefined],
  ])("%s", (name, note) => {
    expect(thrownDiagnostic(() => checkFunctionName(name))).toEqual(note === undefined ? undefined : refusal(name, note));
  });
});

describe("reasons", () => {
  test.each([
    ["register", "go", '"register" is a reserved word in C: a name must do in every language'],
    ["register", "c", '"register" is a reserved word in C'],
    ["var", "ts", '"var" is a reserved word in TypeScript'],
    ["var", "c", '"var" is a reserved word in Go: a name must do in every language'],
    ["main", "ts", "a program in C begins with the function of this name: a name must do in every language"],
  ] as const)("of %s in %s", (name, language, note) => {
    expect(thrownDiagnostic(() => checkFunctionName(name, language))).toEqual(refusal(name, note));
  });
});

/** Names that these headers declare as functions or define as macros, by this machine's compiler. */
function namesOfHeaders(compiler: readonly string[], headers: readonly string[]): readonly string[] {
  const [command = "", ...flags] = compiler;
  const input = headers.map((header) => `#include <${header}.h>\n`).join("");
  const text = execFileSync(command, [...flags, "-E", "-P", "-xc", "-"], { input, encoding: "utf8" })
    .replace(/^#.*$/gm, "")
    .replace(/__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)|__asm__\s*\([^)]*\)|\b__\w+\s*\(/g, " ");
  const macros = execFileSync(command, [...flags, "-E", "-dM", "-xc", "-"], { input, encoding: "utf8" });
  const functions = text.split(/[;{}]/).map((declaration) => /\b([A-Za-z]\w*)\s*\(/.exec(declaration)?.[1] ?? "");
  const always = new Set(execFileSync(command, [...flags, "-E", "-dM", "-xc", "-"], { input: "", encoding: "utf8" }).split("\n"));
  const defined = macros.split("\n").map((line) => (always.has(line) ? "" : /^#define ([A-Za-z]\w*)/.exec(line)?.[1] ?? ""));
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

  test("nor what the headers of POSIX declare and define", () => {
    const posix = "arpa/inet dirent dlfcn fcntl fnmatch ftw glob grp iconv langinfo libgen netdb net/if netinet/in netinet/tcp nl_types poll pthread pwd regex sched search semaphore spawn strings sys/mman sys/resource sys/select sys/socket sys/stat sys/time sys/types sys/wait syslog termios unistd wordexp";
    const there = namesOfHeaders(["gcc", "-std=c11", "-D_XOPEN_SOURCE=700"], [...headers.split(" "), "errno", "limits", "float", ...posix.split(" ")]);
    expect(there.length).toBeGreaterThan(2500);
    expect(there).toEqual(expect.arrayContaining(["strdup", "isascii", "EOF", "EINVAL", "SIGINT", "INT_MAX", "M_PI", "O_CREAT", "PRIx64"]));
    expect(there.filter((name) => thrownDiagnostic(() => checkFunctionName(name)) === undefined)).toEqual([]);
  });

  test("nor what the library of mathematics exports", () => {
    const library = execFileSync("gcc", ["-print-file-name=libm.so.6"], { encoding: "utf8" }).trim();
    const exported = execFileSync("nm", ["-D", "--defined-only", library], { encoding: "utf8" })
      .split("\n")
      .flatMap((line) => /^[0-9a-f]+ [TWi] ([A-Za-z]\w*)/.exec(line)?.[1] ?? []);
    expect(exported.length).toBeGreaterThan(800);
    expect(exported.filter((name) => thrownDiagnostic(() => checkFunctionName(name)) === undefined)).toEqual([]);
  });

  test.each(["strdup", "isascii", "bcopy", "EOF", "sinpi", "fmaximumf", "ckd_add", "stdc_bit_width", "memset_explicit", "strlcpy", "BUFSIZ", "ENERGY", "SIGMOID"])("nor %s", (name) => {
    expect(thrownDiagnostic(() => checkFunctionName(name))?.note).toMatch(/^(?:it is a function of (?:C's library|POSIX systems' libraries), which would be replaced|headers of C's library define it, or may, for the preprocessor)$/);
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
  const named = (targets: readonly string[] | undefined, columns?: readonly string[], fileName = "my-model.onnx") => defaultFunctionName({ targets, columns, fileName });

  test.each([
    [["exp(x)"], undefined, "a.onnx", "pseudo_exp"],
    [["atan2(y)"], undefined, "a.onnx", "pseudo_atan2"],
    [["exp(x1)"], undefined, "a.onnx", "pseudo_exp"],
    [["exp(2 x)"], undefined, "a.onnx", "a"],
    [["sin(x) + 1"], undefined, "my-model.onnx", "my_model"],
    [["sin(x)", "cos(x)"], undefined, "both.v2.onnx", "both_v2"],
    [["*/evil(x)"], undefined, "../*/evil.onnx", "evil"],
    [[`${"a".repeat(57)}(x)`], undefined, "-", "network"],
    [[], ["fare"], "taxi.onnx", "fare"],
    [[], ["exp"], "taxi.onnx", "exp_network"],
    [[], ["Temperatur °C"], "taxi.onnx", "Temperatur_C"],
    [[], ["a", "b"], "taxi.onnx", "taxi"],
    [undefined, undefined, "exp.onnx", "exp_network"],
    [undefined, undefined, "nnc-model.onnx", "network"],
    [undefined, undefined, "3d.onnx", "network_3d"],
    [undefined, undefined, "size_t.npz", "size_t_network"],
    [undefined, undefined, "模型.onnx", "network"],
    [undefined, undefined, "m.checkpoint.safetensors", "m"],
    [undefined, undefined, "-", "network"],
  ] as const)("of %j, %j and %s is %s", (targets, columns, fileName, name) => {
    expect(named(targets, columns, fileName)).toBe(name);
    expect(thrownDiagnostic(() => checkFunctionName(name))).toBeUndefined();
  });

  test("can always be a function's name", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9]{0,70}\([a-z]\)$/), anyText, (target, text) => {
        for (const name of [named([target]), named([], [text]), named(undefined, undefined, `${text}.onnx`), legalName(text)]) {
          expect(thrownDiagnostic(() => checkFunctionName(name))).toBeUndefined();
        }
      }),
    );
  });

  test("can be one whatever is refused", () => {
    for (const { reserved } of LANGUAGES) for (const word of reserved) expect(thrownDiagnostic(() => checkFunctionName(legalName(word)))).toBeUndefined();
  });
});
