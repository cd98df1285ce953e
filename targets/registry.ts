// The targets there are, in the order of the table. A new one is a file of targets/rows and a line here.

import { aarch64 } from "./rows/aarch64.ts";
import { alpha } from "./rows/alpha.ts";
import { armhf } from "./rows/armhf.ts";
import { atmega328p } from "./rows/atmega328p.ts";
import { clang } from "./rows/clang.ts";
import { clangpp } from "./rows/clangpp.ts";
import { cortexM0 } from "./rows/cortex-m0.ts";
import { cortexM33 } from "./rows/cortex-m33.ts";
import { cortexM3 } from "./rows/cortex-m3.ts";
import { cortexM4f } from "./rows/cortex-m4f.ts";
import { cortexM7 } from "./rows/cortex-m7.ts";
import { gcc } from "./rows/gcc.ts";
import { gpp } from "./rows/gpp.ts";
import { hppa } from "./rows/hppa.ts";
import { i686 } from "./rows/i686.ts";
import { m68k } from "./rows/m68k.ts";
import { mips64el } from "./rows/mips64el.ts";
import { mips } from "./rows/mips.ts";
import { mipsel } from "./rows/mipsel.ts";
import { powerpc } from "./rows/powerpc.ts";
import { ppc64el } from "./rows/ppc64el.ts";
import { riscv64 } from "./rows/riscv64.ts";
import { rv32imac } from "./rows/rv32imac.ts";
import { rv32imafc } from "./rows/rv32imafc.ts";
import { s390x } from "./rows/s390x.ts";
import { sh4 } from "./rows/sh4.ts";
import { sparc64 } from "./rows/sparc64.ts";
import { tcc } from "./rows/tcc.ts";
import type { Target } from "./target.ts";

export const TARGETS: readonly Target[] = [
  gcc,
  clang,
  tcc,
  gpp,
  clangpp,
  i686,
  aarch64,
  armhf,
  mips,
  mipsel,
  mips64el,
  ppc64el,
  powerpc,
  s390x,
  riscv64,
  m68k,
  sh4,
  hppa,
  alpha,
  sparc64,
  cortexM0,
  cortexM3,
  cortexM4f,
  cortexM7,
  cortexM33,
  rv32imac,
  rv32imafc,
  atmega328p,
];
