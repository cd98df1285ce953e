// AArch64 by a cross gcc, under qemu-aarch64.

import { crossGcc } from "../kits/cross-gcc.ts";

export const aarch64 = crossGcc({
  name: "aarch64",
  title: "AArch64",
  triplet: "aarch64-linux-gnu",
  library: "libc6-dev-arm64-cross",
  emulator: ["qemu-aarch64"],
  byteOrder: "little",
  builds: ["-O2", "-Os"],
});
