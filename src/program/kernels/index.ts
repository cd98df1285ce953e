// Every kernel there is, by its name. The names are in operator-name.ts as well, which expressions need without the kernels.

import type { Kernel } from "../kernel.ts";
import type { KernelName } from "../operator-name.ts";
import { exp } from "./exp.ts";
import { log } from "./log.ts";
import { sigmoid } from "./sigmoid.ts";
import { tanh } from "./tanh.ts";

export const KERNELS: Readonly<Record<KernelName, Kernel>> = {
  exp, log, sigmoid, tanh,
};
