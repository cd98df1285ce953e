// Go for riscv64.

import { goTarget } from "../kits/go-kit.ts";

export const goRiscv64 = goTarget("riscv64", ["qemu-riscv64"]);
