// stub
import readme from "../../../templates/ts/package/README.md.hbs";
import type { PackageFacts, PackageFile, PackageStyle } from "../../codegen/packaging/package-style.ts";
import { memberLines, regenerationLines } from "../../codegen/packaging/readme.ts";

export const packageStyle: PackageStyle = {
  place: (file) => `src/${file}`,
  files: (facts) => [readmeFile(facts)],
};
export const variantPackageStyle = packageStyle;

function readmeFile(facts: PackageFacts): PackageFile {
  const { name, members } = facts;
  const view = {
    packageName: name,
    members: members.map((member) => ({ title: members.length === 1 ? "" : member.function.functionName, about: memberLines(member) })),
    regeneration: regenerationLines(facts),
  };
  return { path: "README.md", template: readme, view };
}
