// Go for loong64.

import { goTarget } from "../kits/go-kit.ts";

export const goLoong64 = goTarget("loong64", ["qemu-loongarch64"]);
