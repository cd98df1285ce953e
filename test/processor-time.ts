// How long something takes, by the processor's time of this process: what else the machine does does not count.

/** In milliseconds, all threads of the process together. */
export function processorMilliseconds(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
