// Spells a Program in Go 1.18, as gofmt formats it.

import { shortestFloat32 } from "../numeric/decimal.ts";
import { affineSum } from "./affine-sum.ts";
import type { Backend, Signature, SpelledValue, Spelling } from "./backend.ts";
import { camelCase, pascalCase } from "./names.ts";
import { tableRows } from "./table-rows.ts";

const KEYWORDS =
  "break case chan const continue default defer else fallthrough for func go goto if import interface map package range " +
  "return select struct switch type var init main";
/** Hiding these is legal but surprises readers. */
const PREDECLARED =
  "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 " +
  "uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make max min new " +
  "panic print println real recover";

export const go: Backend = {
  name: "go",
  title: "Go",
  extension: "go",
  sourceFolder: "network/",
  driverFile: "driver.go",
  aliases: ["golang"],
  reserved: new Set(`${KEYWORDS} ${PREDECLARED}`.split(" ")),
  functionName: pascalCase,
  tableName: (functionName, hint) => camelCase(functionName) + pascalCase(hint),
  packageName: (functionName) => functionName.toLowerCase(),
  qualified: (functionName) => `network.${functionName}`,
  spelling: () => SPELLING,
};

const SPELLING: Spelling = {
  indent: "\t",
  table(name, table) {
    const [only] = table.values;
    if (table.size === 1 && only !== undefined) return [`var ${name} float32 = ${shortestFloat32(only)}`];
    return [`var ${name} = [${table.size}]float32{`, ...tableRows(table, shortestFloat32).map((row) => `\t${row}`), "}"];
  },
  signature,
  receive: () => [],
  scratch: (name, size) => ({ level: "function", line: `var ${name} [${size}]float32` }),
  comment: (text) => `// ${text}`,
  ignore: () => [],
  element: (array, index) => `${array}[${index}]`,
  target: (array, index) => `${array}[${index}]`,
  // gofmt leaves out the blanks where products stand in a sum.
  index: (index, nameOf) => affineSum(index, nameOf, { times: "*", plus: "+" }),
  let(name, value) {
    if (value.kind !== "select") return [`${name} := ${typed(spellValue(value))}`];
    // The variable is new, so neither the condition nor whenTrue can depend on it.
    return [`${name} := ${typed(value.whenFalse)}`, `if ${value.condition} {`, `\t${name} = ${value.whenTrue}`, "}"];
  },
  set: assign,
  store: assign,
  for: (variable, extent, step) => ({
    open: `for ${variable} := 0; ${variable} < ${extent}; ${variable}${step === 1 ? "++" : ` += ${step}`} {`,
    close: "}",
  }),
  return: (value) => [`return ${value}`],
  constant: shortestFloat32,
  argument: (array, offset, size) =>
    size === undefined ? `${array}[${offset}]` : `(*[${size}]float32)(${array}[${offset}:${offset + size}])`,
  call: (call, result) => (result === undefined ? call : `${result} = ${call}`),
};

/** A literal alone would make a variable of type int or float64. */
function typed(text: string): string {
  return /^-?[0-9]/.test(text) ? `float32(${text})` : text;
}

function assign(target: string, value: SpelledValue): readonly string[] {
  // Not for products, which need their conversion.
  if (value.kind === "binary" && value.left === target && value.operator !== "*") return [`${target} ${value.operator}= ${value.right}`];
  if (value.kind !== "select") return [`${target} = ${spellValue(value)}`];
  const { condition, whenTrue, whenFalse } = value;
  return [`if ${condition} {`, `\t${target} = ${whenTrue}`, "} else {", `\t${target} = ${whenFalse}`, "}"];
}

function signature({ functionName, parameters, returnsNumber }: Signature): string {
  const list = parameters.map(({ name, size }) => `${name} ${size === undefined ? "float32" : `*[${size}]float32`}`);
  return `func ${functionName}(${list.join(", ")})${returnsNumber ? " float32" : ""}`;
}

/**
 * A product is converted explicitly: without that the compiler may fuse it with a later addition, even across
 * statements (The Go Programming Language Specification, "Floating-point operators").
 */
function spellValue(value: Exclude<SpelledValue, { kind: "select" }>): string {
  if (value.kind === "atom") return value.text;
  const operation = `${value.left} ${value.operator} ${value.right}`;
  return value.operator === "*" ? `float32(${operation})` : operation;
}
