// The commands of nnc. Adding one is a file beside this one and a line here.

import type { CommandEntry } from "../command.ts";

export const COMMANDS: readonly CommandEntry[] = [
  { name: "train", load: async () => (await import("./train.ts")).train },
  { name: "emit", load: async () => (await import("./emit.ts")).emit },
  { name: "check", load: async () => (await import("./check.ts")).check },
  { name: "run", load: async () => (await import("./run.ts")).run },
  { name: "info", load: async () => (await import("./info.ts")).info },
  { name: "plot", load: async () => (await import("./plot.ts")).plot },
  { name: "report", load: async () => (await import("./report.ts")).report },
  { name: "convert", load: async () => (await import("./convert.ts")).convert },
  { name: "trace", load: async () => (await import("./trace.ts")).trace },
];
