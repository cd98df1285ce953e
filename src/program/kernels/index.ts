// Every kernel there is, by its name.

import type { Kernel } from "../kernel.ts";
import { acosh } from "./acosh.ts";
import { asinh } from "./asinh.ts";
import { atanh } from "./atanh.ts";
import { cosh } from "./cosh.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";
import { log } from "./log.ts";
import { log1p } from "./log1p.ts";
import { sigmoid } from "./sigmoid.ts";
import { sinh } from "./sinh.ts";
import { softplus } from "./softplus.ts";
import { tanh } from "./tanh.ts";

export const KERNELS = {
  acosh,
  asinh,
  atanh,
  cosh,
  erf,
  exp,
  expm1,
  log,
  log1p,
  sigmoid,
  sinh,
  softplus,
  tanh,
} as const satisfies Readonly<Record<string, Kernel>>;
