// Cortex-M0 of qemu's machine microbit.

import { cortexM } from "../kits/cortex-m.ts";

export const cortexM0 = cortexM({ name: "cortex-m0", title: "Cortex-M0", machine: "microbit", processor: ["-mcpu=cortex-m0"], flash: "0", ram: "0x20000000" });
