// Spells a Program in Go 1.18, as gofmt formats it.

import { isKernelName } from "../../program/operator-name.ts";
import type { Program } from "../../program/program.ts";
import { usesOf, type ProgramUses } from "../../program/uses.ts";
import { affineSum } from "../../program/affine-sum.ts";
import type { ArrayPart, Signature, Spelling } from "../../codegen/language.ts";
import { batchFunction } from "./batch.ts";
import { conversionHelper, conversionText } from "./conversions.ts";
import { MULTIPLY_ADD } from "./fused.ts";
import { libraryText } from "./library.ts";
import { operationText, plainSign } from "./operators.ts";
import { decided } from "./selection-statement.ts";
import { importsOf, literal, typed, TYPES } from "./types.ts";
import { PLAIN } from "../../codegen/literal.ts";
import type { SpelledIndex, SpelledSelection, SpelledValue } from "../../codegen/spelled-value.ts";
import { arrayRows, bracketed } from "../../codegen/table-rows.ts";

/** For a file of these programs. */
export function spelling(programs: readonly Program[]): Spelling {
  return { ...SPELLING, reserved: programs.some((program) => namesMath(usesOf(program))) ? ["math"] : [] };
}

/** Whether the function itself, where variables have names of the model's, calls package math. */
function namesMath({ operators, conversions }: ProgramUses): boolean {
  return operators.has("squareRoot") || [...operators].some(isKernelName) || conversions.some(({ how, from, to }) => how === "bits" && (from === "f32" || to === "f32"));
}

const SPELLING: Spelling = {
  indent: "\t",
  reserved: [],
  preamble: importsOf,
  helper: conversionHelper,
  operatorHelper: (operator) => (operator === "multiplyAdd" ? MULTIPLY_ADD : undefined),
  // gofmt leaves out the blanks where a sum is around the product.
  nestedProduct(product) {
    const alone = spellValue(product);
    return { text: alone.replace(" * ", "*"), alone };
  },
  library: libraryText,
  table(name, table, extents) {
    const type = TYPES[table.scalar];
    const number = (value: number): string => literal(value, table.scalar);
    const [only] = table.values;
    if (table.size === 1 && only !== undefined) return [`var ${name} ${type} = ${number(only)}`];
    return [`var ${name} = ${bracketed(extents)}${type}{`, arrayRows(table, extents, PLAIN, number, "\t"), "}"];
  },
  signature,
  batch: batchFunction,
  receive: () => [],
  scratch: (name, size, scalar) => ({ level: "function", line: `var ${name} [${size}]${TYPES[scalar]}` }),
  state(type, initialiser, fields) {
    // gofmt aligns the types.
    const width = Math.max(...fields.map(({ name }) => name.length));
    return [
      `// ${type} is what is remembered from one call to the next: ${initialiser} comes before the first.`,
      `type ${type} struct {`,
      ...fields.map(({ name, scalar, size }) => `\t${name.padEnd(width)} ${size === 1 ? "" : `[${size}]`}${TYPES[scalar]}`),
      "}",
    ];
  },
  field: (state, name) => `${state}.${name}`,
  comment: (text) => `// ${text}`,
  ignore: () => [],
  element: (array, index) => `${array}[${index}]`,
  nestsArrays: true,
  target: (array, index) => `${array}[${index}]`,
  index,
  let(name, value) {
    const given = decided(value);
    if (given.kind !== "select") return [`${name} := ${spellValue(given)}`];
    // The variable is new, so neither the condition nor whenTrue can depend on it.
    return [`${name} := ${typed(given.whenFalse)}`, `if ${spellValue(given.condition)} {`, `\t${name} = ${given.whenTrue.text}`, "}"];
  },
  set: assign,
  store: assign,
  for: (variable, extent, step) => ({
    open: `for ${variable} := 0; ${variable} < ${extent}; ${variable}${step === 1 ? "++" : ` += ${step}`} {`,
    close: "}",
  }),
  return: (value) => [`return ${value}`],
  returnOperation(value) {
    const given = decided(value);
    return given.kind === "select" ? undefined : [`return ${spellValue(given)}`];
  },
  constant: literal,
  wholeArray: (array, isParameter) => (isParameter ? array : `&${array}`),
  partOfArray,
  // An array of as many elements as the loop has turns: no element is checked to be inside.
  row: (name, table, part) => `${name} := ${partOfArray(table, part)}`,
  matrixRow: (name, table, row) => `${name} := &${table}[${row}]`,
  call: (call) => call,
};

function partOfArray(array: string, { start, end, size, scalar, isAlone }: ArrayPart): string {
  // gofmt sets blanks around the colon where a sum or a product is beside it, but not in a list of arguments.
  const colon = isAlone && /[*+]/.test(start + end) ? " : " : ":";
  return `(*[${size}]${TYPES[scalar]})(${array}[${start}${colon}${end}])`;
}

/** Loops count in int, variables of i32 are int32: where both stand in a sum, it is one of int. */
function index({ constant, terms }: SpelledIndex): string {
  const mixed = terms.some(({ isCounter }) => isCounter);
  const named = terms.map((term) => (mixed && !term.isCounter ? { ...term, name: `int(${term.name})` } : term));
  // gofmt leaves out the blanks where products stand in a sum.
  return affineSum({ constant, terms: named }, { times: "*", plus: "+" });
}

function assign(target: string, value: SpelledValue): readonly string[] {
  const given = decided(value);
  if (given.kind === "select") return assignSelection(target, given);
  if (given.kind === "apply" && given.operands[0]?.text === target) {
    const sign = plainSign(given);
    if (sign !== undefined) return [`${target} ${sign}= ${given.operands[1].alone ?? given.operands[1].text}`];
  }
  return [`${target} = ${given.kind === "atom" ? given.text : spellValue(given)}`];
}

/** What keeps its value is not assigned to itself. */
function assignSelection(target: string, { condition, whenTrue, whenFalse }: SpelledSelection): readonly string[] {
  if (whenFalse.text === target) return [`if ${spellValue(condition)} {`, `\t${target} = ${whenTrue.text}`, "}"];
  if (whenTrue.text === target) return [`if !(${spellValue(condition)}) {`, `\t${target} = ${whenFalse.text}`, "}"];
  return [`if ${spellValue(condition)} {`, `\t${target} = ${whenTrue.text}`, "} else {", `\t${target} = ${whenFalse.text}`, "}"];
}

function signature({ functionName, state, parameters, returns }: Signature): string {
  const list = state === undefined ? [] : [`${state.name} *${state.type}`];
  const own = parameters.map(({ name, scalar, size }) => `${name} ${size === undefined ? "" : `*[${size}]`}${TYPES[scalar]}`);
  list.push(...own);
  return `func ${functionName}(${list.join(", ")})${returns === undefined ? "" : ` ${TYPES[returns]}`}`;
}

function spellValue(value: Exclude<SpelledValue, SpelledSelection>): string {
  switch (value.kind) {
    case "atom":
      return typed(value);
    case "apply":
      return operationText(value);
    case "convert":
      return conversionText(value);
  }
}
