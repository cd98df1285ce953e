// WebAssembly by clang, run by Node.

import { join } from "node:path";
import { cBuild, type CKit } from "../kits/c-kit.ts";
import { root } from "../root.ts";
import { runProgram } from "../run-program.ts";
import type { Target } from "../target.ts";
import { STRICT } from "./strict.ts";

function kit(options: readonly string[]): CKit {
  const compile = ["clang", "--target=wasm32", "-ffreestanding", "-fno-math-errno", "-isystem", join(root, "targets", "harness", "wasm"), ...options];
  return {
    compile,
    warnings: STRICT,
    platform: "wasm",
    link: [...compile, "-nostdlib", "-Wl,--no-entry", "-Wl,--export=main"],
    linked: [],
    byteOrder: "little",
    run: (program, folder, input) => ({ output: runProgram([process.execPath, join(root, "targets", "harness", "run-wasm.mjs"), program], { folder, input }) }),
    tellsStack: false,
  };
}

export const wasm: Target = {
  name: "wasm",
  title: "clang, WebAssembly",
  packages: ["clang", "lld"],
  version: ["clang", "--version"],
  builds: ["-O0", "-O2", "-O3", "-Oz", "-O2 -msimd128"].map((name) => cBuild(name, kit(name.split(" ")))),
};
