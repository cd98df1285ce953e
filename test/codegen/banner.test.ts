// The header of emitted files: what it says, and that no text of a model or of a command line gets out of it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bannerFacts, bannerLines, summary } from "../../src/codegen/banner.ts";
import { wrapped } from "../../src/codegen/comment.ts";
import { commentSafe } from "../../src/codegen/comment.ts";
import type { Language } from "../../src/codegen/language.ts";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { asciiIdentifier } from "../../src/codegen/name-scope.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { LANGUAGES } from "../../src/languages/index.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { TrainingRecord } from "../../src/network/model.ts";
import { add } from "../../src/network/ops/add.ts";
import { anyText } from "../diagnostics/any-text.ts";
import { denseNetwork, emittedText, EXP_RECORD, ORIGIN, requestFor, spelledRequest } from "../fixtures.ts";
import { cWithoutComments, withoutComments } from "./without-comments.ts";

/** As in a C source. */
function linesOf(request: EmitRequest): readonly string[] {
  const { parameters } = spelledRequest(request, c);
  return bannerLines(bannerFacts({ ...request, functionName: request.name, parameters }));
}

/** The lines under a label, without it. */
function factOf(request: EmitRequest, label: string): readonly string[] {
  const lines = linesOf(request);
  const start = lines.findIndex((line) => line.startsWith(`${label} `));
  const width = /^\S+(?: \S+)*? {2,}/.exec(lines[start])?.[0].length ?? 0;
  const after = lines.slice(start + 1);
  return [lines[start], ...after.slice(0, after.findIndex((line) => /^\S/.test(line)))].map((line) => line.slice(width));
}

const exp = (record?: TrainingRecord) => requestFor(denseNetwork([1, 2, 1], 1), "pseudo_exp", record);

