// rv32imafc.

import { rv32 } from "../kits/rv32.ts";

export const rv32imafc = rv32({ name: "rv32imafc", architecture: "rv32imafc", abi: "ilp32f" });
