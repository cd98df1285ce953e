// s390x by a cross gcc, under qemu-s390x.

import { crossGcc } from "../kits/cross-gcc.ts";

export const s390x = crossGcc({
  name: "s390x",
  title: "s390x",
  triplet: "s390x-linux-gnu",
  library: "libc6-dev-s390x-cross",
  emulator: ["qemu-s390x"],
  byteOrder: "big",
  builds: ["-O2", "-Os", "-O3 -march=z14"],
});
