// Spells a Program in TypeScript: erasable types only, Math.fround around every operation.

import { shortestFloat32 } from "../numeric/decimal.ts";
import { affineSum } from "./affine-sum.ts";
import type { Backend, Signature, SpelledValue, Spelling } from "./backend.ts";
import { camelCase } from "./names.ts";
import { tableRows } from "./table-rows.ts";

const KEYWORDS =
  "abstract any arguments as async await boolean break case catch class const constructor continue debugger declare " +
  "default delete do else enum eval export extends false finally for from function get if implements import in infer " +
  "instanceof interface is keyof let module namespace never new null number object of package private protected public " +
  "readonly require return set static string super switch symbol this throw true try type typeof undefined unique " +
  "unknown using var void while with yield globalThis NaN Infinity Math Float32Array fround";

export const typescript: Backend = {
  name: "ts",
  title: "TypeScript",
  extension: "ts",
  sourceFolder: "",
  driverFile: "main.js",
  aliases: ["typescript", "js", "javascript"],
  reserved: new Set(KEYWORDS.split(" ")),
  functionName: camelCase,
  tableName: (_functionName, hint) => hint,
  packageName: (functionName) => functionName,
  qualified: (functionName) => `network.${functionName}`,
  spelling: () => SPELLING,
};

const SPELLING: Spelling = {
  indent: "  ",
  table(name, table) {
    const [only] = table.values;
    if (table.size === 1 && only !== undefined) return [`const ${name} = fround(${shortestFloat32(only)});`];
    return [`const ${name} = new Float32Array([`, ...tableRows(table, shortestFloat32).map((row) => `  ${row}`), "]);"];
  },
  signature,
  ignore: (input) => [`void ${input};`],
  receive: (name) => [`${name} = fround(${name});`],
  // A call cannot be interrupted by another one, and allocating costs more than computing.
  scratch: (name, size) => ({ level: "file", line: `const ${name} = new Float32Array(${size});` }),
  comment: (text) => `/* ${text} */`,
  // `!` is for projects with noUncheckedIndexedAccess.
  element: (array, index) => `${array}[${index}]!`,
  target: (array, index) => `${array}[${index}]`,
  index: (index, nameOf) => affineSum(index, nameOf, { times: " * ", plus: " + " }),
  let: (name, value, mutable) => [`${mutable ? "let" : "const"} ${name} = ${spellValue(value)};`],
  set: (name, value) => [`${name} = ${spellValue(value)};`],
  store: (target, value) => [`${target} = ${spellValue(value)};`],
  for: (variable, extent, step) => ({
    open: `for (let ${variable} = 0; ${variable} < ${extent}; ${variable}${step === 1 ? "++" : ` += ${step}`}) {`,
    close: "}",
  }),
  return: (value) => [`return ${value};`],
  constant: shortestFloat32,
  argument: (array, offset, size) =>
    size === undefined ? `${array}[${offset}]` : `${array}.subarray(${offset}, ${offset + size})`,
  call: (call, result) => (result === undefined ? `${call};` : `${result} = ${call};`),
};

function signature({ functionName, parameters, returnsNumber }: Signature): string {
  const list = parameters.map(({ name, size }) => `${name}: ${size === undefined ? "number" : "Float32Array"}`);
  return `export function ${functionName}(${list.join(", ")}): ${returnsNumber ? "number" : "void"}`;
}

/** Rounding the float64 result of one operation on float32 values gives that operation's float32 result. */
function spellValue(value: SpelledValue): string {
  switch (value.kind) {
    case "atom":
      return value.text;
    case "binary":
      return `fround(${value.left} ${value.operator} ${value.right})`;
    case "select":
      return `${value.condition} ? ${value.whenTrue} : ${value.whenFalse}`;
  }
}
