// PowerPC by a cross gcc, under qemu-ppc.

import { crossGcc } from "../kits/cross-gcc.ts";

export const powerpc = crossGcc({
  name: "powerpc",
  title: "PowerPC",
  triplet: "powerpc-linux-gnu",
  library: "libc6-dev-powerpc-cross",
  emulator: ["qemu-ppc"],
  byteOrder: "big",
  builds: ["-O2", "-Os"],
});
