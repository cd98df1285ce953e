// What makes a folder of Go sources a module that `go test` tests.

import mod from "../../../templates/go/package/go.mod.hbs";
import readme from "../../../templates/go/package/README.md.hbs";
import test from "../../../templates/go/package/test.go.hbs";
import type { PackageFacts, PackageFile, PackageMember, PackageStyle } from "../../codegen/packaging/package-style.ts";
import { memberLines, regenerationLines } from "../../codegen/packaging/readme.ts";

export const packageStyle: PackageStyle = {
  place: (file) => file,
  files: (facts) => [goMod(facts), ...facts.members.flatMap((member) => testFile(facts, member)), readmeFile(facts)],
};

function goMod({ name }: PackageFacts): PackageFile {
  return { path: "go.mod", template: mod, view: { modulePath: name } };
}

/** None where there is no self-test. */
function testFile({ name, generator }: PackageFacts, { name: member, function: { functionName }, selfTest }: PackageMember): readonly PackageFile[] {
  if (selfTest === undefined) return [];
  return [{ path: `${member}_test.go`, template: test, view: { generator, packageName: packageName(name), functionName, selfTest } }];
}

function readmeFile(facts: PackageFacts): PackageFile {
  const { members } = facts;
  const isAlone = members.length === 1;
  const view = {
    packageName: packageName(facts.name),
    members: members.map((member) => ({ title: isAlone ? "" : member.function.functionName, about: memberLines(member) })),
    use: members.map((member) => callOf(facts, member)),
    tested: isAlone ? members[0].function.functionName : "its functions",
    regeneration: regenerationLines(facts),
  };
  return { path: "README.md", template: readme, view };
}

function packageName(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

function callOf({ name }: PackageFacts, member: PackageMember): string {
  return `${packageName(name)}.${member.function.functionName}(${member.example.inputs.join(", ")})`;
}
