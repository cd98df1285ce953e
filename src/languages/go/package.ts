// What makes a folder of Go sources a module that `go test` tests: which files there are. What is in each is told by those of packaging/.

import mod from "../../../templates/go/package/go.mod.hbs";
import type { PackageFacts, PackageFile, PackageStyle } from "../../codegen/packaging/package-style.ts";
import { checkMembers } from "./packaging/check-members.ts";
import { docFile } from "./packaging/doc-file.ts";
import { float64File } from "./packaging/float64-file.ts";
import { importPath, naming, stemOf } from "./packaging/naming.ts";
import { readmeFile } from "./packaging/readme-file.ts";
import { testFile } from "./packaging/test-file.ts";

export const packageStyle: PackageStyle = {
  place: (file) => `${stemOf(file)}.go`,
  naming,
  hasBatch: true,
  files: (facts) => {
    checkMembers(facts);
    const ofMembers = facts.members.flatMap((member) => [...float64File(facts, member), testFile(facts, member)]);
    return [goMod(facts), docFile(facts), ...ofMembers, readmeFile(facts)];
  },
};

function goMod(facts: PackageFacts): PackageFile {
  return { path: "go.mod", template: mod, view: { modulePath: importPath(facts) } };
}
