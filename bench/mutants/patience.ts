// When tests that say nothing cannot be expected to end: they have spent more of the processors than any test spends, or for long nothing at
// all. A machine that does much else makes neither of them so. Where nobody counts what they spend, time stands for it.

export interface Patience {
  /** Seconds of processors, all processes together. */
  readonly spent: number;
  /** Seconds in which tests that spend less than `IDLE` wait for what does not come. */
  readonly waiting: number;
}

/** A process that waits spends nearly nothing: a timer here and there. As a part of one processor. */
const IDLE = 0.01;

export interface Watch {
  /** Begins anew: a test has ended. */
  readonly heard: (now: number, spent: number | undefined) => void;
  /** Whether they have been given enough. @param now in seconds. @param spent by all of them so far. */
  readonly isOver: (now: number, spent: number | undefined) => boolean;
}

export function watch({ spent: most, waiting }: Patience): Watch {
  let last = { now: 0, spent: 0 };
  /** When they were last seen at work, and what they had spent then. */
  let busy = last;
  return {
    heard: (now, spent = now) => {
      last = { now, spent };
      busy = last;
    },
    isOver: (now, spent = now) => {
      if (spent - busy.spent < 0 || spent - busy.spent >= IDLE * waiting) busy = { now, spent };
      return spent - last.spent > most || now - busy.now > waiting;
    },
  };
}
