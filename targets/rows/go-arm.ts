// Go for arm.

import { goTarget } from "../kits/go-kit.ts";

export const goArm = goTarget("arm", ["qemu-arm"], [{ GOARM: "5" }, { GOARM: "7" }]);
