// Spells a Program in TypeScript: erasable types only, Math.fround around every operation of float32.

import type { Scalar } from "../program/scalar.ts";
import { affineSum } from "./affine-sum.ts";
import type { Backend, Signature, Spelling } from "./backend.ts";
import { PLAIN } from "./literal.ts";
import { camelCase, pascalCase } from "./names.ts";
import type { SpelledValue } from "./spelled-value.ts";
import { tableRows } from "./table-rows.ts";
import { conversionHelper, conversionText } from "./typescript/conversions.ts";
import { operationText } from "./typescript/operators.ts";
import { ARRAYS, elementLiteral, literal, preambleOf, variableType, wrapped } from "./typescript/types.ts";

const KEYWORDS =
  "abstract any arguments as async await boolean break case catch class const constructor continue debugger declare " +
  "default delete do else enum eval export extends false finally for from function get if implements import in infer " +
  "instanceof interface is keyof let module namespace never new null number object of package private protected public " +
  "readonly require return set static string super switch symbol this throw true try type typeof undefined unique " +
  "unknown using var void while with yield globalThis NaN Infinity Math Float32Array fround " +
  "Float64Array Int8Array Uint8Array Int16Array Int32Array Uint32Array";

export const typescript: Backend = {
  name: "ts",
  title: "TypeScript",
  extension: "ts",
  header: undefined,
  sourceFolder: "",
  driverFile: "main.js",
  aliases: ["typescript", "js", "javascript"],
  reserved: new Set(KEYWORDS.split(" ")),
  functionName: camelCase,
  tableName: (_functionName, hint) => hint,
  typeName: pascalCase,
  helperName: (_unitName, name) => camelCase(name),
  packageName: (functionName) => functionName,
  qualified: (name) => `network.${name}`,
  spelling: () => SPELLING,
};

const SPELLING: Spelling = {
  indent: "  ",
  reserved: [],
  preamble: preambleOf,
  helper: conversionHelper,
  table(name, table) {
    const { scalar, size } = table;
    const [only] = table.values;
    if (size === 1 && only !== undefined) return [`const ${name} = ${singleValue(only, scalar)};`];
    const rows = tableRows(table, PLAIN, (value) => elementLiteral(value, scalar), "  ");
    return [`const ${name} = new ${ARRAYS[scalar]}([`, rows, "]);"];
  },
  signature,
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
  index: (index) => affineSum(index, { times: " * ", plus: " + " }),
  let: (name, value, mutable) => [`${mutable ? "let" : "const"} ${name} = ${spellValue(value)};`],
  set: (name, value) => [`${name} = ${spellValue(value)};`],
  store: (target, value) => [`${target} = ${value.scalar === "bool" ? truthAsNumber(value) : spellValue(value)};`],
  for: (variable, extent, step) => ({
    open: `for (let ${variable} = 0; ${variable} < ${extent}; ${variable}${step === 1 ? "++" : ` += ${step}`}) {`,
    close: "}",
  }),
  return: (value) => [`return ${value};`],
  constant: literal,
  wholeArray: (array) => array,
  partOfArray: (array, { start, end }) => `${array}.subarray(${start}, ${end})`,
  row: undefined,
  instance: (name, type) => ({ declaration: `const ${name} = new ${type}();`, argument: name }),
  argument: (array, byValue) => (byValue === undefined ? array : byValue === "bool" ? `${array}[0] !== 0` : `${array}[0]`),
  call: (call, result) => (result === undefined ? `${call};` : `${result} = ${call};`),
};

/** The decimal of a float32 may name another float64. */
function singleValue(value: number, scalar: Scalar): string {
  return scalar === "f32" ? wrapped(elementLiteral(value, scalar), scalar) : literal(value, scalar);
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
      return operationText(value);
    case "select":
      return `${spellValue(value.condition)} ? ${value.whenTrue.text} : ${value.whenFalse.text}`;
    case "convert":
      return conversionText(value);
  }
}
