// A cross gcc of Debian whose programs run under qemu's user mode.

import type { Target } from "../target.ts";
import { STRICT } from "../rows/strict.ts";
import { cBuild } from "./c-kit.ts";
import { hosted } from "./hosted.ts";
import type { ByteOrder } from "./records.ts";

export interface CrossGcc {
  readonly name: string;
  readonly title: string;
  /** Of Debian's package and of its commands, such as `aarch64-linux-gnu`. */
  readonly triplet: string;
  /** Debian's package of its C library. */
  readonly library: string;
  /** With its options; none where this machine runs the programs itself. */
  readonly emulator?: readonly string[];
  /** The emulator that counts instructions, where another one runs programs. */
  readonly counter?: readonly string[];
  readonly byteOrder: ByteOrder;
  /** Options of the builds. */
  readonly builds: readonly string[];
}

export function crossGcc({ name, title, triplet, library, emulator, counter, byteOrder, builds }: CrossGcc): Target {
  return {
    name,
    title: `gcc, ${title}`,
    packages: [`gcc-${triplet}`, library, "qemu-user"],
    version: [`${triplet}-gcc`, "--version"],
    builds: builds.map((options) => {
      const compile = [`${triplet}-gcc`, ...options.split(" ")];
      const counting = counter === undefined ? {} : { counter };
      return cBuild(options, hosted({ compile, warnings: STRICT, link: [...compile, "-static"], emulator: emulator ?? [], ...counting, byteOrder, size: `${triplet}-size` }));
    }),
  };
}
