// The README of a Go package: what its functions are, how a module takes it, how they are called and what comes of it.

import readme from "../../../../templates/go/package/README.md.hbs";
import type { PackageFacts, PackageFile, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { aboutLines, memberLines, regenerationLines } from "../../../codegen/packaging/readme.ts";
import { imported, printedCall } from "./calls.ts";
import { wideNames } from "./float64-file.ts";
import { importPath } from "./naming.ts";

export function readmeFile(facts: PackageFacts): PackageFile {
  const { members, name: packageName } = facts;
  const isAlone = members.length === 1;
  const { line } = imported(facts);
  const view = {
    packageName,
    members: members.map((member) => ({ title: isAlone ? "" : member.function.functionName, about: memberLines(member) })),
    install: installLines(facts),
    uses: members.map((member) => {
      const { lines, output } = printedCall(facts, member);
      return { imports: ["import (", '\t"fmt"', "", `\t${line}`, ")"], lines: output === undefined ? lines : [...lines.slice(0, -1), `${lines[lines.length - 1]} // ${output}`] };
    }),
    forms: members.flatMap(formRows),
    remarks: remarkLines(members),
    tested: testedLines(members),
    regeneration: [...regenerationLines(facts), "", "`go generate` runs it here, where `nnc` is on the PATH and the model is in this folder.", ...aboutLines(facts)],
  };
  return { path: "README.md", template: readme, view };
}

/** A path whose first word has no point is that of no host: such a module is taken from a folder. */
function installLines(facts: PackageFacts): readonly string[] {
  const path = importPath(facts);
  const major = /\/(v\d+)$/.exec(path)?.[1] ?? "v0";
  const local = ["```sh", `go mod edit -require=${path}@${major}.0.0 -replace=${path}=./${facts.name}`, "```"];
  const [host] = path.split("/");
  const copied = `The folder is a module of its own, \`${path}\`. A module that has it as \`./${facts.name}\` takes it from there:`;
  return host.includes(".") ? ["```sh", `go get ${path}`, "```", "", `Before it is published: ${copied.charAt(0).toLowerCase()}${copied.slice(1)}`, "", ...local] : [copied, "", ...local];
}

interface FormRow {
  readonly name: string;
  readonly takes: string;
  readonly gives: string;
}

function formRows(member: PackageMember): readonly FormRow[] {
  const { function: { functionName, parameters }, returns, batch, selfTest, state } = member;
  const stateFirst = state === undefined ? "" : `a *${state.type}, `;
  const takesArrays = returns === undefined || parameters.some(({ size }) => size !== undefined);
  const one = takesArrays ? { takes: "pointers to arrays", gives: returns === undefined ? "the results in the last of them" : "a number" } : { takes: "numbers", gives: "a number" };
  const many = { takes: "slices, the numbers of each call one after the other", gives: "the results in the last of them" };
  const wide = wideNames(member);
  return [
    ...(state === undefined ? [] : [{ name: state.initialiser, takes: `a *${state.type}`, gives: "it ready for the first call of a sequence" }]),
    { name: functionName, takes: `${stateFirst}${one.takes} of float32`, gives: one.gives },
    ...(batch === undefined ? [] : [{ name: batch.functionName, ...many }]),
    ...(wide === undefined ? [] : [{ name: wide.single, takes: `${one.takes} of float64`, gives: one.gives }]),
    ...(wide === undefined || batch === undefined ? [] : [{ name: wide.batch, takes: "slices of float64 likewise", gives: many.gives }]),
    ...(selfTest === undefined ? [] : [{ name: selfTest, takes: state === undefined ? "nothing" : `a *${state.type}, which it begins anew`, gives: "whether this build computes the right bits" }]),
  ];
}

function remarkLines(members: readonly PackageMember[]): readonly string[] {
  const hasWide = members.some((member) => wideNames(member) !== undefined);
  if (members.some(({ state }) => state !== undefined)) {
    return [
      "Nothing is allocated, and nothing is kept between calls but in the state that a function is passed: with states of their own several goroutines may call",
      members.some(({ batch }) => batch !== undefined) ? "it at once. Slices whose lengths do not go together make a panic before anything is computed." : "it at once.",
    ];
  }
  return [
    "Slices whose lengths do not go together make a panic before anything is computed. Nothing is allocated, and nothing is kept between calls: every",
    "function may be called from several goroutines at once.",
    ...(hasWide
      ? ["", "The functions of float64 round each argument to the nearest float32, ties to even, and compute with that: the errors above hold at the rounded argument.", "Their results are float32 numbers, which float64 holds exactly."]
      : []),
  ];
}

function testedLines(members: readonly PackageMember[]): readonly string[] {
  const hasCases = members.some(({ cases }) => cases.length > 0);
  const hasGolden = members.some(({ selfTest }) => selfTest !== undefined);
  return [
    ...(hasCases ? ["The tests compare the results of every function with those that nnc's interpreter gives: at the ends of the domain, within it, outside it, for NaN and", "for infinities. Results are compared bit for bit."] : []),
    ...(hasGolden ? ["A self-test tells a build that rounds otherwise, such as one by gccgo, which the files are closed to."] : []),
    "The benchmarks time single calls and slices, and count what is allocated.",
  ];
}
