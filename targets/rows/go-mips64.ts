// Go for mips64.

import { goTarget } from "../kits/go-kit.ts";

export const goMips64 = goTarget("mips64", ["qemu-mips64"], [{ GOMIPS64: "hardfloat" }, { GOMIPS64: "softfloat" }]);
