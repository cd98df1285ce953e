// MuJS, which cannot round to float32.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutBuild } from "../kits/engine-without.ts";
import { root } from "../root.ts";
import type { Target } from "../target.ts";

const SCRIPT = join(root, ".cache", "targets", "mujs.js");

export const mujs: Target = {
  name: "mujs",
  title: "MuJS",
  packages: ["mujs"],
  version: ["dpkg-query", "--show", "mujs"],
  builds: [
    withoutBuild("mujs", "Math.fround", (text) => {
      writeFileSync(SCRIPT, text);
      return ["mujs", SCRIPT];
    }),
  ],
};
