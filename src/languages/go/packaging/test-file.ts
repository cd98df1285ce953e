// The test of a member of a Go package: known results, examples and benchmarks, of every function that the package exports, in a program
// that imports it. Every test bears the name of the function it tests, so that no two of a package have one name.

import test from "../../../../templates/go/package/test.go.hbs";
import type { PackageFacts, PackageFile, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { TYPES } from "../types.ts";
import { benchmarks } from "./benchmarks.ts";
import { imported, numberText, printedCall, type Imported, type Printing } from "./calls.ts";
import { caseTable } from "./case-table.ts";
import { wideNames } from "./float64-file.ts";
import { formsOf } from "./tested-forms.ts";
import { stemOf } from "./naming.ts";
import { printed } from "./printed.ts";

/** Arguments of an example for many. */
const MOST_SHOWN = 3;

export function testFile(facts: PackageFacts, member: PackageMember): PackageFile {
  const { function: { functionName }, selfTest, state } = member;
  const passed = state === undefined ? "" : `new(${imported(facts).name}.${state.type})`;
  const own = imported(facts);
  const table = caseTable(member);
  const view = {
    generator: facts.generator,
    packageName: facts.name,
    functionName,
    selfTest: selfTest === undefined ? [] : [{ name: selfTest, call: `${own.name}.${selfTest}(${passed})` }],
    tables: table.cases.length === 0 ? [] : [table],
    forms: table.cases.length === 0 ? [] : formsOf(own, member, table, wideNames(member)),
    example: exampleView(printedCall(facts, member)),
    batchExamples: batchExample(own, member),
    ...benchmarks(own, member, table),
  };
  const needed = importsOf(JSON.stringify({ ...view, imports: [] }), own);
  return { path: `${stemOf(member.source)}_test.go`, template: test, view: { ...view, imports: needed } };
}

function exampleView({ lines, output }: Printing): { readonly lines: readonly string[]; readonly output: string } {
  return { lines, output: output ?? "" };
}

/** Of functions of one number: three arguments at once. */
function batchExample(own: Imported, { batch, function: { parameters }, returns, cases }: PackageMember): readonly object[] {
  if (batch === undefined || returns === undefined || parameters.length !== 1 || parameters[0].size !== undefined) return [];
  const [input] = parameters;
  const shown = cases.slice(0, MOST_SHOWN);
  const texts = shown.map(({ outputs: [value] }) => printed(value, returns));
  if (shown.length === 0 || texts.includes(undefined)) return [];
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
