// A Cortex-M under qemu-system-arm, with newlib's floating-point arithmetic where the processor has none.

import type { Target } from "../target.ts";
import { cBuild } from "./c-kit.ts";
import { semihosted } from "./semihosted.ts";

export interface CortexM {
  readonly name: string;
  readonly title: string;
  /** Of qemu, such as `microbit`. */
  readonly machine: string;
  readonly processor: readonly string[];
  /** Where flash and RAM begin. */
  readonly flash: string;
  readonly ram: string;
}

const LEVELS = ["-O0", "-O2", "-Os"];

export function cortexM({ name, title, machine, processor, flash, ram }: CortexM): Target {
  return {
    name,
    title,
    packages: ["gcc-arm-none-eabi", "libnewlib-arm-none-eabi", "qemu-system-arm"],
    version: ["arm-none-eabi-gcc", "--version"],
    builds: LEVELS.map((level) =>
      cBuild(level, semihosted({
        compile: ["arm-none-eabi-gcc", level, "-mthumb", ...processor],
        further: ["arm-start.c", "arm.ld"],
        linked: ["-nostartfiles", "-T", "arm.ld", `-Wl,--defsym=flash_origin=${flash},--defsym=ram_origin=${ram}`, "-lm", "-lc", "-lgcc"],
        emulator: ["qemu-system-arm", "-M", machine],
        size: "arm-none-eabi-size",
      })),
    ),
  };
}
