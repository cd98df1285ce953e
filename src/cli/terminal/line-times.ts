// How often the standing of something long is shown: drawn over and over on a terminal, said now and then elsewhere.

import type { Terminal } from "./terminal.ts";

/** Between two drawings. */
const FRAME_MILLISECONDS = 100;
/** Where there is no terminal: so many seconds after the beginning, then always after the last interval. */
const LINE_SECONDS = [2, 5, 10, 20, 50, 100, 200, 500];
const LAST_INTERVAL = 300;

export class LineTimes {
  private readonly isInteractive: boolean;
  private readonly start: number;
  private nextFrame: number;
  private lines = 0;

  /**
   * @param start in milliseconds.
   * @param wait until the first drawing.
   */
  constructor({ isInteractive }: Pick<Terminal, "isInteractive">, start: number, wait = 0) {
    this.isInteractive = isInteractive;
    this.start = start;
    this.nextFrame = start + wait;
  }

  /** Whether it is time to show it, and how; once. */
  due(time: number): "draw" | "say" | undefined {
    if (this.isInteractive) {
      if (time < this.nextFrame) return undefined;
      this.nextFrame = time + FRAME_MILLISECONDS;
      return "draw";
    }
    const seconds = (time - this.start) / 1000;
    if (seconds < secondsOfLine(this.lines)) return undefined;
    while (seconds >= secondsOfLine(this.lines)) this.lines++;
    return "say";
  }
}

/** @param line from 0. */
function secondsOfLine(line: number): number {
  const last = LINE_SECONDS.length - 1;
  return line <= last ? LINE_SECONDS[line] : LINE_SECONDS[last] + (line - last) * LAST_INTERVAL;
}
