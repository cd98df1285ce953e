// MIPS by a cross gcc, under qemu-mips.

import { crossGcc } from "../kits/cross-gcc.ts";

export const mips = crossGcc({
  name: "mips",
  title: "MIPS",
  triplet: "mips-linux-gnu",
  library: "libc6-dev-mips-cross",
  emulator: ["qemu-mips"],
  byteOrder: "big",
  builds: ["-O2", "-Os"],
});
