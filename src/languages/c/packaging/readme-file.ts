// The README of a C package: what the functions are, and how each build system takes it.

import readme from "../../../../templates/c/package/README.md.hbs";
import type { PackageFacts, PackageFile, PackageMember } from "../../../codegen/packaging/package-style.ts";
import { aboutLines, memberLines, regenerationLines } from "../../../codegen/packaging/readme.ts";
import { exampleLines } from "./example-call.ts";
import { headerOf, type PackageView } from "./package-view.ts";
import type { PackageStandard } from "./standard.ts";

export function readmeFile(shared: PackageView, facts: PackageFacts, standard: PackageStandard): PackageFile {
  const { members } = facts;
  const view = {
    ...shared,
    members: members.map((member) => ({
      title: members.length === 1 ? "" : member.function.functionName,
      about: memberLines(member),
      example: exampleOf(member, standard),
      batch: member.batch?.signature ?? "",
    })),
    isFused: members.some((member) => member.isFused),
    lacksUrl: shared.url === "",
    command: facts.command,
    compilers: standard.compilers,
    sourceList: shared.sources.map((source) => `src/${source}`).join(" "),
    symbol: `NNC_${shared.project.toUpperCase()}`,
    regeneration: [...regenerationLines(facts), ...aboutLines(facts)],
  };
  return { path: "README.md", template: readme, view };
}

function exampleOf(member: PackageMember, { dialect }: PackageStandard): readonly string[] {
  const { declarations, statements, call, values } = exampleLines(member, dialect);
  return [`#include "${headerOf(member)}"`, "", ...declarations, ...statements, `${call} /* ${values} */`];
}
