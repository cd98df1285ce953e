// How large objects of emitted C are at -Os, with every compiler of a list that is on the PATH: --optimize size and speed beside
// another build of nnc. Runs none of them.

import { join } from "node:path";
import { isOnPath, runProgram, type Build } from "../builds.ts";
import { table } from "../markdown.ts";
import { prepare } from "./c-contenders.ts";
import type { MeasuredNetwork } from "./networks.ts";

interface Target {
  readonly name: string;
  readonly compiler: string;
  readonly flags: readonly string[];
  /** The program that reads its objects. */
  readonly size: string;
}

const ARM = { compiler: "arm-none-eabi-gcc", size: "arm-none-eabi-size" } as const;
const TARGETS: readonly Target[] = [
  { name: "gcc", compiler: "gcc", flags: [], size: "size" },
  { name: "clang", compiler: "clang", flags: [], size: "size" },
  { name: "Cortex-M0", ...ARM, flags: ["-mcpu=cortex-m0", "-mthumb"] },
  { name: "Cortex-M4F", ...ARM, flags: ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"] },
  { name: "AVR", compiler: "avr-gcc", flags: ["-mmcu=atmega328p"], size: "avr-size" },
  { name: "RISC-V", compiler: "riscv64-unknown-elf-gcc", flags: ["-march=rv32imc", "-mabi=ilp32"], size: "riscv64-unknown-elf-size" },
];

export function measureSizes(networks: readonly MeasuredNetwork[], folder: string, before: Build | undefined): string {
  const targets = TARGETS.filter(({ compiler, size }) => isOnPath(compiler) && isOnPath(size));
  const rows = networks.flatMap((network) => {
    const prepared = prepare(network, join(folder, network.model.name), before);
    return targets.map((target) => {
      const bytes = (source: string): number => objectBytes(target, prepared.folder, source);
      const [small, fast] = [bytes("small.c"), bytes("nnc.c")];
      const earlier = before && bytes("before.c");
      return [network.model.name, target.name, small, earlier ?? "", earlier === undefined ? "" : small - earlier, fast].map(String);
    });
  });
  const figures = ["--optimize size", "before", "difference", "--optimize speed"];
  return `## C: bytes of an object at -Os (text, data and bss)\n\n${table(["network", "for"], figures, rows)}`;
}

function objectBytes({ compiler, flags, size }: Target, folder: string, source: string): number {
  runProgram([compiler, "-std=c99", "-Os", ...flags, "-c", source, "-o", "size.o"], { folder });
  const [, line] = runProgram([size, "size.o"], { folder }).toString().split("\n");
  return Number(line.trim().split(/\s+/)[3]);
}
