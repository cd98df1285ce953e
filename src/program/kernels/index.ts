// Every kernel there is, by its name.

import type { Kernel } from "../kernel.ts";
import { exp } from "./exp.ts";
import { log } from "./log.ts";
import { sigmoid } from "./sigmoid.ts";
import { tanh } from "./tanh.ts";

export const KERNELS = { exp, log, sigmoid, tanh } as const satisfies Readonly<Record<string, Kernel>>;
