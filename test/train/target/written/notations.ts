// Random formulas, printed as mathjs reads them with every bracket, and as people write them in Python, JavaScript and C and on paper, with as
// few brackets as each grammar needs.

import fc from "fast-check";

type Comparison = "<" | "<=" | ">" | ">=" | "==";

export type Formula =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "negative"; readonly of: Formula }
  | { readonly kind: "operation"; readonly sign: "+" | "-" | "*" | "/"; readonly left: Formula; readonly right: Formula }
  | { readonly kind: "power"; readonly base: Formula; readonly exponent: Formula }
  | { readonly kind: "call"; readonly name: "exp" | "sin" | "asin" | "abs" | "max"; readonly args: readonly Formula[] }
  | { readonly kind: "choice"; readonly conditions: readonly Condition[]; readonly joint: "and" | "or"; readonly one: Formula; readonly other: Formula };

interface Condition {
  readonly isDenied: boolean;
  readonly comparison: Comparison;
  readonly left: Formula;
  readonly right: Formula;
}

/** Of x and y. */
export const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula }>((tie) => {
  const part = tie("formula");
  const condition = fc.record({ isDenied: fc.boolean(), comparison: fc.constantFrom<Comparison[]>("<", "<=", ">", ">=", "=="), left: part, right: part });
  return {
    formula: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom("x", "y").map((name): Formula => ({ kind: "variable", name })),
      fc.integer({ min: 0, max: 40 }).map((quarters): Formula => ({ kind: "number", value: quarters / 4 })),
      part.map((of): Formula => ({ kind: "negative", of })),
      fc.record({ kind: fc.constant("operation" as const), sign: fc.constantFrom<("+" | "-" | "*" | "/")[]>("+", "-", "*", "/"), left: part, right: part }),
      fc.record({ kind: fc.constant("power" as const), base: part, exponent: part }),
      fc.record({ kind: fc.constant("call" as const), name: fc.constantFrom<("exp" | "sin" | "asin" | "abs")[]>("exp", "sin", "asin", "abs"), args: fc.tuple(part) }),
      fc.record({ kind: fc.constant("call" as const), name: fc.constant("max" as const), args: fc.tuple(part, part) }),
      fc.record({ kind: fc.constant("choice" as const), conditions: fc.array(condition, { minLength: 1, maxLength: 2 }), joint: fc.constantFrom<("and" | "or")[]>("and", "or"), one: part, other: part }),
    ),
  };
}).formula;

/** How a notation spells what differs; a text that binds as loosely as `level` is put in brackets where more is needed. */
interface Notation {
  readonly functions: Readonly<Record<"exp" | "sin" | "asin" | "abs" | "max", string>>;
  readonly number: (value: number) => string;
  readonly signs: Readonly<Record<"+" | "-" | "*" | "/", string>>;
  readonly comparisons: Partial<Readonly<Record<Comparison, string>>>;
  readonly words: Readonly<Record<"and" | "or", string>>;
  readonly denied: (condition: string) => string;
  readonly power: (print: Print, base: Formula, exponent: Formula) => readonly [level: number, text: string];
  readonly choice: (condition: string, print: Print, one: Formula, other: Formula) => string;
  /** Where a minus may stand before it without brackets. */
  readonly negated: number;
  readonly everyBracket?: true | undefined;
}

type Print = (formula: Formula, level: number) => string;

