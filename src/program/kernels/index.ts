// Every kernel there is, by its name.

import type { Kernel } from "../kernel.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";
import { log } from "./log.ts";
import { log1p } from "./log1p.ts";
import { sigmoid } from "./sigmoid.ts";
import { softplus } from "./softplus.ts";
import { tanh } from "./tanh.ts";

export const KERNELS = { erf, exp, expm1, log, log1p, sigmoid, softplus, tanh } as const satisfies Readonly<Record<string, Kernel>>;
