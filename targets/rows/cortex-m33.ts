// Cortex-M33 of qemu's machine mps2-an505.

import { cortexM } from "../kits/cortex-m.ts";

export const cortexM33 = cortexM({ name: "cortex-m33", title: "Cortex-M33", machine: "mps2-an505", processor: ["-mcpu=cortex-m33", "-mfloat-abi=hard", "-mfpu=fpv5-sp-d16"], flash: "0x10000000", ram: "0x38000000" });
