// Go for mips64le.

import { goTarget } from "../kits/go-kit.ts";

export const goMips64le = goTarget("mips64le", ["qemu-mips64el"], [{ GOMIPS64: "hardfloat" }, { GOMIPS64: "softfloat" }]);
