// Cortex-M4F of qemu's machine mps2-an386.

import { cortexM } from "../kits/cortex-m.ts";

export const cortexM4f = cortexM({ name: "cortex-m4f", title: "Cortex-M4F", machine: "mps2-an386", processor: ["-mcpu=cortex-m4", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"], flash: "0", ram: "0x20000000" });
