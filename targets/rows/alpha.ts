// Alpha by a cross gcc, under qemu-alpha.

import { crossGcc } from "../kits/cross-gcc.ts";

export const alpha = crossGcc({
  name: "alpha",
  title: "Alpha",
  triplet: "alpha-linux-gnu",
  library: "libc6.1-dev-alpha-cross",
  emulator: ["qemu-alpha"],
  byteOrder: "little",
  builds: ["-O2", "-Os"],
});
