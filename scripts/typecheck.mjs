// `npm run typecheck`: the types of everything, and of the page, which runs in a browser.
import { spawnSync } from "node:child_process";
import { projectRoot } from "./bootstrap.mjs";
import { NATIVE_TSC } from "./native-compiler.mjs";

const statuses = [[], ["-p", "src/live/page"]].map(
  (project) => spawnSync(process.execPath, [NATIVE_TSC, "--noEmit", ...project], { cwd: projectRoot, stdio: "inherit" }).status,
);
process.exitCode = statuses.every((status) => status === 0) ? 0 : 1;
