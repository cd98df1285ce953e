// What a report says of a model that is judged by samples: figures to see first, and facts. Measures nothing.

import { showCount } from "../../../numeric/shown-number.ts";
import type { Report } from "../../../report/report-page.ts";
import { showNumber, showScientific } from "../../../report/scientific.ts";
import type { Judgement } from "../../../run/judgement.ts";
import type { JudgedOutput, SampleError } from "../../../verify/judge-samples.ts";

/** Outputs that have figures of their own; the facts have all. */
const MOST_OUTPUTS = 2;

export function judgedFigures({ samples: { dataset, file }, outputs }: Judgement): Report["figures"] {
  const count = `${showCount(dataset.lines.length)} samples of ${file.name}`;
  return outputs.slice(0, MOST_OUTPUTS).flatMap(({ name, unit, error }) => [
    { name: `largest error of ${name}`, value: withUnit(error.maximum, unit), detail: `on line ${error.line}, of ${count}` },
    { name: `root mean square error of ${name}`, value: withUnit(error.rootMeanSquare, unit), detail: `of ${count}` },
  ]);
}

export function judgedFacts({ samples, outputs }: Judgement): Report["facts"] {
  const { dataset, file, isTrainedOn, heldOut } = samples;
  const which = isTrainedOn === undefined ? [] : [isTrainedOn ? "the file the network was trained on" : "not the file the network was trained on"];
  const aside = heldOut === undefined ? [] : [`${showCount(heldOut.length)} held out`];
  return [
    ["judged by", [`${showCount(dataset.lines.length)} samples of ${file.name}`, ...aside, ...which, `sha256 ${file.sha256}`].join(", ")],
    ...outputs.flatMap(factsOf),
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
