// The table of a test: calls of a member's function and what Go prints of the results that the interpreter gives.

import type { Parameter } from "../../../codegen/language.ts";
import { camelCase } from "../../../codegen/name-scope.ts";
import type { CheckedCall, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { TYPES } from "../types.ts";
import { arrayLines, numberText, partsOf } from "./calls.ts";
import { printed, printedArray } from "./printed.ts";

const PLACES: Readonly<Record<CheckedCall["place"], string>> = {
  within: "In the domain, its ends first.",
  outside: "Outside it.",
  unbounded: "No finite numbers.",
};

/** Calls with what is printed of their results, as a list of structs. */
export interface CaseTable {
  readonly name: string;
  readonly fields: readonly string[];
  readonly inputs: readonly Parameter[];
  /** Of each output the field with what is to be printed of it. */
  readonly wanted: readonly string[];
  readonly groups: readonly { readonly comment: string; readonly lines: readonly string[] }[];
  readonly cases: readonly CheckedCall[];
}

/** Without the calls of whose results Go may print one in two ways. */
export function caseTable({ function: { functionName, parameters }, returns, cases }: PackageMember): CaseTable {
  const inputs = parameters.filter(({ role }) => role === "input");
  const filled = parameters.filter(({ role }) => role === "output");
  const outputs = returns === undefined ? filled : [{ size: undefined, scalar: returns }];
  const wanted = freeNames(filled.length > 1 ? filled.map(({ name }) => `want_${name}`) : ["want"], inputs);
  const rows = cases.flatMap((one) => {
    const texts = partsOf(outputs, one.outputs).map((part, place) => printedPart(part, outputs[place]));
    return texts.includes(undefined) ? [] : [{ one, lines: rowLines(partsOf(inputs, one.inputs), inputs, texts) }];
  });
  const given = inputs.map(({ name, scalar, size }) => [name, `${size === undefined ? "" : `[${size}]`}${TYPES[scalar]}`]);
  const fields = [...given, ...wanted.map((name) => [name, "string"])];
  const width = Math.max(...fields.map(([name]) => name.length));
  const groups = (["within", "outside", "unbounded"] as const).flatMap((place) => {
    const lines = rows.filter(({ one }) => one.place === place).flatMap((row) => row.lines);
    return lines.length === 0 ? [] : [{ comment: PLACES[place], lines }];
  });
  return {
    name: `${camelCase(functionName)}Cases`,
    fields: fields.map(([name, type]) => `${name.padEnd(width)} ${type}`),
    inputs, wanted, groups, cases: rows.map(({ one }) => one),
  };
}

function printedPart(part: readonly number[], { size, scalar }: Pick<Parameter, "size" | "scalar">): string | undefined {
  return size === undefined ? printed(part[0], scalar) : printedArray(part, scalar);
}

/** Fields of a struct, beside those of the inputs. */
function freeNames(hints: readonly string[], inputs: readonly Parameter[]): readonly string[] {
  const taken = new Set(inputs.map(({ name }) => name));
  return hints.map((hint) => {
    let name = camelCase(hint);
    while (taken.has(name)) name += "_";
    taken.add(name);
    return name;
  });
}

function rowLines(values: readonly (readonly number[])[], inputs: readonly Parameter[], texts: readonly (string | undefined)[]): readonly string[] {
  const given = values.map((part, place) => {
    const { scalar, size } = inputs[place];
    return size === undefined ? [numberText(part[0], scalar)] : arrayLines(part, scalar);
  });
  const parts = [...given, ...texts.map((text) => [`"${text ?? ""}"`])];
  if (parts.every(({ length }) => length === 1)) return [`{${parts.flat().join(", ")}},`];
  return ["{", ...parts.flatMap((lines) => lines.map((line, place) => `\t${line}${place === lines.length - 1 ? "," : ""}`)), "},"];
}
