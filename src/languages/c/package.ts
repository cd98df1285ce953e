// What makes a folder of sources a package that C's build systems build, test and install.

import type { PackageStyle } from "../../codegen/packaging/package-style.ts";
import { boardFiles } from "./packaging/board-files.ts";
import { buildFiles } from "./packaging/build-files.ts";
import { misraFile } from "./packaging/misra-file.ts";
import { packageView } from "./packaging/package-view.ts";
import { readmeFile } from "./packaging/readme-file.ts";
import { STANDARD_89, STANDARD_99, type PackageStandard } from "./packaging/standard.ts";

function styleOf(standard: PackageStandard): PackageStyle {
  return {
    place: (file) => `src/${file}`,
    files: (facts) => {
      const shared = packageView(facts);
      const build = buildFiles(shared, standard);
      return [readmeFile(shared, facts, standard), ...build, ...boardFiles(shared, facts.members, standard), misraFile(shared, standard)];
    },
  };
}

export const packageStyle = styleOf(STANDARD_99);

export const variantPackageStyle = styleOf(STANDARD_89);
