// Cortex-M3 of qemu's machine mps2-an385.

import { cortexM } from "../kits/cortex-m.ts";

export const cortexM3 = cortexM({ name: "cortex-m3", title: "Cortex-M3", machine: "mps2-an385", processor: ["-mcpu=cortex-m3"], flash: "0", ram: "0x20000000" });
