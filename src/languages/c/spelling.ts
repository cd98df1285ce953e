// Spells a Program in a dialect of C, one float operation a statement.

import type { Program, TableBuffer } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { usesOf } from "../../program/uses.ts";
import { affineSum } from "../../program/affine-sum.ts";
import type { Helper, Signature, Spelling } from "../../codegen/language.ts";
import { conversionHelper, conversionText } from "./conversions.ts";
import type { Dialect } from "./dialect.ts";
import { multiplyAddHelper } from "./fused.ts";
import { libraryNames } from "./library.ts";
import { literal } from "./literal.ts";
import { operationText, plainSign } from "./operators.ts";
import { batchFunction } from "./batch.ts";
import { flashOf, tablePlace } from "./flash.ts";
import { packedProducts } from "./packed-products.ts";
import type { SpelledSelection, SpelledValue } from "../../codegen/spelled-value.ts";
import type { LiteralStyle } from "../../codegen/literal.ts";
import type { Passage } from "../../codegen/text.ts";
import { arrayRows, bracketed } from "../../codegen/table-rows.ts";

/** A float literal always has a point or an exponent: `1f` is not C. */
const FLOAT: LiteralStyle = { afterWhole: ".0f", afterOther: "f" };

/** INT_MAX is at least this (C99 §5.2.4.2.1). */
const SMALLEST_INT_MAXIMUM = 32767;

/** gcc and clang then compute what is seldom chosen where it is in nobody's way. */
const USUAL_CONDITION: Helper = {
  hint: "usually",
  needs: [],
  lines: (name) => [
    "/* The condition, of which compilers are told that it nearly always holds. */",
    "#if defined(__GNUC__)",
    `#define ${name}(condition) __builtin_expect(condition, 1)`,
    "#else",
    `#define ${name}(condition) (condition)`,
    "#endif",
  ],
};

/** For a file of these programs. */
export const spellingIn = (dialect: Dialect) => (programs: readonly Program[]): Spelling => {
  const { types, declaresFirst } = dialect;
  const written = (value: number, scalar: Scalar): string => literal(value, scalar, dialect);
  const assign = (target: string, value: SpelledValue): readonly string[] => assignment(target, value, dialect);
  // Where int has 16 bits, indices of larger arrays would overflow it.
  const largest = Math.max(...programs.flatMap(({ buffers }) => buffers.map((buffer) => buffer.size)));
  const flash = flashOf(programs);
  const fused = multiplyAddHelper(dialect);
  const counter = largest <= SMALLEST_INT_MAXIMUM ? "int" : "long";
  return {
    indent: "    ",
    reserved: [...new Set(programs.flatMap((program) => [...usesOf(program).operators].flatMap(libraryNames)))],
    preamble: dialect.preamble,
    helper: (conversion) => conversionHelper(conversion, dialect),
    operatorHelper: (operator) => (operator === "multiplyAdd" ? fused : undefined),
    usualCondition: USUAL_CONDITION,
    packedProducts: packedProducts(dialect),
    library: dialect.library,
    table(name, table, extents) {
      const [only] = table.values;
      // What is volatile is read when the program runs, in the arithmetic of that time.
      const qualifiers = `static const ${table.isOpaque === true ? "volatile " : flash.qualifier(table)}`;
      if (table.size === 1 && only !== undefined) return [`${qualifiers}${types[table.scalar]} ${name} = ${written(only, table.scalar)};`];
      return arrayLines(qualifiers, name, table, extents, dialect);
    },
    tablePlace,
    sharedTable: {
      // Callers in C++ cannot read flash: there the linked function is called (header.h.hbs).
      declare: (name, { scalar }, extents) => ["#if !defined(__AVR__)", `extern const ${types[scalar]} ${name}${bracketed(extents)};`, "#endif"],
      define: (name, table, extents) => arrayLines(`const ${flash.qualifier(table)}`, name, table, extents, dialect),
    },
    signature: (signature) => signatureText(signature, dialect),
    batch: batchFunction(dialect),
    receive: () => [],
    scratch: (name, size, scalar) => ({ level: "function", line: `${types[scalar]} ${name}[${size}];` }),
    state: (type, initialiser, fields) => [
      `/* What is remembered from one call to the next: ${initialiser} comes before the first. */`,
      `struct ${type} {`,
      ...fields.map(({ name, scalar, size }) => `    ${types[scalar]} ${name}${size === 1 ? "" : `[${size}]`};`),
      "};",
    ],
    workspace: (type, fields) => [
      "/* What a call works with: its caller owns it, and needs to put nothing into it. */",
      `struct ${type} {`,
      // An array where there is one element, too: functions read it by index.
      ...fields.map(({ name, scalar, size }) => `    ${types[scalar]} ${name}[${size}];`),
      "};",
    ],
    field: (state, name) => `${state}->${name}`,
    comment: (text) => `/* ${text} */`,
    ignore: (input) => [`(void)${input};`],
    element: (array, index) => `${array}[${index}]`,
    // gcc computes it for every call where it has a name: three instructions of fourteen of a table's.
    nestedSelection: (selection) => `(${spellValue(selection, dialect)})`,
    nestsArrays: true,
    copyRecord: (target, record) => [flash.copy(record, target)],
    target: (array, index) => `${array}[${index}]`,
    index: (index) => affineSum(index, { times: " * ", plus: " + " }),
    let: (name, value, mutable) => [`${mutable ? "" : "const "}${types[value.scalar]} ${name} = ${spellValue(value, dialect)};`],
    set: assign,
    store: assign,
    for: (variable, extent, step) => ({
      open: `for (${declaresFirst ? "" : `${counter} `}${variable} = 0; ${variable} < ${extent}; ${step === 1 ? `++${variable}` : `${variable} += ${step}`}) {`,
      close: "}",
    }),
    ...(declaresFirst ? { blockStart: { variable: (name, scalar) => `${types[scalar]} ${name};`, counter: (name) => `${counter} ${name};` } } : {}),
    return: (value) => [`return ${value};`],
    returnVerdict: (isRight) => [`return ${spellValue(isRight, dialect)} ? 0 : 1;`],
    constant: written,
    wholeArray: (array) => array,
    partOfArray: (array, { start }) => (start === "0" ? array : `&${array}[${start}]`),
    row: undefined,
    call: (call) => `${call};`,
  };
};

