// Suggestions for misspelt words, against a recursive definition of the edit distance.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { didYouMean, suggest } from "../../src/diagnostics/suggest.ts";

/** The number of letters to insert, delete, replace or swap, by the recursive definition. */
function distance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [a0, a1] = a;
  const [b0, b1] = b;
  const candidates = [
    distance(a.slice(1), b) + 1,
    distance(a, b.slice(1)) + 1,
    distance(a.slice(1), b.slice(1)) + (a0 === b0 ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a0 === b1 && a1 === b0) candidates.push(distance(a.slice(2), b.slice(2)) + 1);
  return Math.min(...candidates);
}

describe("suggest", () => {
  const commands = ["train", "emit", "check", "info"];
  test.each([
    ["trian", "train"],
    ["tain", "train"],
    ["emits", "emit"],
    ["Chekc", "check"],
    ["INFO", "info"],
    ["train", "train"],
    ["inof", "info"],
  ])("%s means %s", (word, meant) => {
    expect(suggest(word, commands)).toBe(meant);
    expect(didYouMean(word, commands)).toBe(`did you mean '${meant}'?`);
  });

  test.each(["trn", "xyz", "nothing", "eimtt"])("%s is like none of them", (word) => {
    expect(suggest(word, commands)).toBeUndefined();
    expect(didYouMean(word, commands)).toBeUndefined();
  });

  test("a letter is like no other letter", () => {
    expect(suggest("z", ["x", "y"])).toBeUndefined();
    expect(suggest("X", ["x", "y"])).toBe("x");
  });

  test("there is nothing to suggest among no candidates", () => {
    expect(suggest("train", [])).toBeUndefined();
  });

  test("takes the nearest one, the first of equals, and none that differs in more than a third of the letters", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 3, maxLength: 6 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 4 }), (given, candidates) => {
        const distances = candidates.map((candidate) => distance(given, candidate));
        const least = Math.min(...distances);
        const expected = least <= Math.floor(given.length / 3) ? candidates[distances.indexOf(least)] : undefined;
        expect(suggest(given, candidates)).toBe(expected);
      }),
    );
  });
});
