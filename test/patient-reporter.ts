// What `npm test` adds to vitest's own reporter: a line now and then that says what is at work, where no file ends for long, and the end of tests
// that cannot be expected to end. These have no limits of time: a machine that does much else makes none of them fail.

import type { Reporter } from "vitest/node";
import { watch, type Patience } from "../bench/mutants/patience.ts";
import { processorSeconds } from "../bench/mutants/processor-seconds.ts";
import { endDescendants, processGroup } from "./processes.ts";

/** Several times what any test takes, of slow processors too. */
const PATIENCE: Patience = { spent: 900, waiting: 300 };
/** Seconds between looks, and those after which a line says what is at work. */
const LOOKS = 5;
const SILENCE = 15;

export interface Surroundings {
  /** In seconds. */
  readonly now: () => number;
  /** Seconds that the processors have spent on the tests; undefined where nobody counts them. */
  readonly spent: () => number | undefined;
  readonly say: (line: string) => void;
  /** Ends the tests, which have failed. */
  readonly giveUp: () => void;
}

const HERE: Surroundings = {
  now: () => performance.now() / 1000,
  spent: () => processorSeconds(processGroup()),
  say: (line) => process.stderr.write(`${line}\n`),
  giveUp: () => {
    endDescendants(process.pid);
    process.exit(1);
  },
};

/** What is used of vitest's modules and tests. */
interface File {
  readonly relativeModuleId: string;
}
interface Case {
  readonly module: File;
  readonly fullName: string;
}

interface AtWork {
  readonly since: number;
  /** Outcomes so far. */
  readonly done: number;
  /** The test that runs. */
  readonly test: string | undefined;
}

export default class PatientReporter implements Reporter {
  readonly #around: Surroundings;
  readonly #atWork = new Map<string, AtWork>();
  readonly #patience = watch(PATIENCE);
  #files = 0;
  #ended = 0;
  #said = 0;
  /** Whether anything has happened since the last look: to ask each time what was spent would take long. */
  #isHeard = false;
  #looks: NodeJS.Timeout | undefined;

  constructor(around: Surroundings | object = HERE) {
    this.#around = "giveUp" in around ? around : HERE;
  }

  onTestRunStart(files: readonly unknown[]): void {
    this.#files = files.length;
    this.#isHeard = true;
    this.#said = this.#around.now();
    this.#looks = setInterval(() => this.look(), 1000 * LOOKS);
    this.#looks.unref();
  }

  onTestRunEnd(): void {
    clearInterval(this.#looks);
  }

  onTestModuleQueued({ relativeModuleId }: File): void {
    this.#isHeard = true;
    this.#atWork.set(relativeModuleId, { since: this.#around.now(), done: 0, test: undefined });
  }

  onTestModuleEnd({ relativeModuleId }: File): void {
    this.#isHeard = true;
    this.#atWork.delete(relativeModuleId);
    this.#ended++;
    // The other reporter's line stands for it.
    this.#said = this.#around.now();
  }

  onTestCaseReady({ module, fullName }: Case): void {
    const file = this.#atWork.get(module.relativeModuleId);
    if (file !== undefined) this.#atWork.set(module.relativeModuleId, { ...file, test: fullName });
  }

  onTestCaseResult({ module }: Case): void {
    this.#isHeard = true;
    const file = this.#atWork.get(module.relativeModuleId);
    if (file !== undefined) this.#atWork.set(module.relativeModuleId, { ...file, done: file.done + 1, test: undefined });
  }

  /** Says what is at work where nothing was said for long, and gives up what cannot be expected to end. */
  look(): void {
    const { now, spent, say, giveUp } = this.#around;
    const sums = [now(), spent()] as const;
    if (this.#isHeard) this.#patience.heard(...sums);
    this.#isHeard = false;
    if (this.#patience.isOver(...sums)) {
      say(`given up: no test has ended while the processors spent ${PATIENCE.spent} s on them, or nothing for ${PATIENCE.waiting} s`);
      for (const [path, { test }] of this.#atWork) say(`  at work: ${path}${test === undefined ? "" : ` > ${test}`}`);
      giveUp();
    } else if (now() - this.#said >= SILENCE) {
      this.#said = now();
      const files = [...this.#atWork].map(([path, { since, done }]) => `${path} at work for ${Math.round(now() - since)} s, ${done} of its tests done`);
      say([`${this.#ended} of ${this.#files} files done`, ...files].join("; "));
    }
  }
}
