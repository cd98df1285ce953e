// How a test calls the functions of a member with the rows of a table of cases: one by one and all at once, of float32 and of float64.

import type { Parameter } from "../../../codegen/language.ts";
import type { NameScope } from "../../../codegen/name-scope.ts";
import type { PackageMember } from "../../../codegen/packaging/package-style.ts";
import { TYPES } from "../types.ts";
import { begunState, variables, type Imported } from "./calls.ts";
import type { WideNames } from "./float64-file.ts";
import type { CaseTable } from "./case-table.ts";

/** A test as the template has it: what comes before the loop over cases and in it, then what is compared. */
export interface TestedForm {
  readonly name: string;
  readonly before: readonly string[];
  readonly loop: string;
  readonly call: readonly string[];
  readonly results: readonly { readonly got: string; readonly want: string; readonly message: string }[];
  /** A call that must panic; none where any lengths will do. */
  readonly panics: readonly string[];
}

/** Types and conversions of float32 and of float64. */
interface Width {
  readonly type: (scalar: Parameter["scalar"]) => string;
  readonly into: (text: string, scalar: Parameter["scalar"]) => string;
  readonly back: (text: string, scalar: Parameter["scalar"]) => string;
  /** Whether arrays are copied number by number. */
  readonly isCopied: (scalar: Parameter["scalar"]) => boolean;
}

const NARROW: Width = { type: (scalar) => TYPES[scalar], into: (text) => text, back: (text) => text, isCopied: () => false };
const WIDE: Width = {
  type: (scalar) => (scalar === "f32" ? "float64" : TYPES[scalar]),
  into: (text, scalar) => (scalar === "f32" ? `float64(${text})` : text),
  back: (text, scalar) => (scalar === "f32" ? `float32(${text})` : text),
  isCopied: (scalar) => scalar === "f32",
};

interface Subject {
  readonly own: Imported;
  readonly member: PackageMember;
  readonly table: CaseTable;
}

export function formsOf(own: Imported, member: PackageMember, table: CaseTable, wide: WideNames | undefined): readonly TestedForm[] {
  const subject = { own, member, table };
  const { function: { functionName }, batch } = member;
  return [
    singleForm(functionName, NARROW, subject),
    ...(batch === undefined ? [] : [batchForm(batch.functionName, NARROW, subject)]),
    ...(wide === undefined ? [] : [singleForm(wide.single, WIDE, subject)]),
    ...(wide === undefined || batch === undefined ? [] : [batchForm(wide.batch, WIDE, subject)]),
  ];
}

function scopeOf({ own, table }: Subject): NameScope {
  return variables(own, ["t", "c", "got", "i", "v", table.name]);
}

function singleForm(name: string, width: Width, subject: Subject): TestedForm {
  const { own, member, table } = subject;
  const { function: { parameters }, returns } = member;
  const scope = scopeOf(subject);
  const named = parameters.map((parameter) => ({ ...parameter, field: `c.${parameter.name}`, own: scope.declare(parameter.name) }));
  const prepared = named.flatMap(({ role, scalar, size, field, own: variable }) => {
    if (size === undefined || (role === "input" && !width.isCopied(scalar))) return [];
    const declared = `var ${variable} [${size}]${width.type(scalar)}`;
    return role === "output" ? [declared] : [declared, `for i, v := range ${field} {`, `\t${variable}[i] = ${width.into("v", scalar)}`, "}"];
  });
  const given = named.map(({ role, scalar, size, field, own: variable }) => {
    if (size === undefined) return width.into(field, scalar);
    return role === "input" && !width.isCopied(scalar) ? `&${field}` : `&${variable}`;
  });
  const result = scope.declare("y");
  const state = begunState(own, member, scope);
  const call = `${own.name}.${name}(${[...state.given, ...given].join(", ")})`;
  const filled = named.filter(({ role }) => role === "output").map(({ scalar, size, own: variable }) => readBack(variable, scalar, size ?? 1, width, scope));
  const got = returns === undefined ? filled.map(({ text }) => text) : [width.back(result, returns)];
  return {
    name,
    before: [],
    loop: `for _, c := range ${table.name}`,
    call: [...state.lines, ...prepared, returns === undefined ? call : `${result} := ${call}`, ...filled.flatMap(({ lines }) => lines)],
    results: comparisons(name, got, table),
    panics: [],
  };
}

