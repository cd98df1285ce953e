// The kernels there are, by name. Each has a file of its own; a new one has its name in operator-name.ts as well.

import type { Kernel } from "../kernel.ts";
import type { KernelName } from "../operator-name.ts";
import { exp } from "./exp.ts";
import { log } from "./log.ts";
import { sigmoid } from "./sigmoid.ts";
import { tanh } from "./tanh.ts";

export const KERNELS: Readonly<Record<KernelName, Kernel>> = { exp, log, sigmoid, tanh };
