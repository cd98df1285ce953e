// The test of a member of a Go package: known results, examples and benchmarks, of every function that the package exports, in a program
// that imports it. Every test bears the name of the function it tests, so that no two of a package have one name.

import test from "../../../../templates/go/package/test.go.hbs";
import type { Parameter } from "../../../codegen/language.ts";
import { camelCase } from "../../../codegen/name-scope.ts";
import type { CheckedCall, PackageFacts, PackageFile, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { TYPES } from "../types.ts";
import { benchmarks } from "./benchmarks.ts";
import { arrayLines, imported, numberText, partsOf, printedCall, type Imported, type Printing } from "./calls.ts";
import { wideNames } from "./float64-file.ts";
import { formsOf } from "./tested-forms.ts";
import { stemOf } from "./naming.ts";
import { printed, printedArray } from "./printed.ts";

const PLACES: Readonly<Record<CheckedCall["place"], string>> = {
  within: "In the domain, its ends first.",
  outside: "Outside it.",
  unbounded: "No finite numbers.",
};

export function testFile(facts: PackageFacts, member: PackageMember): PackageFile {
  const { function: { functionName }, selfTest } = member;
  const own = imported(facts);
  const table = caseTable(member);
  const view = {
    generator: facts.generator,
    packageName: facts.packageName,
    functionName,
    selfTest: selfTest === undefined ? [] : [{ name: selfTest, call: `${own.name}.${selfTest}()` }],
    tables: table.cases.length === 0 ? [] : [table],
    forms: table.cases.length === 0 ? [] : formsOf(own, member, table, wideNames(member)),
    example: exampleView(printedCall(facts, member)),
    batchExamples: batchExample(own, member),
    ...benchmarks(own, member, table),
  };
  const needed = importsOf(JSON.stringify({ ...view, imports: [] }), own);
  return { path: `${stemOf(member.source)}_test.go`, template: test, view: { ...view, imports: needed } };
}

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
function caseTable({ function: { functionName, parameters }, returns, cases }: PackageMember): CaseTable {
  const inputs = parameters.filter(({ role }) => role === "input");
  const filled = parameters.filter(({ role }) => role === "output");
  const outputs = returns === undefined ? filled : [{ size: undefined, scalar: returns }];
  const wanted = freeNames(filled.length > 1 ? filled.map(({ name }) => `want_${name}`) : ["want"], inputs);
  const rows = cases.flatMap((one) => {
    const texts = partsOf(outputs, one.outputs).map((part, place) => printedPart(part, outputs[place]));
    return texts.includes(undefined) ? [] : [{ one, lines: rowLines(partsOf(inputs, one.inputs), inputs, texts) }];
  });
  const fields = [...inputs.map(({ name, scalar, size }) => [name, `${size === undefined ? "" : `[${size}]`}${TYPES[scalar]}`]), ...wanted.map((name) => [name, "string"])];
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
  const given = values.map((part, place) => (inputs[place].size === undefined ? [numberText(part[0], inputs[place].scalar)] : arrayLines(part, inputs[place].scalar)));
  const parts = [...given, ...texts.map((text) => [`"${text ?? ""}"`])];
  if (parts.every(({ length }) => length === 1)) return [`{${parts.flat().join(", ")}},`];
  return ["{", ...parts.flatMap((lines) => lines.map((line, place) => `\t${line}${place === lines.length - 1 ? "," : ""}`)), "},"];
}

function exampleView({ lines, output }: Printing): { readonly lines: readonly string[]; readonly output: string } {
  return { lines, output: output ?? "" };
}

/** Of functions of one number: three arguments at once. */
function batchExample(own: Imported, { batch, function: { parameters }, returns, cases }: PackageMember): readonly object[] {
  const [input, ...others] = parameters;
  const shown = cases.slice(0, 3);
  const texts = returns === undefined ? [] : shown.map(({ outputs: [value] }) => printed(value, returns));
  if (batch === undefined || returns === undefined || others.length > 0 || parameters.length === 0 || input.size !== undefined || shown.length === 0 || texts.includes(undefined)) return [];
  const [x, y] = own.name === "x" || own.name === "y" ? ["arguments", "results"] : ["x", "y"];
  const lines = [
    `${x} := []${TYPES[input.scalar]}{${shown.map(({ inputs: [value] }) => numberText(value, input.scalar)).join(", ")}}`,
    `${y} := make([]${TYPES[returns]}, len(${x}))`,
    `${own.name}.${batch.functionName}(${x}, ${y})`,
    `fmt.Println(${y})`,
  ];
  return [{ name: batch.functionName, lines, output: `[${texts.join(" ")}]` }];
}

/** Those of Go's own packages that the text names, in order, then the package itself. */
function importsOf(text: string, { line }: Imported): readonly string[] {
  const used = ["fmt", "math"].filter((name) => text.includes(`${name}.`) || (name === "fmt" && text.includes('"forms":[{')));
  return [...used.map((name) => `"${name}"`), '"testing"', "", line];
}
