// Spells a Program in TypeScript: erasable types only. Where float32 is rounded is said by codegen/rounding.ts.

import type { Scalar } from "../../program/scalar.ts";
import { affineSum } from "../../program/affine-sum.ts";
import type { Signature, Spelling } from "../../codegen/language.ts";
import { PLAIN } from "../../codegen/literal.ts";
import type { SpelledConversion, SpelledIndex, SpelledOperation, SpelledValue } from "../../codegen/spelled-value.ts";
import { tableRows } from "../../codegen/table-rows.ts";
import { batchFunction } from "./batch.ts";
import { conversionHelper, conversionSteps, conversionText } from "./conversions.ts";
import { libraryText } from "./library.ts";
import { operationText } from "./operators.ts";
import { ARRAYS, elementLiteral, literal, preambleOf, round, variableType, wrapped } from "./types.ts";

export const SPELLING: Spelling = {
  indent: "  ",
  reserved: [],
  preamble: preambleOf,
  helper: conversionHelper,
  steps: conversionSteps,
  nestedSelection: (selection) => `(${spellValue(selection)})`,
  nestedProduct: (product) => ({ text: spellValue(product) }),
  library: libraryText,
  table(name, table) {
    const { scalar, size } = table;
    const [only] = table.values;
    // Without its type it would be this number alone, and no other to compare with.
    if (size === 1 && only !== undefined) return [`const ${name}: ${scalar === "bool" ? "boolean" : "number"} = ${singleValue(only, scalar)};`];
    const rows = tableRows(table, PLAIN, (value) => elementLiteral(value, scalar), "  ");
    return [`const ${name} = new ${ARRAYS[scalar]}([`, rows, "]);"];
  },
  signature,
  batch: batchFunction,
  ignore: (input) => [`void ${input};`],
  receive: (name, scalar) => (wrapped(name, scalar) === name ? [] : [`${name} = ${wrapped(name, scalar)};`]),
  // A call cannot be interrupted by another one, and allocating costs more than computing.
  scratch: (name, size, scalar) => ({ level: "file", line: `const ${name} = new ${ARRAYS[scalar]}(${size});` }),
  state: (type, initialiser, fields) => [
    `/** What is remembered from one call to the next: ${initialiser} comes before the first. */`,
    `export class ${type} {`,
    ...fields.map(({ name, scalar, size }) => `  ${size === 1 ? `${name} = ${literal(0, scalar)}` : `readonly ${name} = new ${ARRAYS[scalar]}(${size})`};`),
    "}",
  ],
  field: (state, name) => `${state}.${name}`,
  comment: (text) => `/* ${text} */`,
  // `!` is for projects with noUncheckedIndexedAccess.
  element: (array, index, scalar) => (scalar === "bool" ? `(${array}[${index}]! !== 0)` : `${array}[${index}]!`),
  target: (array, index) => `${array}[${index}]`,
  index: indexText,
  let: (name, value, mutable) => [`${mutable ? "let" : "const"} ${name}${saidType(value)} = ${spellValue(value)};`],
  set: (name, value) => [`${name} = ${spellValue(value)};`],
  store: (target, value) => [`${target} = ${value.scalar === "bool" ? truthAsNumber(value) : spellValue(value)};`],
  for: (variable, extent, step) => ({
    open: `for (let ${variable} = 0; ${variable} < ${extent}; ${variable}${step === 1 ? "++" : ` += ${step}`}) {`,
    close: "}",
  }),
  return: (value) => [`return ${value};`],
  returnOperation: (value) => [`return ${spellValue(value)};`],
  constant: literal,
  wholeArray: (array) => array,
  partOfArray: (array, { start, end }) => `${array}.subarray(${start}, ${end})`,
  row: undefined,
  call: (call) => `${call};`,
};

/**
 * `(cell << 1) + 1`: a product of a computed number is one that V8 checks to be no larger than 31 bits hold, which a shift is not; an index that
 * is proved to lie in an array needs no check. Of loops' counters V8 knows that itself.
 */
function indexText(index: SpelledIndex): string {
  const [only, ...others] = index.terms;
  const power = only === undefined ? 0 : Math.log2(only.factor);
  if (only === undefined || others.length > 0 || only.isCounter || power < 1 || !Number.isInteger(power)) {
    return affineSum(index, { times: " * ", plus: " + " });
  }
  const product = `${only.name} << ${power}`;
  return index.constant === 0 ? product : `(${product}) + ${index.constant}`;
}

/** The type of a truth value that a loop carries on is not inferred: it would depend on itself. */
function saidType(value: SpelledValue): string {
  if (value.scalar === "bool") return ": boolean";
  return value.kind === "atom" && value.isTypeSaid === true ? ": number" : "";
}

/** The decimal of a float32 may name another float64. */
function singleValue(value: number, scalar: Scalar): string {
  return scalar === "f32" ? round(literal(value, scalar)) : literal(value, scalar);
}

function truthAsNumber(value: SpelledValue): string {
  return value.kind === "atom" ? `${value.text} ? 1 : 0` : `Number(${spellValue(value)})`;
}

function signature({ functionName, exported, state, parameters, returns }: Signature): string {
  const list = state === undefined ? [] : [`${state.name}: ${state.type}`];
  const own = parameters.map(({ name, scalar, size }) => `${name}: ${size === undefined ? variableType(scalar) : ARRAYS[scalar]}`);
  list.push(...own);
  return `${exported ? "export " : ""}function ${functionName}(${list.join(", ")}): ${returns === undefined ? "void" : variableType(returns)}`;
}

function spellValue(value: SpelledValue): string {
  switch (value.kind) {
    case "atom":
      return value.text;
    case "apply":
    case "convert":
      return exact(value);
    case "select":
      return `${spellValue(value.condition)} ? ${value.whenTrue.text} : ${value.whenFalse.text}`;
  }
}

/** The expression, of float32 before it is rounded. */
export function exact(value: SpelledOperation | SpelledConversion): string {
  return value.kind === "apply" ? operationText(value) : conversionText(value);
}
