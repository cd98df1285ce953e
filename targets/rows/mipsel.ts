// MIPS, little-endian by a cross gcc, under qemu-mipsel.

import { crossGcc } from "../kits/cross-gcc.ts";

export const mipsel = crossGcc({
  name: "mipsel",
  title: "MIPS, little-endian",
  triplet: "mipsel-linux-gnu",
  library: "libc6-dev-mipsel-cross",
  emulator: ["qemu-mipsel"],
  byteOrder: "little",
  builds: ["-O2", "-Os"],
});
