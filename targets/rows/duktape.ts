// Duktape, which cannot round to float32.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutBuild } from "../kits/engine-without.ts";
import { root } from "../root.ts";
import type { Target } from "../target.ts";

const SCRIPT = join(root, ".cache", "targets", "duktape.js");

export const duktape: Target = {
  name: "duktape",
  title: "Duktape",
  packages: ["duktape"],
  version: ["dpkg-query", "--show", "duktape"],
  builds: [
    withoutBuild("duk", "Math.fround", (text) => {
      writeFileSync(SCRIPT, text);
      return ["duk", SCRIPT];
    }),
  ],
};
