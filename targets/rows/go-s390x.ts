// Go for s390x.

import { goTarget } from "../kits/go-kit.ts";

export const goS390x = goTarget("s390x", ["qemu-s390x"]);
