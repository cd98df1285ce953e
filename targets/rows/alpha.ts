// Alpha by a cross gcc, under qemu-alpha, where static programs do not start. Without -mieee infinite and subnormal numbers end the program.

import { crossGcc } from "../kits/cross-gcc.ts";

export const alpha = crossGcc({
  name: "alpha",
  title: "Alpha",
  triplet: "alpha-linux-gnu",
  library: "libc6.1-dev-alpha-cross",
  emulator: ["qemu-alpha", "-L", "/usr/alpha-linux-gnu"],
  byteOrder: "little",
  builds: ["-O2 -mieee", "-Os -mieee"],
  isShared: true,
});
