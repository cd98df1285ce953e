// m68040 by a cross gcc, under qemu-m68k -cpu m68040.

import { crossGcc } from "../kits/cross-gcc.ts";

export const m68k = crossGcc({
  name: "m68k",
  title: "m68040",
  triplet: "m68k-linux-gnu",
  library: "libc6-dev-m68k-cross",
  emulator: ["qemu-m68k", "-cpu", "m68040"],
  byteOrder: "big",
  builds: ["-O2", "-Os"],
});
