// Go for ppc64.

import { goTarget } from "../kits/go-kit.ts";

export const goPpc64 = goTarget("ppc64", ["qemu-ppc64"]);
