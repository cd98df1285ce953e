// A terminal of tests that keeps what it is told, and a clock that they set.

import type { Loudness, Terminal } from "../../../src/cli/terminal/terminal.ts";

export interface Recorded {
  readonly terminal: Terminal;
  /** Lines, each with the second at which it was said. */
  readonly said: string[];
  /** What was drawn, frame by frame. */
  readonly frames: Parameters<Terminal["draw"]>[0][];
  /** In milliseconds. */
  readonly clock: { now: number };
}

export function recordedTerminal(isInteractive: boolean, loudness: Loudness = "normal"): Recorded {
  const said: string[] = [];
  const frames: Parameters<Terminal["draw"]>[0][] = [];
  const clock = { now: 0 };
  const terminal: Terminal = {
    isInteractive,
    loudness,
    columns: 80,
    rows: 24,
    glyphs: "ascii",
    print: () => Promise.resolve(),
    printText: () => Promise.resolve(),
    say: (line) => said.push(`${clock.now / 1000} s: ${line}`),
    insist: (line) => said.push(`${clock.now / 1000} s: ${line}`),
    detail: () => undefined,
    draw: (lines) => frames.push(lines),
  };
  return { terminal, said, frames, clock };
}
