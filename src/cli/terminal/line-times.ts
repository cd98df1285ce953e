// How often the standing of something long is shown.

/** Between two drawings on a terminal. */
export const FRAME_MILLISECONDS = 100;

/** Where there is no terminal: so many seconds after the beginning, then always after the last interval. */
const LINE_SECONDS = [2, 5, 10, 20, 50, 100, 200, 500];
const LAST_INTERVAL = 300;

/** When a line is said, in seconds. @param line from 0. */
export function secondsOfLine(line: number): number {
  const last = LINE_SECONDS.length - 1;
  return line <= last ? LINE_SECONDS[line] : LINE_SECONDS[last] + (line - last) * LAST_INTERVAL;
}