describe("what is said", () => {
  test("of a model with its training record", () => {
    const { program } = exp();
    expect(program.buffers.filter(({ role }) => role === "scratch").map(({ size }) => size)).toEqual([2]);
    expect(linesOf(exp(EXP_RECORD)).filter((line) => !line.includes(" gives "))).toEqual([
      "target        exp(x)",
      "domain        x in [0, 1]",
      "network       1-2-1, leaky_relu(0.2) after every layer",
      "measured      4.124e-3 at x = 0.25, root mean square 1.000e-3;",
      "              the largest error seen in 65537 inputs across the domain, which is no bound for the others",
      "not a number  pseudo_exp of NaN is NaN",
      "outside       outside the domain the network is evaluated all the same and no error is stated;",
      "arithmetic    float32, one rounding per operation, in the order written; the same bits in every language",
      "cost          4 multiply-adds, 28 bytes of parameters, 8 bytes of working memory",
      `model         sha256 ${"0123456789abcdef".repeat(4)}`,
      "trained by    nnc train --recipe article --seed 1",
      "regenerate    nnc emit model.onnx --name pseudo_exp",
    ]);
    expect(summary({ ...exp(EXP_RECORD), functionName: "f" })).toBe("f approximates exp(x) for x in [0, 1].");
  });

  test("of a model without one", () => {
    const lines = linesOf(exp());
    for (const label of ["target      ", "domain      ", "measured    ", "trained by  "]) {
      expect(lines).toContain(`${label}  not recorded in the model`);
    }
    expect(summary({ ...exp(), functionName: "f" })).toBe("f evaluates a trained neural network.");
  });

  test("lines are broken at commas and spaces, and stay whole where there are none", () => {
    const words = Array.from({ length: 60 }, (_, place) => `w${place}`);
    const lines = wrapped(words.join(", "));
    expect(lines.join(" ")).toBe(words.join(", "));
    expect(lines.map(({ length }) => length)).toEqual([129, 129, 28]);
    expect(wrapped(`one, ${"two ".repeat(5)}`, 12)).toEqual(["one, two two", "two two two "]);
    expect(wrapped("whole".repeat(50))).toEqual(["whole".repeat(50)]);
    expect(wrapped("short, of course")).toEqual(["short, of course"]);
  });

  test("of a record without a measured error, and of several variables and outputs", () => {
    const record: TrainingRecord = {
      ...EXP_RECORD,
      targets: ["x * y", "x + y"],
      domain: [{ name: "x", low: -1, high: 1 }, { name: "y", low: 0, high: 0.5 }],
      error: undefined,
    };
    const request = requestFor(denseNetwork([2, 2, 2], 1), "two", record);
    expect(linesOf(request).slice(0, 4)).toEqual([
      "target        y[0] x * y",
      "              y[1] x + y",
      "domain        x[0] x in [-1, 1]",
      "              x[1] y in [0, 0.5]",
    ]);
    expect(linesOf(request)).toContain("measured      not recorded in the model");
    const at = [Math.fround(2.22), Math.fround(1528.2051)];
    const far = requestFor(denseNetwork([2, 2, 2], 1), "far", { ...record, error: { maximum: 2, at, rootMeanSquare: 1, samples: 5 } });
    expect(factOf(far, "measured")[0]).toBe("2.000e+0 at x = 2.22, y = 1528.2051, root mean square 1.000e+0;");
    const error = { maximum: 2, at: [0, 0], rootMeanSquare: 1, samples: 5, byOutput: [1, 2] };
    expect(factOf(requestFor(denseNetwork([2, 2, 2], 1), "two", { ...record, error }), "target")).toEqual([
      "y[0] x * y, largest error 1.000e+0",
      "y[1] x + y, largest error 2.000e+0",
    ]);
    expect(summary({ ...request, functionName: "two" })).toBe("two approximates x * y, x + y for x in [-1, 1], y in [0, 0.5].");
    const long = `x ${"+ x * y ".repeat(12)}`.trim();
    const longer = requestFor(denseNetwork([2, 2, 1], 1), "f", { ...record, targets: [long] });
    expect(summary({ ...longer, functionName: "f" })).toBe("f approximates a function for x in [-1, 1], y in [0, 0.5].");
    expect(summary({ ...longer, functionName: "f".repeat(63) })).toBe(`${"f".repeat(63)} approximates a function for 2 inputs.`);
  });

  test("of data: every column by its index, with its range", () => {
    const columns = (names: readonly string[]) => names.map((name, position) => ({ name, low: -position, high: 36.5 }));
    const dataRecord = (inputs: number, outputs: number): TrainingRecord => ({
      ...EXP_RECORD,
      targets: [],
      domain: columns(Array.from({ length: inputs }, (_, position) => `in${position}`)),
      error: { maximum: 1, at: Array.from({ length: inputs }, (_, position) => position), rootMeanSquare: 1, samples: 1 },
      data: { file: "t.csv", sha256: "0".repeat(64), outputs: columns(Array.from({ length: outputs }, (_, position) => `out${position}`)), heldOut: undefined },
    });
    const few = requestFor(denseNetwork([3, 2], 1), "few", dataRecord(3, 2));
    expect(factOf(few, "target")).toEqual(["2 columns of t.csv:", "y[0] out0 in [0, 36.5]", "y[1] out1 in [-1, 36.5]"]);
    expect(factOf(few, "domain")).toEqual(["x[0] in0 in [0, 36.5]", "x[1] in1 in [-1, 36.5]", "x[2] in2 in [-2, 36.5]"]);
    const measured = { maximum: 2, at: [0, 0, 0], rootMeanSquare: 1, samples: 5 };
    const record = dataRecord(3, 2);
    const data = record.data && { ...record.data, heldOut: { ...measured, byOutput: [3, 0] } };
    const known = requestFor(denseNetwork([3, 2], 1), "known", { ...record, error: { ...measured, byOutput: [0.0123456, 2] }, ...(data && { data }) });
    expect(factOf(known, "target")).toEqual([
      "2 columns of t.csv:",
      "y[0] out0 in [0, 36.5], largest error 1.235e-2, held out 3.000e+0",
      "y[1] out1 in [-1, 36.5], largest error 2.000e+0, held out 0",
    ]);
    const one = requestFor(denseNetwork([1, 1], 1), "one", dataRecord(1, 1));
    expect([factOf(one, "target"), factOf(one, "domain")]).toEqual([["out0 in [0, 36.5] of t.csv"], ["x in0 in [0, 36.5]"]]);
    const many = requestFor(denseNetwork([40, 33], 1), "many", dataRecord(40, 33));
    expect(factOf(many, "target")).toHaveLength(34);
    expect(factOf(many, "target").slice(-2)).toEqual(["y[31] out31 in [-31, 36.5]", "and 1 more"]);
    expect(factOf(many, "domain")).toHaveLength(33);
    expect(factOf(many, "domain").slice(-2)).toEqual(["x[31] in31 in [-31, 36.5]", "and 8 more"]);
    expect(factOf(many, "measured")[0]).toBe("1.000e+0 at in0 = 0, in1 = 1, in2 = 2, in3 = 3 and 36 more, root mean square 1.000e+0;");
    expect(summary({ ...many, functionName: "many" })).toBe("many approximates 33 columns of t.csv for 40 inputs.");
  });

  test("of a model without a record: what it calls its arrays, where the source cannot, and what is returned", () => {
    const named = (inputs: readonly string[], output: string, width: number): EmitRequest => {
      const builder = new NetworkBuilder();
      const ids = inputs.map((name) => builder.input(name, [1, width], ORIGIN));
      return requestFor(builder.finish([builder.operation(add, [ids[0], ids[ids.length - 1]], {}, output, ORIGIN)]), "f");
    };
    const labels = (request: EmitRequest) => linesOf(request).map((line) => line.slice(0, 12).trimEnd());
    expect(factOf(named(["input.1", "fine", "double"], "out/é", 2), "names")).toEqual([
      "input_1 is input.1 in the model",
      "double_2 is double in the model",
      "out is out/? in the model",
    ]);
    expect(factOf(named(["sensor"], "price", 1), "returns")).toEqual(["price"]);
    expect(labels(named(["sensor"], "price", 2))).not.toContain("names");
    expect(labels(named(["x"], "y", 1))).not.toContain("returns");
  });

  test("of what NaN and infinities give: each different result once", () => {
    const builder = new NetworkBuilder();
    const x = builder.input("x", [3], ORIGIN);
    const request = requestFor(builder.finish([builder.operation(add, [x, builder.parameter("b", [3], Float32Array.of(1, 2, 3), ORIGIN)], {}, "y", ORIGIN), x]), "f");
    expect(linesOf(request).find((line) => line.startsWith("not a number"))).toBe("not a number  where every element is NaN, f gives NaN");
    expect(linesOf(request).find((line) => line.includes("-infinity"))).toBe("              where every element is -infinity it gives -infinity, where every one is +infinity +infinity");
  });

  test("of what NaN and infinities give where a call takes long: that nobody looked", () => {
    const unusualLines = (widths: readonly number[]): readonly string[] => linesOf(requestFor(denseNetwork(widths, 1), "f")).filter((line) => /NaN|infinit/.test(line));
    expect(unusualLines([40, 40, 1])[0]).toBe("not a number  where every element is NaN, f gives NaN");
    const [nan, infinities] = unusualLines([600, 1000, 1]);
    const [, operations = ""] = /^not a number {2}what f of NaN is was not evaluated: a call takes (\d+) operations$/.exec(nan) ?? [];
    // A multiplication and an addition for each of 601,000 weights; sums that are kept in memory are stored, too.
    expect(Number(operations)).toBeGreaterThan(1_202_000);
    expect(Number(operations)).toBeLessThan(2 * 1_202_000);
    expect(infinities).toBe("              what infinities give was not evaluated either");
  });

  test("the error is rounded up, to four digits", () => {
    const magnitude = fc.oneof(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), fc.constantFrom(9.9994e-4, 9.9995e-4, 0.99999, 1, 1.0001, 5e-324, 1e300));
    fc.assert(
      fc.property(magnitude, (maximum) => {
        const error = { maximum, at: [0], rootMeanSquare: 0, samples: 1 };
        const line = linesOf(exp({ ...EXP_RECORD, error })).find((one) => one.startsWith("measured")) ?? "";
        const [, shown = ""] = /^measured {6}(\S+) at x = 0, root mean square 0;$/.exec(line) ?? [];
        expect(shown).toMatch(/^\d\.\d{3}e[+-]\d+$/);
        expect(Number(shown)).toBeGreaterThanOrEqual(maximum);
        expect(Number(shown)).toBeLessThanOrEqual(maximum * 1.00101 + 1e-323);
      }),
    );
  });
});