function arrayLines(qualifiers: string, name: string, table: TableBuffer, extents: readonly number[], dialect: Dialect): readonly (string | Passage)[] {
  const number = (value: number): string => literal(value, table.scalar, dialect);
  return [`${qualifiers}${dialect.types[table.scalar]} ${name}${bracketed(extents)} = {`, arrayRows(table, extents, FLOAT, number, "    "), "};"];
}

function signatureText({ functionName, exported, isInline, isSelfTest, state, parameters, workspace, returns }: Signature, { types, inline }: Dialect): string {
  const list = state === undefined ? [] : [`struct ${state.type} *${state.name}`];
  const own = parameters.map(({ name, role, scalar, size }) => {
    const type = role === "input" && size !== undefined ? `const ${types[scalar]}` : types[scalar];
    return size === undefined ? `${type} ${name}` : `${type} ${name}[${size}]`;
  });
  list.push(...own, ...(workspace === undefined ? [] : [`struct ${workspace.type} *${workspace.name}`]));
  const result = isSelfTest ? "int" : returns === undefined ? "void" : types[returns];
  const linkage = exported ? "" : isInline ? `static ${inline}` : "static ";
  return `${linkage}${result} ${functionName}(${list.length === 0 ? "void" : list.join(", ")})`;
}

function assignment(target: string, value: SpelledValue, dialect: Dialect): readonly string[] {
  if (value.kind === "apply" && value.operands[0]?.text === target) {
    const sign = plainSign(value, dialect);
    if (sign !== undefined) return [`${target} ${sign}= ${value.operands[1].text};`];
  }
  return [`${target} = ${spellValue(value, dialect)};`];
}

function spellCondition({ condition, usually }: SpelledSelection, dialect: Dialect): string {
  const text = spellValue(condition, dialect);
  return usually === undefined ? text : `${usually}(${text})`;
}

function spellValue(value: SpelledValue, dialect: Dialect): string {
  switch (value.kind) {
    case "atom":
      return value.text;
    case "apply":
      return operationText(value, dialect);
    case "select":
      return `${spellCondition(value, dialect)} ? ${value.whenTrue.text} : ${value.whenFalse.text}`;
    case "convert":
      return conversionText(value, dialect);
  }
}
