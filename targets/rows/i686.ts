// i686 by a cross gcc; its programs run on this machine. Its floats are of the x87.

import { crossGcc } from "../kits/cross-gcc.ts";

export const i686 = crossGcc({
  name: "i686",
  title: "i686",
  triplet: "i686-linux-gnu",
  library: "libc6-dev-i386-cross",
  counter: ["qemu-i386", "-cpu", "max"],
  byteOrder: "little",
  builds: ["-O0", "-O1", "-O2", "-O3", "-Os", "-O2 -march=pentium4", "-O2 -march=haswell -mfpmath=sse"],
});
