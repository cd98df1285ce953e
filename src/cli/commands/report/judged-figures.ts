// What a report says of a model that is judged by samples: figures to see first, and facts. Measures nothing.

import { showCount, showShare } from "../../../numeric/shown-number.ts";
import type { Report } from "../../../report/report-page.ts";
import { showNumber, showScientific } from "../../../report/scientific.ts";
import type { Judgement } from "../../../run/judgement.ts";
import type { JudgedClasses, Told } from "../../../verify/judge-classes.ts";
import type { JudgedOutput, SampleError } from "../../../verify/judge-samples.ts";

/** Outputs that have figures of their own; the facts have all. */
const MOST_OUTPUTS = 2;

export function judgedFigures({ samples: { dataset, file }, outputs, classes }: Judgement): Report["figures"] {
  const count = `${showCount(dataset.lines.length)} samples of ${file.name}`;
  if (classes.length > 0) return classes.slice(0, MOST_OUTPUTS).flatMap((judged) => classFigures(judged, count));
  return outputs.slice(0, MOST_OUTPUTS).flatMap(({ name, unit, error }) => [
    { name: `largest error of ${name}`, value: withUnit(error.maximum, unit), detail: `on line ${error.line}, of ${count}` },
    { name: `root mean square error of ${name}`, value: withUnit(error.rootMeanSquare, unit), detail: `of ${count}` },
  ]);
}

function classFigures({ name, told, heldOut, calibration }: JudgedClasses, count: string): Report["figures"] {
  const share = ({ right, samples }: Told): string => showShare(right / samples);
  return [
    { name: `${name} told right`, value: share(told), detail: `${showCount(told.right)} of ${count}` },
    ...(heldOut === undefined ? [] : [{ name: `${name} held out told right`, value: share(heldOut), detail: `${showCount(heldOut.right)} of ${showCount(heldOut.samples)} samples` }]),
    { name: `probabilities of ${name}`, value: showShare(calibration.expectedError), detail: "off on the average" },
  ];
}

export function judgedFacts({ samples, outputs, classes }: Judgement): Report["facts"] {
  const { dataset, file, isTrainedOn, heldOut } = samples;
  const which = isTrainedOn === undefined ? [] : [isTrainedOn ? "the file the network was trained on" : "not the file the network was trained on"];
  const aside = heldOut === undefined ? [] : [`${showCount(heldOut.length)} held out`];
  return [
    ["judged by", [`${showCount(dataset.lines.length)} samples of ${file.name}`, ...aside, ...which, `sha256 ${file.sha256}`].join(", ")],
    ...(classes.length > 0 ? classes.flatMap(classFacts) : outputs.flatMap(factsOf)),
  ];
}

/** A fact for each label: how it is told; then the samples told wrong the surest. */
function classFacts({ name, labels, confusion, crossEntropy, worst }: JudgedClasses): Report["facts"] {
  const toldAs = (counts: readonly number[]): string => {
    const told = counts.flatMap((count, label) => (count === 0 ? [] : [`${showCount(count)} as ${labels[label]}`]));
    return told.length === 0 ? "no samples" : told.join(", ");
  };
  const wrong = worst.map(({ line, label, told, probability }) => `line ${line}: ${label} as ${told}, ${probability.toPrecision(3)}`);
  return [
    ...labels.map((label, row) => [`${name} ${label} told`, toldAs(confusion[row])] as const),
    [`cross-entropy of ${name}`, showScientific(crossEntropy)],
    ...(wrong.length === 0 ? [] : [[`${name} told wrong`, wrong.join("; ")] as const]),
  ];
}

function factsOf({ name, unit, error, heldOut, worst }: JudgedOutput): Report["facts"] {
  const shown = ({ maximum, line, rootMeanSquare }: SampleError): string =>
    `largest ${withUnit(maximum, unit)} on line ${line}, RMS ${withUnit(rootMeanSquare, unit)}`;
  const lines = worst.map(({ line, wanted, computed }) => `line ${line}: ${showNumber(computed)} for ${showNumber(wanted)}`);
  return [
    [`error of ${name}`, heldOut === undefined ? shown(error) : `${shown(error)}; held out: ${shown(heldOut)}`],
    [`worst of ${name}`, lines.join("; ")],
  ];
}

function withUnit(value: number, unit: string | undefined): string {
  return unit === undefined ? showScientific(value) : `${showScientific(value)} ${unit}`;
}
