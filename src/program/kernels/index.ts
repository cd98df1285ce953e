// Every kernel there is, by its name.

import type { Kernel } from "../kernel.ts";
import { abs } from "./abs.ts";
import { acos } from "./acos.ts";
import { asin } from "./asin.ts";
import { atan } from "./atan.ts";
import { ceil } from "./ceil.ts";
import { cos } from "./cos.ts";
import { floor } from "./floor.ts";
import { pow } from "./pow.ts";
import { roundHalfEven } from "./round-half-even.ts";
import { sign } from "./sign.ts";
import { sin } from "./sin.ts";
import { tan } from "./tan.ts";

export const KERNELS = { abs, acos, asin, atan, ceil, cos, floor, pow, roundHalfEven, sign, sin, tan } as const satisfies Readonly<Record<string, Kernel>>;
