// Keeps the checkpoint of a run in its file: when one is written and what becomes of it. A listener of the run's events; what a
// checkpoint holds is for src/run to say.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { VERSION } from "../../../library/version.ts";
import { checkpointOf } from "../../../run/checkpoint/checkpoint-of.ts";
import { showPosition } from "../../../run/checkpoint/position.ts";
import type { RunEvent } from "../../../run/events.ts";
import type { TrainingRun } from "../../../run/training-run.ts";
import { positionOf } from "../../../run/training-run.ts";
import { spellOptions } from "../../arguments/option-spelling.ts";
import { savedOnSignals } from "../../entry/signals.ts";
import { removeOwn, writeOutput } from "../../files/write-file.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Without --checkpoint-every: how long at least from one checkpoint to the next, and from the start to the first. */
const LEAST_MILLISECONDS = 1000;
/** And how many times as long as the last one took: a twentieth of the time is the most they take. */
const LEAST_COSTS = 20;

/** Where a checkpoint is kept, and how often. */
export interface CheckpointPlace {
  readonly path: string;
  /** --checkpoint-every; undefined where it is left out. */
  readonly every: number | undefined;
  readonly force: boolean;
  /** What continues the run, as a line for a shell. */
  readonly resumeCommand: string;
}

export interface Keeper {
  /** Does the work, in which attempts are made; a signal meanwhile saves them. */
  readonly saved: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** When the model was written. */
  readonly finish: () => void;
}

/** Keeps the checkpoint, where there is a place for one, and says where the run goes on. */
export function keepCheckpoint(run: TrainingRun, place: CheckpointPlace | undefined, terminal: Terminal): Keeper {
  if (place === undefined) return { saved: (work) => work(), finish: () => undefined };
  const current = run.plan.interrupted?.current;
  if (current !== undefined) terminal.say(`going on at ${showPosition(current.position, run.isSearch)}`);
  const keeper = new CheckpointKeeper(run, place, terminal);
  run.subscribe(keeper.observe.bind(keeper));
  return { saved: (work) => savedOnSignals(keeper.interrupted.bind(keeper), work), finish: keeper.finish.bind(keeper) };
}

class CheckpointKeeper {
  private readonly run: TrainingRun;
  private readonly place: CheckpointPlace;
  private readonly terminal: Terminal;
  private isFinished = false;
  private saidFailure = false;
  private written = performance.now();
  private cost = 0;

  constructor(run: TrainingRun, place: CheckpointPlace, terminal: Terminal) {
    this.run = run;
    this.place = place;
    this.terminal = terminal;
  }

  observe(event: RunEvent): void {
    const { every } = this.place;
    if (event.kind === "progress" && (every === undefined ? this.isDue() : event.progress.iteration % every === 0)) this.save();
    const isKept = event.kind === "ended" && event.outcome !== "failed" && this.run.isSearch;
    if (isKept && every !== undefined && every > 0) this.save();
  }

  private isDue(): boolean {
    return performance.now() - this.written >= Math.max(LEAST_MILLISECONDS, LEAST_COSTS * this.cost);
  }

  /** Saves at once, for a process that is about to end, and says how to continue. */
  interrupted(): void {
    const { run, terminal } = this;
    const { path, resumeCommand } = this.place;
    const { interrupted } = run.plan;
    if (run.current === undefined && run.attempts.length === (interrupted?.attempts.length ?? 0)) {
      if (interrupted !== undefined) terminal.say(`${path} is as it was; continue with: ${resumeCommand}`);
      return;
    }
    if (this.save("nothing was saved")) terminal.say(`saved ${path} ${this.position()}; continue with: ${resumeCommand}`);
  }

  /** The model was written: what was asked for stays, anything else was for emergencies. */
  finish(): void {
    const { path, every } = this.place;
    this.isFinished = true;
    if (every === undefined || every === 0) removeOwn(path, "checkpoint");
    else if (this.run.current !== undefined || this.run.attempts.length > 0) this.save();
  }

  /** Whether it was written; where it was not, the user is told once. */
  private save(otherwise = "the training goes on without a checkpoint"): boolean {
    const start = performance.now();
    const { path, force } = this.place;
    try {
      writeOutput(path, checkpointOf(this.run, this.isFinished, VERSION), "checkpoint", force);
      this.saidFailure = false;
      return true;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const { message, note } = error.diagnostic;
      const why = note === undefined ? "" : `: ${spellOptions(note)}`;
      if (!this.saidFailure) this.terminal.say(`warning: ${spellOptions(message)}${why}; ${otherwise}`);
      this.saidFailure = true;
      return false;
    } finally {
      this.written = performance.now();
      this.cost = this.written - start;
    }
  }

  private position(): string {
    const { current, attempts, isSearch } = this.run;
    if (current === undefined) return `after ${attempts.length === 1 ? "one training" : `${attempts.length} trainings`}`;
    return `at ${showPosition(positionOf(current), isSearch)}`;
  }
}
