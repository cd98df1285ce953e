// A RISC-V of 32 bits without an operating system, with picolibc, under qemu-system-riscv32.

import type { Target } from "../target.ts";
import { cBuild } from "./c-kit.ts";
import { semihosted } from "./semihosted.ts";

export interface Rv32 {
  readonly name: string;
  readonly architecture: string;
  readonly abi: "ilp32" | "ilp32f";
}

const MEMORY = ["__flash=0x80000000", "__flash_size=0x200000", "__ram=0x80200000", "__ram_size=0x100000"].map((symbol) => `-Wl,--defsym=${symbol}`);

export function rv32({ name, architecture, abi }: Rv32): Target {
  const machine = [`-march=${architecture}`, `-mabi=${abi}`, "--specs=picolibc.specs"];
  return {
    name,
    title: architecture,
    packages: ["gcc-riscv64-unknown-elf", "picolibc-riscv64-unknown-elf", "qemu-system-misc"],
    version: ["riscv64-unknown-elf-gcc", "--version"],
    builds: ["-O0", "-O2", "-Os"].map((level) =>
      cBuild(level, semihosted({
        compile: ["riscv64-unknown-elf-gcc", level, ...machine],
        further: [],
        linked: ["--oslib=semihost", "--crt0=semihost", ...MEMORY, "-lm"],
        emulator: ["qemu-system-riscv32", "-M", "virt", "-cpu", "rv32", "-bios", "none"],
        size: "riscv64-unknown-elf-size",
      })),
    ),
  };
}
