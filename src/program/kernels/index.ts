// The kernels there are, by name. Each has a file of its own; a new one has its name in operator-name.ts as well.

import type { Kernel } from "../kernel.ts";
import type { KernelName } from "../operator-name.ts";
import { abs } from "./abs.ts";
import { acos } from "./acos.ts";
import { acosh } from "./acosh.ts";
import { asin } from "./asin.ts";
import { asinh } from "./asinh.ts";
import { atan } from "./atan.ts";
import { atanh } from "./atanh.ts";
import { ceil } from "./ceil.ts";
import { cos } from "./cos.ts";
import { cosh } from "./cosh.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";
import { floor } from "./floor.ts";
import { log } from "./log.ts";
import { log1p } from "./log1p.ts";
import { normalCdf } from "./normal-cdf.ts";
import { pow } from "./pow.ts";
import { roundHalfEven } from "./round-half-even.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { sin } from "./sin.ts";
import { sinh } from "./sinh.ts";
import { softplus } from "./softplus.ts";
import { tan } from "./tan.ts";
import { tanh } from "./tanh.ts";

export const KERNELS: Readonly<Record<KernelName, Kernel>> = {
  abs,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  ceil,
  cos,
  cosh,
  erf,
  exp,
  expm1,
  floor,
  log,
  log1p,
  normalCdf,
  pow,
  roundHalfEven,
  sigmoid,
  sign,
  sin,
  sinh,
  softplus,
  tan,
  tanh,
};
