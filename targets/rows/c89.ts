// Functions that are written in C89, where that is another source: by gcc with floats of the x87, and on an ATmega328P, whose int has 16 bits.

import { cBuild } from "../kits/c-kit.ts";
import { hosted } from "../kits/hosted.ts";
import type { Target } from "../target.ts";
import { AVR_PACKAGES, onSimulator } from "./atmega328p.ts";
import { STRICT } from "./strict.ts";

const C89 = { language: "c89", warnings: [...STRICT, "-Wdeclaration-after-statement"] } as const;

export const gccC89: Target = {
  name: "gcc-c89",
  title: "gcc, x86-64, C89",
  packages: ["gcc"],
  version: ["gcc", "--version"],
  builds: ["-O2", "-O0 -mfpmath=387", "-O2 -mfpmath=387"].map((options) => {
    const link = ["gcc", ...options.split(" ")];
    return cBuild(`-std=c89 ${options}`, hosted({ ...C89, compile: [...link, "-std=c89", "-pedantic-errors"], link, size: "size", counter: ["qemu-x86_64", "-cpu", "max"] }));
  }),
};

/** Tables are in flash in GNU's editions of C alone. */
export const atmega328pC89: Target = {
  name: "atmega328p-c89",
  title: "ATmega328P, C89",
  packages: AVR_PACKAGES,
  version: ["avr-gcc", "--version"],
  builds: ["-O2", "-Os"].map((level) => {
    const link = ["avr-gcc", level, "-mmcu=atmega328p"];
    return cBuild(`-std=gnu89 ${level}`, onSimulator({ ...C89, compile: [...link, "-std=gnu89"], link }));
  }),
};
