// The targets there are, in the order of the table. A new one is a file of targets/rows and a line here.

import { aarch64 } from "./rows/aarch64.ts";
import { alpha } from "./rows/alpha.ts";
import { armhf } from "./rows/armhf.ts";
import { atmega328p } from "./rows/atmega328p.ts";
import { atmega328pC89, gccC89 } from "./rows/c89.ts";
import { chibicc } from "./rows/chibicc.ts";
import { clang } from "./rows/clang.ts";
import { clangpp } from "./rows/clangpp.ts";
import { cortexM0 } from "./rows/cortex-m0.ts";
import { cortexM33 } from "./rows/cortex-m33.ts";
import { cortexM3 } from "./rows/cortex-m3.ts";
import { cortexM4f } from "./rows/cortex-m4f.ts";
import { cortexM7 } from "./rows/cortex-m7.ts";
import { duktape } from "./rows/duktape.ts";
import { gcc } from "./rows/gcc.ts";
import { gccgo } from "./rows/gccgo.ts";
import { gjs } from "./rows/gjs.ts";
import { go386 } from "./rows/go-386.ts";
import { goAmd64 } from "./rows/go-amd64.ts";
import { goArm64 } from "./rows/go-arm64.ts";
import { goArm } from "./rows/go-arm.ts";
import { goLoong64 } from "./rows/go-loong64.ts";
import { goMips64 } from "./rows/go-mips64.ts";
import { goMips64le } from "./rows/go-mips64le.ts";
import { goMips } from "./rows/go-mips.ts";
import { goMipsle } from "./rows/go-mipsle.ts";
import { goPpc64 } from "./rows/go-ppc64.ts";
import { goPpc64le } from "./rows/go-ppc64le.ts";
import { goRiscv64 } from "./rows/go-riscv64.ts";
import { goS390x } from "./rows/go-s390x.ts";
import { gpp } from "./rows/gpp.ts";
import { hppa } from "./rows/hppa.ts";
import { i686 } from "./rows/i686.ts";
import { m68k } from "./rows/m68k.ts";
import { mips64el } from "./rows/mips64el.ts";
import { mips } from "./rows/mips.ts";
import { mipsel } from "./rows/mipsel.ts";
import { mujs } from "./rows/mujs.ts";
import { njs } from "./rows/njs.ts";
import { node } from "./rows/node.ts";
import { pcc } from "./rows/pcc.ts";
import { powerpc } from "./rows/powerpc.ts";
import { ppc64el } from "./rows/ppc64el.ts";
import { quickjs } from "./rows/quickjs.ts";
import { rhino } from "./rows/rhino.ts";
import { riscv64 } from "./rows/riscv64.ts";
import { rv32imac } from "./rows/rv32imac.ts";
import { rv32imafc } from "./rows/rv32imafc.ts";
import { s390x } from "./rows/s390x.ts";
import { sdcc } from "./rows/sdcc.ts";
import { sh4 } from "./rows/sh4.ts";
import { sparc64 } from "./rows/sparc64.ts";
import { tcc } from "./rows/tcc.ts";
import { wasm } from "./rows/wasm.ts";
import type { Target } from "./target.ts";

export const TARGETS: readonly Target[] = [
  gcc,
  gccC89,
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
  atmega328pC89,
  wasm,
  pcc,
  chibicc,
  sdcc,
  goAmd64,
  go386,
  goArm,
  goArm64,
  goPpc64le,
  goPpc64,
  goS390x,
  goRiscv64,
  goMips,
  goMipsle,
  goMips64,
  goMips64le,
  goLoong64,
  gccgo,
  node,
  quickjs,
  njs,
  gjs,
  rhino,
  duktape,
  mujs,
];
