// rv32imac.

import { rv32 } from "../kits/rv32.ts";

export const rv32imac = rv32({ name: "rv32imac", architecture: "rv32imac", abi: "ilp32" });
