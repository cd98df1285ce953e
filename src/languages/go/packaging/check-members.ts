// Refuses members of a Go package that would declare one name twice, or whose files would be one: all files of a package see each other.

import type { PackageFacts, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { setting } from "../../../diagnostics/prose.ts";
import { wideNames } from "./float64-file.ts";
import { stemOf } from "./naming.ts";

/** @throws DiagnosticError (usage). */
export function checkMembers({ members }: PackageFacts): void {
  const owners = new Map<string, PackageMember>();
  for (const member of members) {
    for (const name of new Set([...declared(member), ...filesOf(member)])) {
      const other = owners.get(name);
      if (other !== undefined) throw clash(other, member, name);
      owners.set(name, member);
    }
  }
}

function declared(member: PackageMember): readonly string[] {
  const wide = wideNames(member);
  const names = member.declarations.flatMap((line) => /^(?:var|func|type|const) (\w+)/.exec(line)?.[1] ?? []);
  const state = member.state === undefined ? [] : [member.state.type];
  return [member.function.functionName, ...state, ...names, ...(wide === undefined ? [] : [wide.single, wide.batch])];
}

/** In small letters, since not every file system tells them from capital ones. */
function filesOf({ source }: PackageMember): readonly string[] {
  const stem = stemOf(source).toLowerCase();
  return [`${stem}.go`, `${stem}_float64.go`, `${stem}_test.go`];
}

function clash(one: PackageMember, other: PackageMember, name: string): DiagnosticError {
  const what = name.endsWith(".go") ? `have a file ${name}` : `declare ${name}`;
  return new DiagnosticError({
    id: "package-names-clash",
    message: `"${one.name}" and "${other.name}" would both ${what}`,
    place: setting("name"),
    note: "the files of a Go package share their names",
    hint: "give them names that differ in more than this, or put them into packages of their own",
  });
}
