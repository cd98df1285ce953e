// PA-RISC by a cross gcc, under qemu-hppa.

import { crossGcc } from "../kits/cross-gcc.ts";

export const hppa = crossGcc({
  name: "hppa",
  title: "PA-RISC",
  triplet: "hppa-linux-gnu",
  library: "libc6-dev-hppa-cross",
  emulator: ["qemu-hppa"],
  byteOrder: "big",
  builds: ["-O2", "-Os"],
});