/** Levels: 0 a choice, 1 a sum, 2 a product, 3 a negative, 4 a power, 5 an operand. */
function printed(notation: Notation): (formula: Formula) => string {
  const print: Print = (formula, level) => {
    const [own, text] = spelled(formula);
    return own < (notation.everyBracket === true ? 5 : level) ? `(${text})` : text;
  };
  const conditionOf = ({ isDenied, comparison, left, right }: Condition): string => {
    const text = `${print(left, 1)} ${notation.comparisons[comparison] ?? comparison} ${print(right, 1)}`;
    return isDenied ? notation.denied(text) : text;
  };
  const spelled = (formula: Formula): readonly [number, string] => {
    switch (formula.kind) {
      case "number":
        return [5, notation.number(formula.value)];
      case "variable":
        return [5, formula.name];
      case "negative":
        return [3, `${notation.signs["-"]}${print(formula.of, notation.negated)}`];
      case "operation": {
        const level = formula.sign === "+" || formula.sign === "-" ? 1 : 2;
        return [level, `${print(formula.left, level)} ${notation.signs[formula.sign]} ${print(formula.right, level + 1)}`];
      }
      case "power":
        return notation.power(print, formula.base, formula.exponent);
      case "call": {
        const name = notation.functions[formula.name];
        const args = formula.args.map((argument) => print(argument, 0)).join(", ");
        return [5, name === "|" ? `|${args}|` : `${name}(${args})`];
      }
      case "choice": {
        const condition = formula.conditions.map(conditionOf).join(` ${notation.words[formula.joint]} `);
        return [0, notation.choice(condition, print, formula.one, formula.other)];
      }
    }
  };
  return (formula) => print(formula, 0);
}

const OWN = { exp: "exp", sin: "sin", asin: "asin", abs: "abs", max: "max" };
const SIGNS = { "+": "+", "-": "-", "*": "*", "/": "/" };
const questioned: Notation["choice"] = (condition, print, one, other) => `${condition} ? ${print(one, 0)} : ${print(other, 0)}`;

const mathjs: Notation = {
  functions: OWN, number: String, signs: SIGNS, comparisons: {}, words: { and: "and", or: "or" }, denied: (text) => `not (${text})`,
  power: (print, base, exponent) => [4, `${print(base, 5)}^${print(exponent, 5)}`], choice: questioned, negated: 5, everyBracket: true,
};
const python: Notation = {
  ...mathjs, everyBracket: undefined, functions: { exp: "np.exp", sin: "math.sin", asin: "np.arcsin", abs: "abs", max: "np.maximum" }, denied: (text) => `not ${text}`,
  power: (print, base, exponent) => [4, `${print(base, 5)}**${print(exponent, 3)}`],
  choice: (condition, print, one, other) => `${print(one, 1)} if ${condition} else ${print(other, 0)}`, negated: 3,
};
const javascript: Notation = {
  ...mathjs, everyBracket: undefined, functions: { exp: "Math.exp", sin: "Math.sin", asin: "Math.asin", abs: "Math.abs", max: "Math.max" },
  comparisons: { "==": "===" }, words: { and: "&&", or: "||" }, denied: (text) => `!(${text})`,
  power: (print, base, exponent) => [4, `${print(base, 5)} ** ${print(exponent, 3)}`],
};
const c: Notation = {
  ...javascript, functions: { exp: "expf", sin: "sinf", asin: "asinf", abs: "fabsf", max: "fmaxf" }, comparisons: {}, number: (value) => `${value.toFixed(2)}f`,
  power: (print, base, exponent) => [5, `powf(${print(base, 0)}, ${print(exponent, 0)})`],
};
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const paper: Notation = {
  ...mathjs, everyBracket: undefined, functions: { exp: "exp", sin: "sin", asin: "arcsin", abs: "|", max: "max" }, comparisons: { "<=": "≤", ">=": "≥" },
  words: { and: "∧", or: "∨" }, denied: (text) => `¬(${text})`, signs: { "+": "+", "-": "−", "*": "·", "/": "÷" }, negated: 4,
  power: (print, base, exponent) => {
    const isRaised = exponent.kind === "number" && Number.isInteger(exponent.value);
    return [4, isRaised ? `${print(base, 5)}${Array.from(String(exponent.value), (digit) => RAISED[Number(digit)]).join("")}` : `${print(base, 5)}^${print(exponent, 5)}`];
  },
};

export const inMathjs = printed(mathjs);
export const NOTATIONS: readonly (readonly [name: string, print: (formula: Formula) => string])[] = [
  ["Python", (formula) => `lambda x, y: ${printed(python)(formula)}`],
  ["JavaScript", (formula) => `(x, y) => ${printed(javascript)(formula)}`],
  ["C", (formula) => `return ${printed(c)(formula)};`],
  ["paper", (formula) => `f(x, y) = ${printed(paper)(formula)}`],
];
