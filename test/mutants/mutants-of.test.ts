// Which mutants a source file has, as whole texts, and that a seed draws the same ones of each folder.

import { expect, test } from "vitest";
import { drawn } from "../../bench/mutants/draw.ts";
import { explanationOf } from "../../bench/mutants/explained.ts";
import { changeOf, mutated, type Mutant } from "../../bench/mutants/mutant.ts";
import { mutantsOf } from "../../bench/mutants/mutants-of.ts";

/** Each mutant's kind and the one line that differs, or what two lines become. */
function differing(text: string): readonly string[] {
  const lines = text.split("\n");
  return mutantsOf("src/snippet.ts", text).map((mutant) => {
    const others = mutated(text, mutant).split("\n");
    return `${mutant.kind}: ${others.filter((line, index) => line !== lines[index]).join("⏎").trim()}`;
  });
}

test("operators, numbers and conditions", () => {
  const text = ["function sum(a: number, b: 2 | 3): number {", "  if (a < 0 && b !== 3) return a + b;", "  return a > 0.5 ? a : b;", "}"].join("\n");
  expect(differing(text)).toEqual([
    "condition: if (!(a < 0 && b !== 3)) return a + b;",
    "return: {}",
    "operator: if (a < 0 || b !== 3) return a + b;",
    "operator: if (a <= 0 && b !== 3) return a + b;",
    "constant: if (a < 1 && b !== 3) return a + b;",
    "operator: if (a < 0 && b === 3) return a + b;",
    "constant: if (a < 0 && b !== 4) return a + b;",
    "constant: if (a < 0 && b !== 2) return a + b;",
    "operator: if (a < 0 && b !== 3) return a - b;",
    "condition: return !(a > 0.5) ? a : b;",
    "operator: return a >= 0.5 ? a : b;",
    "constant: return a > 1 ? a : b;",
    "constant: return a > 0.25 ? a : b;",
  ]);
});

test("statements, arrays and texts", () => {
  const text = ["for (const part of [first, second, third]) {", '  write("x = " + part);', "  write(`${part}, ${part};\\n`);", "  count += 1;", "}"].join("\n");
  expect(differing(text)).toEqual([
    "order: for (const part of [second, first, third]) {",
    "statement: {}",
    'operator: write("x = " - part);',
    'text: write("x = ~" + part);',
    "statement: {}",
    "text: write(`~${part}, ${part};\\n`);",
    "text: write(`${part}, ~${part};\\n`);",
    "text: write(`${part}, ${part};\\n~`);",
    "statement: {}",
    "operator: count -= 1;",
    "constant: count += 2;",
    "constant: count += 0;",
  ]);
});

test("types, imports, names of properties, examples of ops and texts of defects stay", () => {
  const text = [
    'import { a } from "./a.ts";',
    'export * from "./b.ts";',
    "interface Sizes { readonly kind: 1 | 2 }",
    'export const op = { "one": a, examples: [{ shape: [1, 2] }] };',
    "if (a) throw new RangeError(`a is ${a}`);",
  ].join("\n");
  expect(differing(text)).toEqual(["condition: if (!(a)) throw new RangeError(`a is ${a}`);", "return: {}"]);
});

test("a mutant says where it is", () => {
  const [mutant] = mutantsOf("src/snippet.ts", "/** Two. */\nexport const next = (a: number): number =>\n  a\n  + two;\n");
  expect(mutant).toEqual({
    file: "src/snippet.ts",
    inside: "next",
    kind: "operator",
    start: 57,
    end: 66,
    before: "a\n  + two",
    after: "a - two",
    line: "a",
    lineNumber: 3,
  });
  expect(changeOf(mutant)).toBe("`a + two` becomes `a - two`");
  expect(changeOf({ ...mutant, after: "{}" })).toBe("`a + two` left out");
});

test("an explanation is of a file, a line and a change", () => {
  const [mutant] = mutantsOf("src/snippet.ts", "const x = a + b;");
  const explained = { file: "src/snippet.ts", line: "const x = a + b;", change: "`a + b` becomes `a - b`", reason: "b is 0" };
  expect(explanationOf({ ...mutant, lineNumber: 7, start: 100 }, [explained])).toBe("b is 0");
  expect(explanationOf({ ...mutant, file: "src/other.ts" }, [explained])).toBeUndefined();
  expect(explanationOf({ ...mutant, line: "const y = a + b;" }, [explained])).toBeUndefined();
  expect(explanationOf({ ...mutant, after: "a * b" }, [explained])).toBeUndefined();
});

test("a seed draws every mutant once, the folders in turn, and the same ones again", () => {
  const folders = ["one", "two"].map((folder) => mutantsOf(`${folder}/x.ts`, "f(1, 2, a + b, a * b, !c ? [1, 2] : [2, 1], 7);"));
  const names = (mutants: Iterable<Mutant>): readonly string[] => [...mutants].map(({ file, start, after }) => `${file} ${start} ${after}`);
  const first = names(drawn(folders, 1));
  expect([...first].sort()).toEqual(names(folders.flat()).slice().sort());
  expect(first.slice(0, 8).map((name) => name.split("/")[0])).toEqual(["one", "two", "one", "two", "one", "two", "one", "two"]);
  expect(names(drawn(folders, 1))).toEqual(first);
  expect(names(drawn(folders, 2))).not.toEqual(first);
});
