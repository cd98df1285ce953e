// SPARC V9 by a cross gcc, under qemu-sparc64.

import { crossGcc } from "../kits/cross-gcc.ts";

export const sparc64 = crossGcc({
  name: "sparc64",
  title: "SPARC V9",
  triplet: "sparc64-linux-gnu",
  library: "libc6-dev-sparc64-cross",
  emulator: ["qemu-sparc64"],
  byteOrder: "big",
  builds: ["-O2", "-Os"],
});
