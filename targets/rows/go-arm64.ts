// Go for arm64.

import { goTarget } from "../kits/go-kit.ts";

export const goArm64 = goTarget("arm64", ["qemu-aarch64"]);
