// Go for mips.

import { goTarget } from "../kits/go-kit.ts";

export const goMips = goTarget("mips", ["qemu-mips"], [{ GOMIPS: "hardfloat" }, { GOMIPS: "softfloat" }]);
