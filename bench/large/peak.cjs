// Loaded before a program by `node --require`: when the process ends it writes the most memory that it ever had, in KiB, to the file
// that NNC_BENCH_PEAK names. Linux alone tells it without what the process had before it became this program.
const { readFileSync, writeFileSync } = require("node:fs");

process.on("exit", () => {
  const [, kibibytes] = /VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  writeFileSync(process.env.NNC_BENCH_PEAK ?? "", kibibytes ?? "");
});
