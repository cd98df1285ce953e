// What makes a folder of sources a package that C's build systems build, test and install.

import type { PackageStyle } from "../../codegen/packaging/package-style.ts";
import { boardFiles } from "./packaging/board-files.ts";
import { buildFiles } from "./packaging/build-files.ts";
import { misraFile } from "./packaging/misra-file.ts";
import { packageView } from "./packaging/package-view.ts";
import { readmeFile } from "./packaging/readme-file.ts";

export const packageStyle: PackageStyle = {
  place: (file) => `src/${file}`,
  files: (facts) => {
    const shared = packageView(facts);
    return [readmeFile(shared, facts), ...buildFiles(shared), ...boardFiles(shared, facts.members), misraFile(shared)];
  },
};