function batchForm(name: string, width: Width, subject: Subject): TestedForm {
  const { own, member: { batch, returns }, table } = subject;
  const scope = scopeOf(subject);
  const named = (batch?.parameters ?? []).map((parameter, place) => ({ ...parameter, field: place < table.inputs.length ? `c.${table.inputs[place].name}` : "", own: scope.declare(parameter.name) }));
  const inputs = named.filter(({ role }) => role === "input");
  const outputs = named.filter(({ role }) => role === "output");
  const rows = inputs.flatMap(({ field, own: variable, scalar, size }) => {
    if (size === undefined) return [`\t${variable} = append(${variable}, ${width.into(field, scalar)})`];
    if (!width.isCopied(scalar)) return [`\t${variable} = append(${variable}, ${field}[:]...)`];
    return [`\tfor _, v := range ${field} {`, `\t\t${variable} = append(${variable}, ${width.into("v", scalar)})`, "\t}"];
  });
  const filling = inputs.length === 0 ? [] : [`for _, c := range ${table.name} {`, ...rows, "}"];
  const count = (size: number | undefined): string => `${size === undefined ? "" : `${size}*`}len(${table.name})`;
  const read = outputs.map(({ own: variable, scalar, size }) => {
    if (size === undefined) return { text: width.back(`${variable}[i]`, scalar), lines: [] };
    return width.isCopied(scalar) ? readBack(variable, scalar, size, width, scope, `${size}*i`) : { text: `${variable}[${size}*i : ${size}*i+${size}]`, lines: [] };
  });
  const isAnyLength = inputs.length === 0 && (returns !== undefined || outputs.every(({ size }) => size === 1));
  const list = named.map(({ own: variable }) => variable);
  return {
    name,
    before: [
      ...inputs.map(({ own: variable, scalar }) => `var ${variable} []${width.type(scalar)}`),
      ...filling,
      ...outputs.map(({ own: variable, scalar, size }) => `${variable} := make([]${width.type(scalar)}, ${count(size)})`),
      `${own.name}.${name}(${list.join(", ")})`,
    ],
    loop: `for i, c := range ${table.name}`,
    call: read.flatMap(({ lines }) => lines),
    results: comparisons(name, read.map(({ text }) => text), table),
    panics: isAnyLength ? [] : [`${own.name}.${name}(${[...list.slice(0, -1), `${list[list.length - 1]}[1:]`].join(", ")})`],
  };
}

/** An array as what is printed of it: of float64 each number as the float32 that it is. */
function readBack(variable: string, scalar: Parameter["scalar"], size: number, width: Width, scope: NameScope, first?: string): { readonly text: string; readonly lines: readonly string[] } {
  if (!width.isCopied(scalar)) return { text: variable, lines: [] };
  const [rounded, place] = ["rounded", "k"].map((hint) => scope.declare(hint));
  const element = `${variable}[${first === undefined ? place : `${first}+${place}`}]`;
  return {
    text: rounded,
    lines: [`var ${rounded} [${size}]${TYPES[scalar]}`, `for ${place} := range ${rounded} {`, `\t${rounded}[${place}] = ${width.back(element, scalar)}`, "}"],
  };
}

function comparisons(name: string, got: readonly string[], { inputs, wanted }: CaseTable): TestedForm["results"] {
  const verbs = inputs.map(() => "%v").join(", ");
  const given = inputs.map(({ name: field }) => `c.${field}, `).join("");
  return got.map((text, place) => ({ got: text, want: `c.${wanted[place]}`, message: `"${name} of ${verbs === "" ? "nothing" : verbs} gives %v, not %v", ${given}got, c.${wanted[place]}` }));
}
