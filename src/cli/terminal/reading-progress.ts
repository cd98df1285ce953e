// Shows how far the reading of a long file is: a line that changes on a terminal, a line now and then elsewhere. Reads nothing.

import { LineTimes } from "./line-times.ts";
import type { Terminal } from "./terminal.ts";

/** A short one is read before anybody could read the line. */
const FIRST_FRAME_MILLISECONDS = 500;

/** Told after every part: bytes that are read, and of how many where that is known; `undefined` at the end, however it ends. */
export type ReadingDisplay = (read: number | undefined, size?: number) => void;

/** @param now in milliseconds. */
export function readingDisplay(file: string, terminal: Terminal, now: () => number = () => performance.now()): ReadingDisplay {
  const times = new LineTimes(terminal, now(), FIRST_FRAME_MILLISECONDS);
  return (read, size) => {
    if (read === undefined) {
      terminal.draw([]);
      return;
    }
    const due = times.due(now());
    if (due === "draw") terminal.draw([standing(file, read, size)]);
    if (due === "say") terminal.say(standing(file, read, size));
  };
}

function standing(file: string, read: number, size: number | undefined): string {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  return size === undefined ? `reading ${file}: ${megabytes(read)} MB` : `reading ${file}: ${megabytes(read)} of ${megabytes(size)} MB`;
}
