// Calls of a member's functions as a program writes them that imports the package, and what it prints of their results. Writes no files.

import type { Parameter } from "../../../codegen/language.ts";
import { NameScope } from "../../../codegen/name-scope.ts";
import type { ExampleCall, PackageFacts, PackageMember } from "../../../codegen/packaging/package-style.ts";
import type { Scalar } from "../../../program/scalar.ts";
import { go } from "../language.ts";
import { literal, TYPES } from "../types.ts";
import { importPath } from "./naming.ts";
import { printed, printedArray } from "./printed.ts";

/** What such a program imports besides. */
const IMPORTED = ["fmt", "math", "testing"];
/** Arguments that are written one by one; more of them on lines of so many, unless they are equal. */
const [MOST_IN_A_LINE, NUMBERS_OF_A_LINE] = [16, 8];
/** Numbers of a result that an example prints. */
const MOST_SHOWN = 8;

/** What a program calls the package, and the line that imports it. */
export interface Imported {
  readonly name: string;
  readonly line: string;
}

export function imported(facts: PackageFacts): Imported {
  const path = importPath(facts);
  const taken = new Set([...go.reserved, ...IMPORTED]);
  const name = taken.has(facts.name) ? new NameScope({ ...go.naming, reserved: taken }).declare(`${facts.name}_package`) : facts.name;
  return { name, line: path.split("/").at(-1) === name ? `"${path}"` : `${name} "${path}"` };
}

/** For variables of a program that imports the package. */
export function variables({ name }: Imported, others: readonly string[] = []): NameScope {
  return new NameScope({ ...go.naming, reserved: new Set([...go.reserved, ...IMPORTED, name, ...others]) });
}

export interface BegunState {
  readonly lines: readonly string[];
  readonly given: readonly string[];
}

/** What a call of a function that remembers its calls is passed first, as at the beginning of a sequence: nothing of others. */
export function begunState(own: Imported, { state }: PackageMember, scope: NameScope): BegunState {
  if (state === undefined) return { lines: [], given: [] };
  const name = scope.declare("state");
  return { lines: [`var ${name} ${own.name}.${state.type}`, `${own.name}.${state.initialiser}(&${name})`], given: [`&${name}`] };
}

/** The lines of a program that calls the function and prints what comes of it, and what that is. */
export interface Printing {
  readonly lines: readonly string[];
  /** Undefined where it is the platform's, or Go may print it in two ways. */
  readonly output: string | undefined;
}

/** A call of numbers is one expression; arrays are variables. */
export function printedCall(facts: PackageFacts, member: PackageMember): Printing {
  const { function: { functionName, parameters }, returns, example } = member;
  const own = imported(facts);
  const scope = variables(own);
  const named = parameters.map((parameter) => ({ ...parameter, name: scope.declare(parameter.name) }));
  const state = begunState(own, member, scope);
  const values = partsOf(named.filter(({ role }) => role === "input"), example.inputs);
  const declared = [...state.lines, ...named.flatMap((parameter, place) => declaration(parameter, values.at(place) ?? []))];
  const given = named.map((parameter, place) => (parameter.size === undefined ? numberText(values[place][0], parameter.scalar) : `&${parameter.name}`));
  const call = `${own.name}.${functionName}(${[...state.given, ...given].join(", ")})`;
  const filled = named.filter(({ role }) => role === "output");
  const shown = filled.map(({ name, size = 1 }) => (size > MOST_SHOWN ? `${name}[:${MOST_SHOWN}]` : name)).join(", ");
  const lines = returns === undefined ? [...declared, call, `fmt.Println(${shown})`] : [...declared, `fmt.Println(${call})`];
  return { lines, output: member.dependsOnPlatform ? undefined : outputOf(filled, returns, example) };
}

function outputOf(filled: readonly Parameter[], returns: Scalar | undefined, { outputs }: ExampleCall): string | undefined {
  if (returns !== undefined) return printed(outputs[0], returns);
  const texts = partsOf(filled, outputs).map((part, place) => printedArray(part.slice(0, MOST_SHOWN), filled[place].scalar));
  return texts.includes(undefined) ? undefined : texts.join(" ");
}

/** The numbers of each parameter, in order. */
export function partsOf(parameters: readonly Pick<Parameter, "size">[], numbers: readonly number[]): readonly (readonly number[])[] {
  let end = 0;
  return parameters.map(({ size = 1 }) => numbers.slice(end, (end += size)));
}

/** None of a number, which is written where it is passed. */
function declaration({ name, scalar, size, role }: Parameter, values: readonly number[]): readonly string[] {
  if (size === undefined) return [];
  const [first] = values;
  if (role === "output") return [`var ${name} [${size}]${TYPES[scalar]}`];
  if (size > MOST_IN_A_LINE && values.every((value) => value === first)) {
    const place = name === "i" ? "j" : "i";
    return [`var ${name} [${size}]${TYPES[scalar]}`, `for ${place} := range ${name} {`, `\t${name}[${place}] = ${numberText(first, scalar)}`, "}"];
  }
  const [head, ...rest] = arrayLines(values, scalar);
  return [`${name} := ${head}`, ...rest];
}

/** `[2]float32{0.5, 1}`, on lines of eight where there are many. */
export function arrayLines(values: readonly number[], scalar: Scalar): readonly string[] {
  const type = `[${values.length}]${TYPES[scalar]}`;
  const texts = values.map((value) => numberText(value, scalar));
  if (texts.length <= MOST_IN_A_LINE) return [`${type}{${texts.join(", ")}}`];
  const count = Math.ceil(texts.length / NUMBERS_OF_A_LINE);
  const rows = Array.from({ length: count }, (_, row) => texts.slice(NUMBERS_OF_A_LINE * row, NUMBERS_OF_A_LINE * (row + 1)));
  return [`${type}{`, ...rows.map((row) => `\t${row.join(", ")},`), "}"];
}

/** Where its type is known: a literal, or what makes a number that has none. */
export function numberText(value: number, scalar: Scalar): string {
  if (Number.isFinite(value)) return literal(value, scalar);
  const made = Number.isNaN(value) ? "math.NaN()" : `math.Inf(${value > 0 ? 1 : -1})`;
  return scalar === "f64" ? made : `${TYPES[scalar]}(${made})`;
}
