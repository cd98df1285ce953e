// C programs of a system with standard input and output: on this machine, or of another processor under qemu's user mode.

import { join } from "node:path";
import { runProgram } from "../run-program.ts";
import type { CKit } from "./c-kit.ts";
import type { ByteOrder } from "./records.ts";
import { countIn, countingInto } from "./qemu.ts";

export interface HostedOptions {
  readonly language?: CKit["language"];
  readonly compile: readonly string[];
  readonly warnings: readonly string[];
  readonly link?: readonly string[];
  /** The emulator that runs programs, with its options; absent on this machine. */
  readonly emulator?: readonly string[];
  /** The emulator that counts instructions, where one can: that which runs programs, if nothing is said. */
  readonly counter?: readonly string[] | undefined;
  readonly byteOrder?: ByteOrder;
  readonly size?: string;
  readonly tellsStack?: boolean;
}

export function hosted(options: HostedOptions): CKit {
  const { language, compile, warnings, link = compile, emulator = [], counter = emulator.length > 0 ? emulator : undefined, byteOrder = "little", size, tellsStack = true } = options;
  return {
    ...(language === undefined ? {} : { language }),
    compile,
    warnings,
    platform: "hosted",
    link,
    linked: ["-lm"],
    byteOrder,
    run: (program, folder, input, counts) => {
      if (!counts) return { output: runProgram([...emulator, program], { folder, input }) };
      if (counter === undefined) return { output: new Uint8Array() };
      const file = join(folder, "count");
      const [command, ...words] = counter;
      const output = runProgram([command, ...countingInto(file), ...words, program], { folder, input });
      return { output, instructions: countIn(file) };
    },
    ...(size === undefined ? {} : { size }),
    tellsStack,
  };
}
