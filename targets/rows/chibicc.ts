// chibicc on this machine. Debian packages it without headers of its own such as stddef.h: those of gcc serve.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import { runProgram } from "../run-program.ts";
import type { Build, Target } from "../target.ts";

const build: Build = {
  name: "chibicc",
  run: (subject, folder, counts) => {
    const headers = runProgram(["gcc", "-print-file-name=include"]).toString().trim();
    const kit = hosted({ compile: ["chibicc", `-I${headers}`], warnings: [], link: ["gcc"], size: "size", tellsStack: false, counter: ["qemu-x86_64", "-cpu", "max"] });
    return cBuild("chibicc", kit).run(subject, folder, counts);
  },
};

export const chibicc: Target = {
  name: "chibicc",
  title: "chibicc, x86-64",
  packages: ["chibicc", "gcc"],
  version: ["dpkg-query", "--show", "chibicc"],
  builds: [build],
};
