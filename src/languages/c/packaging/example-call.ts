// Writes a call of a function with arguments of its domain, as READMEs and sketches show it.

import type { PackageMember } from "../../../codegen/packaging/package-style.ts";
import type { Parameter } from "../../../codegen/language.ts";
import { digitsOf } from "../../../codegen/digits.ts";
import type { Scalar } from "../../../program/scalar.ts";
import type { Dialect } from "../dialect.ts";
import type { HeldNames } from "./package-view.ts";
import { literal } from "../literal.ts";

export interface ExampleLines {
  /** What the call needs, and what is done to them before it. */
  readonly declarations: readonly string[];
  readonly statements: readonly string[];
  readonly call: string;
  /** What holds the results: of one element where `size` is undefined. */
  readonly results: readonly Parameter[];
  /** The values, for a comment. */
  readonly values: string;
}

/** More of them are filled in a loop, or not shown. */
const MOST_SHOWN = 16;

/** @param held names of the structures where the program has them outside of the call, and has made the state ready; else the lines declare them. */
export function exampleLines(member: PackageMember, dialect: Dialect, held?: HeldNames): ExampleLines {
  const { function: { functionName, parameters }, returns, state, workspace, example } = member;
  const { types, declaresFirst } = dialect;
  const taken = new Set(parameters.map(({ name }) => name));
  const free = (...names: readonly string[]): string => names.find((name) => !taken.has(name)) ?? `${functionName}_${names[0]}`;
  const stateName = held?.state ?? free("state", "memory");
  const remembered = state === undefined || held !== undefined ? [] : [`struct ${state.type} ${stateName};`];
  const workspaceName = held?.workspace ?? free("workspace", "memory");
  const workedWith = workspace === undefined || held !== undefined ? [] : [`static struct ${workspace} ${workspaceName};`];
  const arrays = parameters.flatMap((parameter) => arrayOf(parameter, valuesFor(parameter, parameters, example.inputs), dialect));
  const counter = declaresFirst && arrays.some(({ statements }) => statements.length > 0) ? ["int i;"] : [];
  const declarations = [...remembered, ...workedWith, ...arrays.flatMap((array) => array.declarations), ...counter];
  const statements = [...(state === undefined || held !== undefined ? [] : [`${state.initialiser}(&${stateName});`]), ...arrays.flatMap((array) => array.statements)];
  const numbers = parameters.map((parameter) => argument(parameter, valuesFor(parameter, parameters, example.inputs), dialect));
  const passed = [...(state === undefined ? [] : [`&${stateName}`]), ...numbers, ...(workspace === undefined ? [] : [`&${workspaceName}`])];
  const call = `${functionName}(${passed.join(", ")});`;
  const filled = parameters.filter(({ role }) => role === "output");
  if (returns === undefined) return { declarations, statements, call, results: filled, values: valuesOf(example.outputs, filled) };
  const result: Parameter = { name: free("y", "result"), role: "output", scalar: returns, size: undefined, isPassedOn: false };
  const values = valuesOf(example.outputs, [result]);
  const type = types[returns];
  if (!declaresFirst || statements.length === 0) return { declarations, statements, call: `const ${type} ${result.name} = ${call}`, results: [result], values };
  return { declarations: [...declarations, `${type} ${result.name};`], statements, call: `${result.name} = ${call}`, results: [result], values };
}

/** None of numbers that are passed by value, which stand in the call. */
function arrayOf({ name, role, scalar, size }: Parameter, values: readonly number[], dialect: Dialect): readonly Pick<ExampleLines, "declarations" | "statements">[] {
  if (size === undefined) return [];
  const type = dialect.types[scalar];
  const [first] = values;
  if (role === "output") return [{ declarations: [`${type} ${name}[${size}];`], statements: [] }];
  if (values.length > MOST_SHOWN && values.every((value) => value === first)) {
    const counted = dialect.declaresFirst ? "i = 0" : "int i = 0";
    const filling = [`for (${counted}; i < ${values.length}; ++i) {`, `    ${name}[i] = ${literal(first, scalar, dialect)};`, "}"];
    return [{ declarations: [`${type} ${name}[${values.length}];`], statements: filling }];
  }
  return [{ declarations: [`const ${type} ${name}[${values.length}] = {${values.map((value) => literal(value, scalar, dialect)).join(", ")}};`], statements: [] }];
}

function argument({ name, scalar, size }: Parameter, values: readonly number[], dialect: Dialect): string {
  return size === undefined ? literal(values[0], scalar, dialect) : name;
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