describe("commentSafe", () => {
  test.each([
    ["plain text, 1 / 2 * 3 \\ 4 ? 5", "plain text, 1 / 2 * 3 \\ 4 ? 5"],
    ["a */ b", "a * / b"],
    ["a /* b", "a / * b"],
    ["/*/", "/ * /"],
    ["**//", "** //"],
    ["line\nfeed\r\u2028\u2029\u0000", "line?feed????"],
    ["ends with \\", "ends with \\."],
    ["trigraph ??/", "trigraph ? ?/"],
    ["?é/", "? ?/"],
    ["naïve \u202e", "na?ve ?"],
  ])("%j", (text, safe) => {
    expect(commentSafe(text)).toBe(safe);
  });

  test("leaves nothing that could end a comment, open one or continue a line, in any text", () => {
    const parts = fc.array(fc.constantFrom("*", "/", "?", "\\", "\n", "é", "a", " ", "*/", "/*", "??/"), { maxLength: 10 });
    fc.assert(
      fc.property(fc.oneof(anyText, parts.map((texts) => texts.join(""))), (text) => {
        const safe = commentSafe(text);
        expect(safe).toMatch(/^[\x20-\x7e]*$/);
        expect(safe).not.toMatch(/\*\/|\/\*|\?\?\/|\\$/);
      }),
      { numRuns: 1000 },
    );
  });
});

