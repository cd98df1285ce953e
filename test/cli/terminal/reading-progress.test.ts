// What is said of the reading of a long file, and when.

import { describe, expect, test } from "vitest";
import { readingDisplay } from "../../../src/cli/terminal/reading-progress.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

/** Reads 10 MB a second for so many of them, in parts of a tenth. */
function read(isInteractive: boolean, seconds: number, size?: number) {
  const { terminal, said, frames, clock } = recordedTerminal(isInteractive);
  const display = readingDisplay("t.csv", terminal, () => clock.now);
  for (let part = 1; part <= seconds * 10; part++) {
    clock.now = part * 100;
    display(part * 1e6, size);
  }
  display(undefined);
  return { said, drawn: frames.flatMap((lines) => (lines.length === 0 ? ["nothing"] : lines)) };
}

describe("a long file", () => {
  test("has a line now and then where there is no terminal", () => {
    expect(read(false, 12, 120e6).said).toEqual(["2 s: reading t.csv: 20 of 120 MB", "5 s: reading t.csv: 50 of 120 MB", "10 s: reading t.csv: 100 of 120 MB"]);
    expect(read(false, 1.5, 15e6).said).toEqual([]);
  });

  test("has a line that changes on a terminal, and none when it is read", () => {
    const { said, drawn } = read(true, 1);
    expect(said).toEqual([]);
    expect(drawn).toEqual(["5", "6", "7", "8", "9", "10"].map((count) => `reading t.csv: ${count} MB`).concat("nothing"));
    expect(read(true, 0.4).drawn).toEqual(["nothing"]);
  });
});
