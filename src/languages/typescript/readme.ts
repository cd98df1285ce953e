// What the README of an npm package says: how it is installed, called in Node.js and in a page, and tested.

import readme from "../../../templates/ts/package/README.md.hbs";
import type { PackageFacts, PackageFile, PackageMember } from "../../codegen/packaging/package-style.ts";
import { aboutLines, memberLines, regenerationLines } from "../../codegen/packaging/readme.ts";
import { argumentsByParameter, argumentText, arrayText, resultText } from "./call-text.ts";
import type { Scalar } from "../../program/scalar.ts";
import { entriesOf, npmName, reexports } from "./package-names.ts";
import { ARRAYS } from "./types.ts";

/** Of an array that is written out, and of results that are shown. */
const [MOST_LISTED, MOST_SHOWN] = [64, 6];
/** The same number so many times is written once. */
const MOST_REPEATED = 8;

const ABOUT_ARRAYS = [
  "Where a function takes several numbers, any array or typed array of exactly that many does; results are filled into an array of the caller's. An array of",
  "another length is refused with a RangeError. Nothing is allocated.",
];

export function readmeFile(facts: PackageFacts): PackageFile {
  const { members } = facts;
  const packageName = npmName(facts.name);
  const isAlone = members.length === 1;
  const named = isAlone ? members.map(({ function: { functionName } }) => functionName) : reexports(members).map(({ names: [first] }) => first.exported);
  const [{ file }] = entriesOf(facts);
  const programs = members.map((member, place) => callLines(member, named[place], packageName));
  const hasArrays = members.some(({ function: { parameters } }) => parameters.some(({ size }) => size !== undefined));
  const exported = reexports(members).map(({ names }, place) => names.find(({ own }) => own === members[place].selfTest)?.exported);
  const selfTests = isAlone ? members.map(({ selfTest }) => selfTest) : exported;
  const called = selfTests.filter((name) => name !== undefined).map((name) => `\`${name}(${members.some(({ state }) => state !== undefined) ? "…" : ""})\``);
  const view = {
    packageName,
    members: members.map((member, place) => ({ title: isAlone ? "" : named[place], about: memberLines(member) })),
    programs: programs.map((lines) => ({ lines })),
    page: callLines(members[0], named[0], `./${file}.js`).map((line) => (line === "" ? "" : `  ${line}`)),
    remarks: hasArrays ? ABOUT_ARRAYS : [],
    tested: called.length === 0 ? "" : `; ${called.join(", ")} ${called.length === 1 ? "does" : "do"} so anywhere, in a browser as well`,
    regeneration: [...regenerationLines(facts), ...aboutLines(facts)],
  };
  return { path: "README.md", template: readme, view };
}

/** A program that makes a call, with its results in a comment. */
function callLines({ function: { parameters }, returns, example, state }: PackageMember, name: string, from: string): readonly string[] {
  const inputs = parameters.filter(({ role }) => role === "input");
  const outputs = parameters.filter(({ role }) => role === "output");
  const numbers = argumentsByParameter(inputs, example.inputs);
  const given = inputs.map(({ size, scalar }, place) => {
    return size === undefined ? numbers[place].map((value) => argumentText(value, scalar)).join("") : listed(numbers[place], scalar);
  });
  const remembered = state === undefined ? [] : [`const remembered = new ${state.type}();`, `${state.initialiser}(remembered);`];
  const imports = [name, ...(state === undefined ? [] : [state.type, state.initialiser])].join(", ");
  const call = `${name}(${[...(state === undefined ? [] : ["remembered"]), ...given, ...outputs.map((output) => output.name)].join(", ")})`;
  const results = numbers.every(isShown) ? resultComment(example.outputs, returns ?? "f64") : "";
  const filled = outputs.map((output) => `const ${output.name} = new ${ARRAYS[output.scalar]}(${output.size ?? 1});`);
  const where = outputs.length === 0 ? "" : `${outputs.map((output) => output.name).join(", ")} = `;
  return [`import { ${imports} } from "${from}";`, "", ...remembered, ...filled, `${call};${results === "" ? "" : ` // ${where}${results}`}`];
}

function resultComment(results: readonly number[], scalar: Scalar): string {
  const shown = results.slice(0, MOST_SHOWN).map((value) => resultText(value, scalar));
  return `${shown.join(", ")}${results.length > MOST_SHOWN ? ", …" : ""}`;
}

/** Written out where it is short, as one number where all are the same; else an array of zeros stands for it. */
function listed(numbers: readonly number[], scalar: Scalar): string {
  const [first] = numbers;
  const isOneNumber = numbers.length > MOST_REPEATED && numbers.every((value) => value === first);
  if (numbers.length <= MOST_LISTED && !isOneNumber) return arrayText(numbers, scalar);
  return `new ${ARRAYS[scalar]}(${numbers.length})${isShown(numbers) ? `.fill(${argumentText(first, scalar === "bool" ? "u8" : scalar)})` : ""}`;
}

function isShown(numbers: readonly number[]): boolean {
  return numbers.length <= MOST_LISTED || numbers.every((value) => value === numbers[0]);
}
