// Spells a Program in TypeScript, of which JavaScript is what is left without the types. Where float32 is rounded is said by codegen/rounding.ts.

import type { Scalar } from "../../program/scalar.ts";
import { affineSum } from "../../program/affine-sum.ts";
import type { Field, Parameter, Signature, Spelling } from "../../codegen/language.ts";
import { PLAIN } from "../../codegen/literal.ts";
import type { SpelledConversion, SpelledIndex, SpelledOperation, SpelledValue } from "../../codegen/spelled-value.ts";
import { tableRows } from "../../codegen/table-rows.ts";
import { batchFunction } from "./batch.ts";
import { conversionHelper, conversionSteps, conversionText } from "./conversions.ts";
import { multiplyAddHelper } from "./fused.ts";
import { libraryText } from "./library.ts";
import { operationText } from "./operators.ts";
import { ARRAYS, elementLiteral, literal, passedType, preambleOf, round, variableType, wrapped } from "./types.ts";
import type { TypedName, Typing } from "./typing.ts";

/** @param typing how types are said. */
export function spellingWith(typing: Typing): Spelling {
  const fused = multiplyAddHelper(typing);
  return {
    indent: "  ",
    reserved: [],
    preamble: preambleOf,
    helper: (conversion) => conversionHelper(conversion, typing),
    operatorHelper: (operator) => (operator === "multiplyAdd" ? fused : undefined),
    steps: (conversion) => conversionSteps(conversion, typing),
    nestedSelection: (selection) => `(${spellValue(selection)})`,
    nestedProduct: (product) => ({ text: spellValue(product) }),
    library: libraryText,
    table(name, table) {
      const { scalar, size } = table;
      const [only] = table.values;
      // Without its type it would be this number alone, and no other to compare with.
      if (size === 1 && only !== undefined) return [`${typing.declaration("const", name, variableType(scalar))} = ${singleValue(only, scalar)};`];
      const rows = tableRows(table, PLAIN, (value) => elementLiteral(value, scalar), "  ");
      return [`const ${name} = new ${ARRAYS[scalar]}([`, rows, "]);"];
    },
    signature: (signature) => signatureText(signature, typing),
    tags: (signature) => typing.tags(typedParameters(signature), resultType(signature)),
    batch: (batch) => batchFunction(batch, typing),
    ignore: (input) => [`void ${input};`],
    receive: (name, scalar) => (wrapped(name, scalar) === name ? [] : [`${name} = ${wrapped(name, scalar)};`]),
    checkLength: (functionName, array, size) => [
      `if (${array}.length !== ${size}) throw new RangeError(\`${functionName}: ${array} has ${size} ${size === 1 ? "number" : "numbers"}, not \${${array}.length}\`);`,
    ],
    // A call cannot be interrupted by another one, and allocating costs more than computing.
    scratch: (name, size, scalar) => ({ level: "file", line: `const ${name} = new ${ARRAYS[scalar]}(${size});` }),
    state: (type, initialiser, fields) => [...stateHead("export class", type, initialiser), ...fields.flatMap((field) => fieldLines(field, typing)), "}"],
    field: (state, name) => `${state}.${name}`,
    comment: (text) => `/* ${text} */`,
    element: (array, index, scalar) => elementText(typing.element(`${array}[${index}]`), scalar),
    target: (array, index) => `${array}[${index}]`,
    index: indexText,
    let: (name, value, mutable) => [`${declaration(mutable ? "let" : "const", name, saidType(value), typing)} = ${spellValue(value)};`],
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
}

/** Up to the fields of what is remembered. */
export function stateHead(keyword: string, type: string, initialiser: string): readonly string[] {
  return [`/** What is remembered from one call to the next: ${initialiser} comes before the first. */`, `${keyword} ${type} {`];
}

function fieldLines({ name, scalar, size }: Field, typing: Typing): readonly string[] {
  const lines = size === 1 ? [`${name} = ${literal(0, scalar)};`] : typing.field(name, ARRAYS[scalar], `new ${ARRAYS[scalar]}(${size})`);
  return lines.map((line) => `  ${line}`);
}

function elementText(element: string, scalar: Scalar): string {
  return scalar === "bool" ? `(${element} !== 0)` : element;
}

function declaration(keyword: "const" | "let", name: string, type: string | undefined, typing: Typing): string {
  return type === undefined ? `${keyword} ${name}` : typing.declaration(keyword, name, type);
}

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

/** Where it is said. The type of a truth value that a loop carries on is not inferred: it would depend on itself. */
function saidType(value: SpelledValue): string | undefined {
  if (value.scalar === "bool") return "boolean";
  return value.kind === "atom" && value.isTypeSaid === true ? "number" : undefined;
}

/** The decimal of a float32 may name another float64. */
function singleValue(value: number, scalar: Scalar): string {
  return scalar === "f32" ? round(literal(value, scalar)) : literal(value, scalar);
}

function truthAsNumber(value: SpelledValue): string {
  return value.kind === "atom" ? `${value.text} ? 1 : 0` : `Number(${spellValue(value)})`;
}

function signatureText(signature: Signature, typing: Typing): string {
  const { functionName, exported } = signature;
  const list = typedParameters(signature).map(({ name, type }) => typing.name(name, type));
  return `${exported ? "export " : ""}function ${functionName}(${list.join(", ")})${typing.result(resultType(signature))}`;
}

function typedParameters({ exported, state, parameters }: Signature): readonly TypedName[] {
  const ownType = ({ scalar, size }: Parameter): string => (size === undefined ? variableType(scalar) : ARRAYS[scalar]);
  const own = parameters.map((parameter) => ({ name: parameter.name, type: exported ? passedType(parameter) : ownType(parameter) }));
  return state === undefined ? own : [state, ...own];
}

function resultType({ returns }: Signature): string {
  return returns === undefined ? "void" : variableType(returns);
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
