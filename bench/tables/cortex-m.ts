// Instructions of a call and bytes of flash on Cortex-M0 and M4F, under qemu, of tables and of newlib's e^x. Needs arm-none-eabi-gcc with
// newlib and qemu-system-arm; without them it says so.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isOnPath, root, runProgram } from "../builds.ts";
import { table } from "../markdown.ts";
import { emitTable, type StoredTable } from "./functions.ts";

interface Target {
  readonly name: string;
  readonly machine: string;
  readonly flags: readonly string[];
}

const TARGETS: readonly Target[] = [
  { name: "Cortex-M0", machine: "microbit", flags: ["-mcpu=cortex-m0", "-mthumb"] },
  { name: "Cortex-M4F", machine: "mps2-an386", flags: ["-DFPU", "-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"] },
];
const CALLS = 64;
const OWN = join(root, "bench", "tables", "cortex-m");

/** What is called, and the source it is in. */
interface Called {
  readonly name: string;
  readonly called: string;
  readonly sources: readonly string[];
}

export function measureCortexM(stored: readonly StoredTable[], folder: string): string {
  if (!isOnPath("arm-none-eabi-gcc") || !isOnPath("qemu-system-arm")) return "## Cortex-M\n\narm-none-eabi-gcc or qemu-system-arm is not there.";
  const fewest = { one: stored[0].one, options: ["--optimize", "size"] };
  const tables = [fewest, ...stored.map(({ one, numbers }) => ({ one, options: ["--numbers", numbers] }))].map(({ one, options }, place): Called => {
    const source = join(folder, `${place}.c`);
    emitTable(one, source, options);
    return { name: `${one.name}, ${options.join(" ")}`, called: "table", sources: [source] };
  });
  const rows = TARGETS.flatMap((target) => {
    const nothing = measured(target, { name: "", called: "nothing", sources: [join(OWN, "nothing.c")] }, folder);
    return [...tables, { name: "newlib's expf", called: "expf", sources: [] }].map((one) => {
      const { instructions, flash } = measured(target, one, folder);
      return [one.name, target.name, String(Math.round(instructions - nothing.instructions)), String(flash - nothing.flash)];
    });
  });
  return `## Cortex-M\n\n${table(["table", "processor"], ["instructions of a call", "bytes of flash"], rows)}`;
}

function measured(target: Target, called: Called, folder: string): { readonly instructions: number; readonly flash: number } {
  const [none, all] = [0, CALLS].map((calls) => executed(target, called, folder, calls));
  return { instructions: (all.instructions - none.instructions) / CALLS, flash: all.flash };
}

function executed({ machine, flags }: Target, { called, sources }: Called, folder: string, calls: number): { readonly instructions: number; readonly flash: number } {
  const [program, log] = [join(folder, "program.elf"), join(folder, "log")];
  const own = ["start.c", "main.c"].map((file) => join(OWN, file));
  const linked = ["-nostartfiles", "-ffunction-sections", "-Wl,--gc-sections", "-T", join(OWN, "memory.ld")];
  const defined = [`-DCALLS=${calls}`, `-DCALLED=${called}`];
  runProgram(["arm-none-eabi-gcc", "-O2", ...flags, ...defined, ...linked, ...own, ...sources, "-o", program, "-lm", "-lc", "-lgcc"]);
  const [, text, data] = /^\s*(\d+)\s+(\d+)/m.exec(runProgram(["arm-none-eabi-size", program]).toString()) ?? [];
  runProgram([
    "qemu-system-arm", "-M", machine, "-nographic", "-monitor", "none", "-serial", "none",
    "-semihosting-config", "enable=on,target=native", "-kernel", program, "-singlestep", "-d", "exec,nochain", "-D", log,
  ]);
  return { instructions: readFileSync(log, "utf8").split("\n").length, flash: Number(text) + Number(data) };
}
