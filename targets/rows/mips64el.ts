// MIPS64, little-endian by a cross gcc, under qemu-mips64el.

import { crossGcc } from "../kits/cross-gcc.ts";

export const mips64el = crossGcc({
  name: "mips64el",
  title: "MIPS64, little-endian",
  triplet: "mips64el-linux-gnuabi64",
  library: "libc6-dev-mips64el-cross",
  emulator: ["qemu-mips64el"],
  byteOrder: "little",
  builds: ["-O2", "-Os"],
});
