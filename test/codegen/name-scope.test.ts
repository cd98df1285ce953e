// Names: what becomes of hints that may be anything, and that no two things share one.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asciiIdentifier, camelCase, joinedWords, NameScope, numberedLetters, numberedWord, pascalCase } from "../../src/codegen/name-scope.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { LANGUAGES } from "../../src/languages/index.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import { anyText } from "../diagnostics/any-text.ts";

const anyHint = fc.oneof(anyText, fc.constantFrom("for", "x", "x_2", "_", "9", "", "a__b"));

describe("asciiIdentifier", () => {
  test.each([
    ["x", "x"],
    ["l1/W", "l1_W"],
    ["9 lives/é", "lives"],
    ["__proto__", "proto"],
    ["_x", "x"],
    ["x_", "x"],
    ["naïve", "na_ve"],
    ["*/ evil(); /*", "evil"],
    ["a\nb", "a_b"],
    ["", "v"],
    ["例", "v"],
    ["123", "v"],
    ["h".repeat(50), "h".repeat(40)],
    [`${"h".repeat(39)}_x`, "h".repeat(39)],
  ])("%j becomes %s", (hint, name) => {
    expect(asciiIdentifier(hint)).toBe(name);
  });

  test("is legal whatever it is made of, and stays as it is the second time", () => {
    fc.assert(
      fc.property(anyHint, (hint) => {
        expect(asciiIdentifier(hint)).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,39}$/);
        expect(asciiIdentifier(asciiIdentifier(hint))).toBe(asciiIdentifier(hint));
      }),
    );
  });
});

test.each([
  ["quotient_head", "quotientHead"],
  ["W1", "W1"],
  ["a_b_c", "aBC"],
  ["H_x", "HX"],
  ["", ""],
])("%j joined is %s", (name, joined) => {
  expect(joinedWords(name)).toBe(joined);
});

describe("NameScope", () => {
  test("numbers without an underscore where a language has none, but never digit after digit", () => {
    const scope = new NameScope({ identifier: asciiIdentifier, numbered: numberedLetters, reserved: new Set() });
    expect(["sum", "sum", "sum2", "h1", "h1"].map((hint) => scope.declare(hint))).toEqual(["sum", "sum2", "sum2_2", "h1", "h1_2"]);
  });

  test("numbers what is taken or reserved, from 2 on", () => {
    const scope = new NameScope({ identifier: asciiIdentifier, numbered: numberedWord, reserved: new Set(["for"]) });
    expect(["x", "x", "x", "x_2", "for", "for"].map((hint) => scope.declare(hint))).toEqual(["x", "x_2", "x_3", "x_2_2", "for_2", "for_3"]);
  });

  test("a name of an inner scope hides none of an outer one; sibling scopes share names", () => {
    const outer = new NameScope({ identifier: asciiIdentifier, numbered: numberedWord, reserved: new Set() });
    expect(outer.declare("i")).toBe("i");
    const first = outer.inner();
    expect([first.declare("i"), first.inner().declare("i"), outer.inner().declare("i")]).toEqual(["i_2", "i_3", "i_2"]);
  });

  test.each(LANGUAGES.map((language) => [language.title, language] as const))("%s: names are unique and never reserved", (_, { naming, reserved }) => {
    const hint = fc.oneof(anyHint, fc.constantFrom(...reserved));
    fc.assert(
      fc.property(fc.array(hint, { maxLength: 12 }), fc.array(hint, { maxLength: 12 }), (outside, inside) => {
        const scope = new NameScope({ ...naming, reserved });
        const outer = outside.map((one) => scope.declare(one));
        const inner = scope.inner();
        const names = [...outer, ...inside.map((one) => inner.declare(one))];
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => reserved.has(name))).toEqual([]);
      }),
    );
  });
});

test.each([
  ["pseudo_exp", "PseudoExp", "pseudoExp"],
  ["exp", "Exp", "exp"],
  ["pseudoExp", "PseudoExp", "pseudoExp"],
  ["PseudoExp", "PseudoExp", "pseudoExp"],
  ["two_in_3_out", "TwoIn3Out", "twoIn3Out"],
  ["x", "X", "x"],
  ["a__b_", "AB", "aB"],
  ["SIN", "SIN", "sIN"],
])("%s is %s in Go and %s in TypeScript", (name, pascal, camel) => {
  expect([pascalCase(name), camelCase(name)]).toEqual([pascal, camel]);
  expect([c, go, typescript].map(({ naming }) => naming.function(name))).toEqual([name, pascal, camel]);
});
