// An ATmega328P under simavr: 32 KiB of flash, 2 KiB of RAM, no floating-point unit, int of 16 bits. Cycles stand for instructions.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cBuild, type CKit } from "../kits/c-kit.ts";
import { root } from "../root.ts";
import { runProgram } from "../run-program.ts";
import type { Target } from "../target.ts";
import { STRICT } from "./strict.ts";

let simulator: string | undefined;

function compileSimulator(): string {
  const program = join(root, ".cache", "targets", "simulate-avr");
  runProgram(["gcc", "-O2", join(root, "targets", "harness", "simulate-avr.c"), "-o", program, "-lsimavr", "-lelf"]);
  return program;
}

function kit(level: string): CKit {
  const compile = ["avr-gcc", level, "-mmcu=atmega328p"];
  return onSimulator({ compile, warnings: STRICT, link: compile });
}

/** Programs of a compiler with these options under simavr. */
export function onSimulator(compiled: Pick<CKit, "language" | "compile" | "warnings" | "link">): CKit {
  return {
    ...compiled,
    platform: "avr",
    linked: ["-lm"],
    byteOrder: "little",
    run: (program, folder, input) => {
      simulator ??= compileSimulator();
      const cycles = join(folder, "cycles");
      const output = runProgram([simulator, program, cycles], { folder, input });
      return { output, instructions: Number(readFileSync(cycles, "utf8")) };
    },
    size: "avr-size",
    tellsStack: true,
  };
}

export const AVR_PACKAGES: readonly string[] = ["gcc-avr", "avr-libc", "simavr", "libsimavr-dev", "libelf-dev"];

export const atmega328p: Target = {
  name: "atmega328p",
  title: "ATmega328P",
  packages: AVR_PACKAGES,
  version: ["avr-gcc", "--version"],
  builds: ["-O2", "-Os"].map((level) => cBuild(level, kit(level))),
};
