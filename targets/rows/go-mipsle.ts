// Go for mipsle.

import { goTarget } from "../kits/go-kit.ts";

export const goMipsle = goTarget("mipsle", ["qemu-mipsel"], [{ GOMIPS: "hardfloat" }, { GOMIPS: "softfloat" }]);
