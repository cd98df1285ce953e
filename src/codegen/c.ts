// Spells a Program in C: C99 that is C++11 as well, one float operation a statement.

import { shortestFloat32 } from "../numeric/decimal.ts";
import type { Program } from "../program/program.ts";
import { affineSum } from "./affine-sum.ts";
import type { Backend, Signature, SpelledValue, Spelling } from "./backend.ts";
import { tableRows } from "./table-rows.ts";

const KEYWORDS =
  "auto break case char const continue default do double else enum extern float for goto if inline int long register " +
  "restrict return short signed sizeof static struct switch typedef union unsigned void volatile while " +
  "alignas alignof and and_eq asm bitand bitor bool catch char8_t char16_t char32_t class compl concept const_cast constexpr " +
  "constinit consteval co_await co_return co_yield decltype delete dynamic_cast explicit export false friend mutable " +
  "namespace new noexcept not not_eq nullptr operator or or_eq private protected public reinterpret_cast requires " +
  "static_assert static_cast template this thread_local throw true try typeid typename using virtual wchar_t xor xor_eq " +
  "typeof typeof_unqual main errno NULL linux unix";

export const c: Backend = {
  name: "c",
  title: "C",
  extension: "c",
  sourceFolder: "",
  driverFile: "main.c",
  aliases: ["c99", "cpp", "c++"],
  reserved: new Set(KEYWORDS.split(" ")),
  functionName: (name) => name,
  tableName: (functionName, hint) => `${functionName}_${hint}`,
  packageName: (functionName) => functionName,
  qualified: (functionName) => functionName,
  spelling,
};

/** INT_MAX is at least this (C99 §5.2.4.2.1). */
const SMALLEST_INT_MAXIMUM = 32767;

function spelling(program: Program): Spelling {
  // Where int has 16 bits, indices of larger arrays would overflow it.
  const largest = Math.max(...program.buffers.map((buffer) => buffer.size));
  const counter = largest <= SMALLEST_INT_MAXIMUM ? "int" : "long";
  return {
    indent: "    ",
    table(name, table) {
      const [only] = table.values;
      if (table.size === 1 && only !== undefined) return [`static const float ${name} = ${literal(only)};`];
      return [`static const float ${name}[${table.size}] = {`, ...tableRows(table, literal).map((row) => `    ${row}`), "};"];
    },
    signature,
    receive: () => [],
    scratch: (name, size) => ({ level: "function", line: `float ${name}[${size}];` }),
    comment: (text) => `/* ${text} */`,
    ignore: (input) => [`(void)${input};`],
    element: (array, index) => `${array}[${index}]`,
    target: (array, index) => `${array}[${index}]`,
    index: (index, nameOf) => affineSum(index, nameOf, { times: " * ", plus: " + " }),
    let: (name, value, mutable) => [`${mutable ? "" : "const "}float ${name} = ${spellValue(value)};`],
    set: assign,
    store: assign,
    for: (variable, extent, step) => ({
      open: `for (${counter} ${variable} = 0; ${variable} < ${extent}; ${step === 1 ? `++${variable}` : `${variable} += ${step}`}) {`,
      close: "}",
    }),
    return: (value) => [`return ${value};`],
    constant: literal,
    argument: (array, offset, size) => (size === undefined ? `${array}[${offset}]` : `&${array}[${offset}]`),
    call: (call, result) => (result === undefined ? `${call};` : `${result} = ${call};`),
  };
}

function signature({ functionName, parameters, returnsNumber }: Signature): string {
  const list = parameters.map(({ name, role, size }) => {
    const type = role === "input" && size !== undefined ? "const float" : "float";
    return size === undefined ? `${type} ${name}` : `${type} ${name}[${size}]`;
  });
  return `${returnsNumber ? "float" : "void"} ${functionName}(${list.length === 0 ? "void" : list.join(", ")})`;
}

function assign(target: string, value: SpelledValue): readonly string[] {
  if (value.kind === "binary" && value.left === target) return [`${target} ${value.operator}= ${value.right};`];
  return [`${target} = ${spellValue(value)};`];
}

function spellValue(value: SpelledValue): string {
  switch (value.kind) {
    case "atom":
      return value.text;
    case "binary":
      return `${value.left} ${value.operator} ${value.right}`;
    case "select":
      return `${value.condition} ? ${value.whenTrue} : ${value.whenFalse}`;
  }
}

/** A float literal always has a point or an exponent: `1f` is not C. */
function literal(value: number): string {
  const digits = shortestFloat32(value);
  return /[.e]/.test(digits) ? `${digits}f` : `${digits}.0f`;
}
