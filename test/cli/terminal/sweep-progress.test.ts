// What is shown of a check of every float, and when.

import { expect, test } from "vitest";
import { sweepDisplay } from "../../../src/cli/terminal/sweep-progress.ts";
import { recordedTerminal } from "./recorded-terminal.ts";

/** Ten million evaluations a second, of 120 million, told four times a second. */
function swept(isInteractive: boolean) {
  const { terminal, said, frames, clock } = recordedTerminal(isInteractive);
  const display = sweepDisplay(terminal, () => clock.now);
  for (let part = 0; part <= 48; part++) {
    clock.now = part * 250;
    display(part * 2.5e6, 120e6);
  }
  display(undefined);
  return { said, drawn: frames };
}

test("a bar on a terminal, and nothing of it is left", () => {
  const { said, drawn } = swept(true);
  expect([said, drawn.length]).toEqual([[], 49]);
  expect(drawn[24]).toEqual([[{ text: "[######......]", style: "accent" }, { text: "  50 %  60/120 million  6 s left" }]]);
  expect(drawn.at(-1)).toEqual([]);
});

test("a line now and then where there is none", () => {
  const { said, drawn } = swept(false);
  expect(said).toEqual([
    "2 s: 20,000,000 of 120,000,000 evaluations  10 s left",
    "5 s: 50,000,000 of 120,000,000 evaluations  7 s left",
    "10 s: 100,000,000 of 120,000,000 evaluations  2 s left",
  ]);
  expect(drawn).toEqual([[]]);
});
