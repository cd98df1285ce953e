// The file of a Go package that says what the package is, and how go generate writes it again.

import doc from "../../../../templates/go/package/doc.go.hbs";
import type { PackageFacts, PackageFile, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { wideNames } from "./float64-file.ts";

const REMARKS = {
  withoutState: ["// No function keeps anything between calls or allocates memory: all may be called from several goroutines at once."],
  withState: [
    "// No function allocates memory, and none keeps anything between calls but in the state that it is passed, one for each sequence of calls: with states",
    "// of their own several goroutines may call them at once.",
  ],
} as const;

export function docFile(facts: PackageFacts): PackageFile {
  const { generator, name: packageName, members, words } = facts;
  const [first, ...others] = members;
  const view = {
    generator,
    packageName,
    holds: others.length === 0 ? "holds a function that nnc made of a trained neural network." : `holds ${members.length} functions that nnc made of trained neural networks.`,
    members: others.length === 0 ? [first.summary] : members.map(({ summary }) => `  - ${summary}`),
    about: [...formLines(first, others.length > 0).map(commentLine), ...REMARKS[members.some(({ state }) => state !== undefined) ? "withState" : "withoutState"]],
    bits: bitLines(members),
    models: others.length === 0 ? "the model's file" : "the models' files",
    generate: `//go:generate ${words.map(generateWord).join(" ")}`,
  };
  return { path: "doc.go", template: doc, view };
}

function commentLine(text: string): string {
  return text === "" ? "//" : `// ${text}`;
}

/** How the functions differ that compute the same: told of the first. */
function formLines(member: PackageMember, isOneOfSeveral: boolean): readonly string[] {
  const { function: { functionName }, batch } = member;
  const wide = wideNames(member);
  const forms = [
    ...(batch === undefined ? [] : [`${batch.functionName} takes slices of arguments and fills a slice with the results;`]),
    ...(wide === undefined ? [] : [`${wide.single} takes float64, which it rounds to the nearest float32;`]),
    ...(wide === undefined || batch === undefined ? [] : [`${wide.batch} takes slices of float64.`]),
  ];
  if (forms.length === 0) return [];
  const heading = isOneOfSeveral ? `Each function has other forms. Those of ${functionName}:` : `${functionName} has other forms:`;
  return [heading, "", ...forms.map((form, place) => `  - ${place === forms.length - 1 ? form.replace(/;$/, ".") : form}`), ""];
}

function bitLines(members: readonly PackageMember[]): readonly string[] {
  const tests = members.flatMap(({ selfTest }) => (selfTest === undefined ? [] : [selfTest]));
  const isPlatforms = members.some(({ dependsOnPlatform }) => dependsOnPlatform);
  const bits = isPlatforms ? "Elementary functions are those of package math, which differ between processors." : "Results have the same bits on every platform and in every language that nnc writes.";
  return [bits, ...(tests.length === 0 ? [] : [`${tests.join(", ")} ${tests.length === 1 ? "reports" : "report"} whether a build computes these bits.`])];
}

/** As go generate reads a word: quoted as a string of Go where a blank or a quote is in it; variables are put in for names after a $. */
function generateWord(word: string): string {
  const spelled = word.replaceAll("$", "${DOLLAR}");
  return /^[\w@%+=:,.\/{}$-]+$/.test(spelled) ? spelled : quoted(spelled);
}

function quoted(text: string): string {
  const inside = Array.from(text, (sign) => {
    if (sign === '"' || sign === "\\") return `\\${sign}`;
    return /[\x20-\x7e]/.test(sign) ? sign : `\\U${(sign.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
  });
  return `"${inside.join("")}"`;
}
