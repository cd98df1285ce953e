// Arm, hard float by a cross gcc, under qemu-arm.

import { crossGcc } from "../kits/cross-gcc.ts";

export const armhf = crossGcc({
  name: "armhf",
  title: "Arm, hard float",
  triplet: "arm-linux-gnueabihf",
  library: "libc6-dev-armhf-cross",
  emulator: ["qemu-arm"],
  byteOrder: "little",
  builds: ["-O2", "-Os", "-O3 -mfpu=neon-vfpv4"],
});
