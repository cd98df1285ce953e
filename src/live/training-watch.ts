// Keeps what is worth seeing of a training, and composes the events that bring a client up to date. Knows no sockets.

import type { Network } from "../network/network.ts";
import type { Stretches } from "../numeric/thinned-series.ts";
import { ThinnedSeries } from "../numeric/thinned-series.ts";
import type { WatchedProgress } from "../run/events.ts";
import { Pace } from "../run/pace.ts";
import type { Look, Probe } from "../run/probe.ts";
import type { SeenError } from "../run/worst-error-gauge.ts";
import type { FrameMessage, LookMessage, OutcomeMessage, SubjectMessage, TrainingPhase } from "./page-messages.ts";
import { viewOf } from "./drawn-points.ts";

/** As many as a chart across a large screen has columns of pixels. */
const MOST_STRETCHES = 1024;
/** Of the time of a training, the share that may be spent on evaluating its network. */
const LOOKING_SHARE = 0.03;
const RESULT_DIGITS = 6;
const ERROR_DIGITS = 4;

export type Subject = Omit<SubjectMessage, "view">;

/** One training, of one recipe and seed. */
interface Attempt {
  readonly key: string;
  readonly subject: Subject;
  readonly losses: ThinnedSeries;
  readonly refinement: ThinnedSeries;
}

/** How far one client is. */
export interface Cursor {
  attempt: Attempt | undefined;
  losses: SeriesCursor;
  refinement: SeriesCursor;
  look: Look | undefined;
}

interface SeriesCursor {
  stride: number;
  complete: number;
}

export function newCursor(): Cursor {
  return { attempt: undefined, losses: { stride: 0, complete: 0 }, refinement: { stride: 0, complete: 0 }, look: undefined };
}

export class TrainingWatch {
  private readonly probe: Probe;
  private readonly now: () => number;
  private readonly attempts: Attempt[] = [];
  private shown: Attempt | undefined;
  private phase: TrainingPhase = "starting";
  private progress: WatchedProgress | undefined;
  private look: Look | undefined;
  private lookJson: LookMessage | undefined;
  private lookFrom = 0;
  private lookTimes = [0, 0, 0];
  private worst: SeenError | undefined;
  private pace: Pace;
  private begun: number;
  private ended: number | undefined;
  private outcome: OutcomeMessage | undefined;

  /** @param now in milliseconds. */
  constructor(probe: Probe, now: () => number) {
    this.probe = probe;
    this.now = now;
    this.pace = new Pace();
    this.begun = now();
  }

  /** A training begins. @param key recognises it at the end. */
  begin(key: string, subject: Subject): void {
    const attempt = { key, subject, losses: new ThinnedSeries(MOST_STRETCHES), refinement: new ThinnedSeries(MOST_STRETCHES) };
    this.attempts.push(attempt);
    this.shown = attempt;
    this.phase = "starting";
    this.progress = undefined;
    this.setLook(undefined);
    this.worst = undefined;
    this.pace = new Pace();
    this.begun = this.now();
    this.ended = undefined;
  }

  /** After an iteration. Cheap: to be called after every report. */
  report(progress: WatchedProgress): void {
    if (progress.stage === "refinement") this.shown?.refinement.push(progress.maximumError);
    if (progress.stage !== this.progress?.stage) this.pace = new Pace();
    this.phase = progress.stage === "refinement" ? "refining" : "training";
    this.progress = progress;
    this.pace.note(progress.iteration, this.now());
  }

  /** All is over. @param key as given to `begin`: of the training whose network was chosen. */
  finish(key: string, network: Network, worstError: number, outcome: OutcomeMessage): void {
    this.takeLosses();
    const chosen = this.attempts.find((attempt) => attempt.key === key);
    if (chosen !== undefined && chosen !== this.shown) {
      this.shown = chosen;
      this.progress = undefined;
    }
    this.setLook(this.probe.look(network));
    this.worst = { worst: worstError, iteration: this.progress?.iteration ?? 0 };
    this.end("finished", outcome);
  }

