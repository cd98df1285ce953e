// SH-4 by a cross gcc, under qemu-sh4.

import { crossGcc } from "../kits/cross-gcc.ts";

export const sh4 = crossGcc({
  name: "sh4",
  title: "SH-4",
  triplet: "sh4-linux-gnu",
  library: "libc6-dev-sh4-cross",
  emulator: ["qemu-sh4"],
  byteOrder: "little",
  builds: ["-O2", "-Os"],
  mayNotStart: true,
});
