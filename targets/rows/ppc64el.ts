// POWER, little-endian by a cross gcc, under qemu-ppc64le.

import { crossGcc } from "../kits/cross-gcc.ts";

export const ppc64el = crossGcc({
  name: "ppc64el",
  title: "POWER, little-endian",
  triplet: "powerpc64le-linux-gnu",
  library: "libc6-dev-ppc64el-cross",
  emulator: ["qemu-ppc64le"],
  byteOrder: "little",
  builds: ["-O2", "-Os"],
});
