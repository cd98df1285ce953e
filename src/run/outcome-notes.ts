// Says of a network what its errors alone do not: that a constant or a plane does better, that samples held out are told worse. Trains
// nothing.

import type { MeasuredError } from "../network/model.ts";
import { showError, showShare } from "../numeric/shown-number.ts";
import type { Dataset } from "../train/data/dataset.ts";
import { sampleCount, selectRows, selectSamples } from "../train/data/dataset.ts";
import { measureOnData } from "../train/data/dataset-error.ts";
import type { Split } from "../train/data/split.ts";
import type { TrainingSource } from "../train/source.ts";
import { leastSquaresPlane, planeAt } from "../train/linear/least-squares-plane.ts";
import { constantNote } from "./constant-note.ts";
import type { Judgement } from "./judgement.ts";
import type { Trained } from "./trained.ts";

/** Inputs of which the plane is found at once: its time grows with their square. */
const MOST_INPUTS = 256;
/** Of held-out samples a share so much smaller is told right. */
const FAR_BELOW = 0.1;
/** Held-out samples whose error is so many times that of the others are told worse. */
const FAR_ABOVE = 3;

/** Sentences, without a full stop. */
export function outcomeNotes(errors: Pick<Trained, "error" | "heldOut">, source: TrainingSource): readonly string[] {
  return source.kind === "function" ? [constantNote(errors.error, source) ?? []].flat() : notesOf(errors, source.dataset);
}

/** The same of a network that is judged by the file it was trained on; none of other samples. */
export function judgementNotes({ samples, results }: Judgement): readonly string[] {
  const { dataset, heldOut, isTrainedOn } = samples;
  if (isTrainedOn !== true) return [];
  const aside = new Set(heldOut);
  const rows = Uint32Array.from(dataset.lines.keys());
  const [training, rest] = [rows.filter((row) => !aside.has(row)), rows.filter((row) => aside.has(row))];
  const part = (of: Uint32Array): Dataset => selectSamples(dataset, of);
  const width = dataset.outputs.length;
  const errorOf = (of: Uint32Array): MeasuredError =>
    measureOnData(part(of), selectRows(results, width, of, new Float32Array(of.length * width)));
  const hasAside = rest.length > 0;
  return notesOf(
    { error: errorOf(training), heldOut: hasAside ? errorOf(rest) : undefined },
    { training: part(training), heldOut: hasAside ? part(rest) : undefined },
  );
}

function notesOf({ error, heldOut }: Pick<Trained, "error" | "heldOut">, { training, heldOut: aside }: Split): readonly string[] {
  if (training.classes !== undefined) return classNotes({ error, heldOut }, aside ?? training);
  const notes: string[] = [];
  const own = (heldOut ?? error).rootMeanSquare;
  const flat = training.inputs.length > MOST_INPUTS ? Infinity : planeError(training, aside ?? training);
  const line = training.inputs.length === 1 ? "a straight line" : "a plane";
  const where = aside === undefined ? "samples" : "samples held out";
  if (flat < own) notes.push(`${line} is closer to the ${where}: RMS ${showError(flat)}, the network's ${showError(own)}`);
  if (heldOut !== undefined && heldOut.rootMeanSquare > FAR_ABOVE * error.rootMeanSquare) {
    const times = (heldOut.rootMeanSquare / error.rootMeanSquare).toPrecision(2);
    notes.push(`the samples held out are ${Number(times)} times as far off as those trained on: more samples or fewer units may help`);
  }
  return notes;
}

function classNotes({ error, heldOut }: Pick<Trained, "error" | "heldOut">, judged: Dataset): readonly string[] {
  const share = ({ right = 0, samples }: MeasuredError): number => right / samples;
  const notes: string[] = [];
  const own = share(heldOut ?? error);
  const commonest = commonestShare(judged);
  const where = heldOut === undefined ? "samples" : "samples held out";
  if (commonest >= own) notes.push(`the commonest class alone is right for as many of the ${where}: ${showShare(commonest)}, the network for ${showShare(own)}`);
  if (heldOut !== undefined && share(error) - share(heldOut) > FAR_BELOW) {
    notes.push(`of the samples held out ${showShare(share(heldOut))} are told right, of those trained on ${showShare(share(error))}: more samples or fewer units may help`);
  }
  return notes;
}

/** Of the samples, those that have the commonest row of outputs. */
function commonestShare({ outputs, lines, samples }: Dataset): number {
  const width = outputs.length;
  const counts = new Map<string, number>();
  for (let row = 0; row < lines.length; row++) {
    const key = samples.values.subarray(row * width, (row + 1) * width).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(...counts.values()) / lines.length;
}

/** The root mean square at `judged` of the plane nearest to the samples of `training`. */
function planeError(training: Dataset, judged: Dataset): number {
  const [inputs, outputs] = [training.inputs.length, training.outputs.length];
  const plane = leastSquaresPlane(training.samples, inputs);
  const { points, values } = judged.samples;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const error = planeAt(plane, i % outputs, points, Math.floor(i / outputs) * inputs) - values[i];
    squares += error * error;
  }
  return Math.sqrt(squares / (sampleCount(judged) * outputs));
}
