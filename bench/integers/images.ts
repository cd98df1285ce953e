// Images for a Cortex-M4 under qemu that call a network of int8, and what one of their calls takes: nnc's C, and other runtimes by programs that the
// caller has. Installs nothing.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { semihosted } from "../../targets/kits/semihosted.ts";
import { isOnPath, root, runProgram } from "../builds.ts";

const PROCESSOR = ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"] as const;
/** Of qemu's machine mps2-an386. */
const MEMORY = "-Wl,--defsym=flash_origin=0,--defsym=flash_bytes=4M,--defsym=ram_origin=0x20000000,--defsym=ram_bytes=4M";
const COMPILE = ["arm-none-eabi-gcc", ...PROCESSOR, "-O2"] as const;
const NEEDED = ["arm-none-eabi-gcc", "arm-none-eabi-size", "qemu-system-arm"] as const;
const HARNESS = join(root, "targets", "harness");

const kit = semihosted({
  compile: COMPILE, further: [], linked: [], emulator: ["qemu-system-arm", "-M", "mps2-an386"], size: "arm-none-eabi-size",
});

/** What is not there of what every image needs. */
export function missingPrograms(): readonly string[] {
  return NEEDED.filter((program) => !isOnPath(program));
}

/** Of how many elements of int8 the only input and output are. */
export interface Ports {
  readonly inputs: number;
  readonly outputs: number;
}

/** Compiles NAME.c of the folder alone; what its functions take of the stack stands in NAME.su. */
export function compileForCortexM4(folder: string, name: string): void {
  runProgram([...COMPILE, "-std=c99", "-w", "-fstack-usage", "-c", `${name}.c`, "-o", `${name}.o`], { folder });
}

/** Links `network.o`, which has the function `network`, with what calls it; the image's path. */
export function ownImage(folder: string, { inputs, outputs }: Ports): string {
  const around = ["semihosting.c", "arm-start.c", "platform.h", "arm.ld"];
  for (const file of around) copyFileSync(join(HARNESS, file), join(folder, file));
  copyFileSync(join(root, "bench", "integers", "main.c"), join(folder, "main.c"));
  const sources = ["main.c", "semihosting.c", "arm-start.c", "network.o"];
  const linked = ["-nostartfiles", "-T", "arm.ld", MEMORY, "-lm", "-lc", "-lgcc"];
  runProgram([...COMPILE, `-DINPUTS=${inputs}`, `-DOUTPUTS=${outputs}`, ...sources, ...linked, "-o", "network.elf"], { folder });
  return join(folder, "network.elf");
}

/** The image that `program MODEL IMAGE` writes; else why there is none. */
export function otherImage(program: string, model: string, folder: string): { readonly path: string } | { readonly reason: string } {
  if (!isOnPath(program)) return { reason: "not on the PATH" };
  const path = join(folder, `${program}.elf`);
  return spawnSync(program, [model, path], { cwd: folder, stdio: "ignore" }).status === 0 ? { path } : { reason: "fails" };
}

/** A call's instructions, and what the network gives for the input. */
export interface Counted {
  readonly instructions: number;
  readonly output: Uint8Array;
}

export function countedCall(image: string, folder: string, input: Int8Array): Counted {
  mkdirSync(join(root, ".cache", "targets"), { recursive: true });
  const [once, twice] = [1, 2].map((calls) => {
    const records = Buffer.concat([new Uint8Array(Uint32Array.of(calls).buffer), new Uint8Array(input.buffer, input.byteOffset, input.byteLength)]);
    return kit.run(image, folder, records, true);
  });
  return { instructions: (twice.instructions ?? Number.NaN) - (once.instructions ?? Number.NaN), output: once.output };
}