  /** The training came to nothing; what has finished cannot fail any more. */
  fail(outcome: OutcomeMessage): void {
    if (this.ended !== undefined) return;
    this.takeLosses();
    this.end("failed", outcome);
  }

  private end(phase: TrainingPhase, outcome: OutcomeMessage): void {
    this.phase = phase;
    this.outcome = outcome;
    this.ended = this.now();
  }

  /**
   * Looks at the network as it stands, unless that was done so recently that it would take too large a share of the time.
   * Only while the training stands still between two iterations.
   */
  refresh(): void {
    const { progress } = this;
    this.takeLosses();
    const started = this.now();
    if (this.ended !== undefined || progress === undefined || started < this.lookFrom) return;
    const look = this.probe.look(progress.network());
    this.setLook(look);
    this.worst = { worst: look.worst, iteration: progress.iteration };
    // Of four in a row the cheapest one counts: the first ones run code that is not compiled yet.
    const took = this.now() - started;
    this.lookFrom = started + Math.min(took, ...this.lookTimes) / LOOKING_SHARE;
    this.lookTimes = [...this.lookTimes.slice(1), took];
  }

  /** The events that bring a client up to date, and the cursor with them. */
  compose(cursor: Cursor): string {
    const attempt = this.shown;
    if (attempt === undefined) return "";
    let text = "";
    if (cursor.attempt !== attempt) {
      Object.assign(cursor, newCursor(), { attempt });
      const message: SubjectMessage = { ...attempt.subject, view: viewOf(this.probe) };
      text += event("subject", message);
    }
    const losses = advance(cursor.losses, attempt.losses);
    const refinement = advance(cursor.refinement, attempt.refinement);
    const look = cursor.look === this.look ? undefined : this.lookJson;
    cursor.look = this.look;
    return text + event("frame", { ...this.figures(attempt), losses, refinement, look, outcome: this.outcome });
  }

  private figures(attempt: Attempt): Omit<FrameMessage, "losses" | "refinement" | "look" | "outcome"> {
    const { progress, phase } = this;
    const iteration = progress?.iteration ?? attempt.losses.length;
    const iterations = progress?.iterations ?? attempt.losses.length;
    const last = attempt.losses.length === 0 ? undefined : attempt.losses.last;
    const running = this.ended === undefined;
    const rate = this.pace.rate;
    return {
      phase,
      iteration,
      iterations,
      loss: number(progress?.stage === "gradient" ? progress.loss : last),
      worstError: number(this.worst?.worst ?? (progress?.stage === "refinement" ? progress.maximumError : undefined)),
      worstErrorAt: running && this.worst !== undefined ? this.worst.iteration : null,
      rate: number(rate),
      secondsLeft: running && phase === "training" && rate !== undefined ? number((iterations - iteration) / rate) : null,
      seconds: ((this.ended ?? this.now()) - this.begun) / 1000,
    };
  }

  private setLook(look: Look | undefined): void {
    this.look = look;
    this.lookJson = look && { results: shortened(look.results, RESULT_DIGITS), errors: shortened(look.errors, ERROR_DIGITS) };
  }

  /** Only when they are wanted: a view of all losses so far comes with every report. */
  private takeLosses(): void {
    if (this.progress !== undefined) this.shown?.losses.extend(this.progress.losses);
  }
}

function advance(cursor: SeriesCursor, series: ThinnedSeries): Stretches | undefined {
  if (series.length === 0) return undefined;
  const from = series.stride === cursor.stride ? cursor.complete : 0;
  cursor.stride = series.stride;
  cursor.complete = series.complete;
  const stretches = series.stretches(from);
  const short = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(ERROR_DIGITS)));
  return { ...stretches, means: short(stretches.means), lows: short(stretches.lows), highs: short(stretches.highs) };
}

function shortened(columns: readonly (Float32Array | Float64Array)[], digits: number): number[][] {
  return columns.map((column) => Array.from(column, (value) => Number(value.toPrecision(digits))));
}

function number(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** JSON has no line ends of its own, so one line of data is enough. */
function event(name: string, message: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(message)}\n\n`;
}
