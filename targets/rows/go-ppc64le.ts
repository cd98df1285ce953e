// Go for ppc64le.

import { goTarget } from "../kits/go-kit.ts";

export const goPpc64le = goTarget("ppc64le", ["qemu-ppc64le"], [{ GOPPC64: "power8" }, { GOPPC64: "power9" }]);
