// Shows how far a proof is: how near the bound is to the largest error found. Proves nothing.

import type { SearchProgress } from "../../../certify/boxes/branch-and-bound.ts";
import { roundedUp } from "../../../codegen/rounded-up.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import { LineTimes } from "../../terminal/line-times.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Told now and then; `undefined` at the end, however it ends. */
export type ProofDisplay = (progress: SearchProgress | undefined) => void;

/** @param now in milliseconds. */
export function proofDisplay(terminal: Terminal, now: () => number = () => performance.now()): ProofDisplay {
  const times = new LineTimes(terminal, now());
  return (progress) => {
    if (progress === undefined) {
      terminal.draw([]);
      return;
    }
    if (times.due(now()) === "draw") terminal.draw([standing(progress)]);
  };
}

function standing({ boxes, mostBoxes, atMost, found }: SearchProgress): string {
  const [looked, most] = [boxes, mostBoxes].map(showCount);
  return `proving: ${looked} of at most ${most} boxes, error at most ${roundedUp(atMost)}, largest found ${found.toExponential(3)}`;
}
