// Cortex-M7 of qemu's machine mps2-an500.

import { cortexM } from "../kits/cortex-m.ts";

export const cortexM7 = cortexM({ name: "cortex-m7", title: "Cortex-M7", machine: "mps2-an500", processor: ["-mcpu=cortex-m7", "-mfloat-abi=hard", "-mfpu=fpv5-sp-d16"], flash: "0", ram: "0x20000000" });