/** A model that says `text` wherever a model file or a command line may say anything. */
function hostile(text: string): EmitRequest {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [2], ORIGIN);
  // The first argument of an addition has no usual name: the table keeps the file's.
  const y = builder.operation(add, [builder.parameter(text, [2], Float32Array.of(1, 2), ORIGIN), x], {}, "y", ORIGIN);
  const record: TrainingRecord = {
    ...EXP_RECORD,
    targets: [text, text],
    domain: [{ name: text, low: 0, high: 1 }, { name: text, low: 0, high: 1 }],
    recipe: text,
    command: text,
  };
  return { ...requestFor(builder.finish([y]), "attacked", record), command: text };
}

const TEXTS = [
  "*/ #error escaped /*",
  "*/\n#error escaped\n/*",
  "\n#error escaped",
  "\r\npackage escaped",
  "\\",
  "??/",
  "?\u00e9/",
  "\u2028escaped();\u2029escaped();",
  "// /* */ /*/ **/ *//*",
  "\u202e\u0000\u001b[31m",
  "é例😀",
  "`${escaped()}`",
  '"escaped',
  "%s%n",
  "{{escaped}}",
  "//export escaped",
  "go:build escaped",
];

/** What compilers see of the source in each language, with the table's name, which is made of the text, replaced. */
function codeOf(request: EmitRequest): Readonly<Record<string, string>> {
  const code = (language: Language): string => {
    const text = emittedText(language, request);
    const bare = language.name === c.name ? cWithoutComments(text) : withoutComments(text);
    const [, table = ""] = /(\w+)(?:\[2\])? = (?:(?:\[2\]float32)?\{|new Float32Array\(\[)/.exec(bare) ?? [];
    return bare.replaceAll(new RegExp(`\\b${table}(?=\\[| = )`, "g"), "TABLE").replace(/\s+/g, " ");
  };
  return Object.fromEntries(LANGUAGES.map((language) => [language.name, code(language)]));
}

describe("hostile text", () => {
  const harmless = codeOf(hostile("harmless"));

  test("the oracle sees code", () => {
    expect(harmless.c).toContain("y[i] = TABLE[i] + x[i];");
    expect(harmless.go).toContain("y[0] = TABLE[0] + x0");
    expect(harmless.ts).toContain("y[0] = fround(TABLE[0]! + x0);");
  });

  test.each(TEXTS)("%j stays in the comments", (text) => {
    expect(codeOf(hostile(text))).toEqual(harmless);
  });

  test("any text stays in the comments", () => {
    const fragments = fc.array(fc.constantFrom(...TEXTS, "*", "/", "?", "\\"), { maxLength: 4 }).map((texts) => texts.join(""));
    fc.assert(
      fc.property(fc.oneof(fragments, anyText), (text) => {
        // A table of such a name makes others give way, rightly.
        fc.pre(!/^(x|y|i|fround|attacked)$/.test(asciiIdentifier(text)));
        expect(codeOf(hostile(text))).toEqual(harmless);
      }),
      { numRuns: 150 },
    );
  });

  describe("compilers", () => {
    let folder = "";
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "nnc-banner-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** One file for each text, each one told to the compiler. */
    function compile(language: Language, command: string, ...parameters: string[]): string {
      const files = TEXTS.map((text, position) => {
        const source = emittedText(language, hostile(text));
        const path = join(folder, `${position}.${language.extension}`);
        writeFileSync(path, source);
        return path;
      });
      const { stdout, stderr, status } = spawnSync(command, [...parameters, ...files], { encoding: "utf8" });
      return `${stdout}${stderr}exit ${status ?? -1}`;
    }

    test("gcc finds nothing in them, with trigraphs and all warnings", () => {
      expect(compile(c, "gcc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wtrigraphs", "-Werror", "-fsyntax-only")).toBe("exit 0");
    });

    test("gofmt changes nothing", () => {
      expect(compile(go, "gofmt", "-l")).toBe("exit 0");
    });
  });
});
