// Writes a call of a function with arguments of its domain, as READMEs and sketches show it.

import type { PackageMember } from "../../../codegen/packaging/package-style.ts";
import type { Parameter } from "../../../codegen/language.ts";
import { digitsOf } from "../../../codegen/digits.ts";
import type { Scalar } from "../../../program/scalar.ts";
import { literal, TYPES } from "../types.ts";

export interface ExampleLines {
  /** What the call needs. */
  readonly declarations: readonly string[];
  readonly call: string;
  /** What holds the results: of one element where `size` is undefined. */
  readonly results: readonly Parameter[];
  /** The values, for a comment. */
  readonly values: string;
}

/** More of them are filled in a loop, or not shown. */
const MOST_SHOWN = 16;

export function exampleLines({ function: { functionName, parameters }, returns, state, example }: PackageMember): ExampleLines {
  const taken = new Set(parameters.map(({ name }) => name));
  const free = (...names: readonly string[]): string => names.find((name) => !taken.has(name)) ?? `${functionName}_${names[0]}`;
  const stateName = free("state", "memory");
  const remembered = state === undefined ? [] : [`struct ${state.type} ${stateName};`, `${state.initialiser}(&${stateName});`];
  const declared = declarations(parameters, example.inputs);
  const passed = [...(state === undefined ? [] : [`&${stateName}`]), ...parameters.map((parameter) => argument(parameter, parameters, example.inputs))];
  const call = `${functionName}(${passed.join(", ")});`;
  const filled = parameters.filter(({ role }) => role === "output");
  if (returns === undefined) return { declarations: [...remembered, ...declared], call, results: filled, values: valuesOf(example.outputs, filled) };
  const result: Parameter = { name: free("y", "result"), role: "output", scalar: returns, size: undefined, isPassedOn: false };
  return {
    declarations: [...remembered, ...declared],
    call: `const ${TYPES[returns]} ${result.name} = ${call}`,
    results: [result],
    values: valuesOf(example.outputs, [result]),
  };
}

/** Of arrays: numbers that are passed by value stand in the call. */
function declarations(parameters: readonly Parameter[], inputs: readonly number[]): readonly string[] {
  return parameters.flatMap((parameter) => {
    const { name, role, scalar, size } = parameter;
    if (size === undefined) return [];
    if (role === "output") return [`${TYPES[scalar]} ${name}[${size}];`];
    return arrayLines(name, scalar, valuesFor(parameter, parameters, inputs));
  });
}

function arrayLines(name: string, scalar: Scalar, values: readonly number[]): readonly string[] {
  const [first] = values;
  if (values.length > MOST_SHOWN && values.every((value) => value === first)) {
    const count = values.length;
    return [`${TYPES[scalar]} ${name}[${count}];`, `for (int i = 0; i < ${count}; ++i) {`, `    ${name}[i] = ${literal(first, scalar)};`, "}"];
  }
  return [`const ${TYPES[scalar]} ${name}[${values.length}] = {${values.map((value) => literal(value, scalar)).join(", ")}};`];
}

function argument(parameter: Parameter, parameters: readonly Parameter[], inputs: readonly number[]): string {
  const { name, scalar, size } = parameter;
  return size === undefined ? literal(valuesFor(parameter, parameters, inputs)[0], scalar) : name;
}

function valuesFor(parameter: Parameter, parameters: readonly Parameter[], inputs: readonly number[]): readonly number[] {
  const before = parameters.slice(0, parameters.indexOf(parameter)).filter(({ role }) => role === "input");
  const start = before.reduce((sum, { size = 1 }) => sum + size, 0);
  return inputs.slice(start, start + (parameter.size ?? 1));
}

/** `1.6483824`, or `y is 1, 2` of arrays. */
function valuesOf(outputs: readonly number[], results: readonly Parameter[]): string {
  let start = 0;
  const parts = results.map(({ name, scalar, size }) => {
    const values = outputs.slice(start, start + (size ?? 1));
    start += size ?? 1;
    if (size === undefined) return shown(values[0], scalar);
    const listed = values.slice(0, MOST_SHOWN).map((value) => shown(value, scalar));
    return `${name} is ${listed.join(", ")}${values.length > MOST_SHOWN ? ", ..." : ""}`;
  });
  return parts.join("; ");
}

function shown(value: number, scalar: Scalar): string {
  return Number.isFinite(value) ? digitsOf(value, scalar) : String(value);
}
