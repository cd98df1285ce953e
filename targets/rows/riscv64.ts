// RISC-V, 64 bits by a cross gcc, under qemu-riscv64.

import { crossGcc } from "../kits/cross-gcc.ts";

export const riscv64 = crossGcc({
  name: "riscv64",
  title: "RISC-V, 64 bits",
  triplet: "riscv64-linux-gnu",
  library: "libc6-dev-riscv64-cross",
  emulator: ["qemu-riscv64"],
  byteOrder: "little",
  builds: ["-O2", "-Os"],
});
