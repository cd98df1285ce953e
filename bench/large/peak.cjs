// Loaded before a program by `node --require`: when the process ends it writes what it took, without the programs it started, to the
// file that NNC_BENCH_PEAK names: KiB of memory at the most, microseconds of processor. Linux alone tells the memory.
const { readFileSync, writeFileSync } = require("node:fs");

process.on("exit", () => {
  const [, kibibytes] = /VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.NNC_BENCH_PEAK ?? "", `${kibibytes ?? ""} ${user + system}`);
});
