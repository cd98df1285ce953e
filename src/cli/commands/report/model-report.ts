// Gathers the report on a model: figures, the plots that apply, commands and parameters. Writes no files.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { LANGUAGE_NAMES } from "../../../languages/index.ts";
import { costOf } from "../../../network/describe.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import type { Card } from "../../../report/card.ts";
import type { Report } from "../../../report/report-page.ts";
import { writeReport } from "../../../report/report-page.ts";
import { showScientific } from "../../../report/scientific.ts";
import { VERSION } from "../../../pipeline/version.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { DEFAULT_MODEL } from "../../options/shared-options.ts";
import { activationWords, fileWord, sizeWords } from "../../../shell/emit-command-line.ts";
import { shellWords } from "../../../shell/shell-words.ts";
import { showPoint } from "../../terminal/lay-out.ts";
import { describeFacts, describeParameters } from "../info/model-description.ts";
import { drawError } from "../plot/kinds/error.ts";
import { drawFit } from "../plot/kinds/fit.ts";
import { drawLoss } from "../plot/kinds/loss.ts";
import type { PlotSubject } from "../plot/plot-subject.ts";
import { plotSubject } from "../plot/plot-subject.ts";

/** A page with more numbers than these is of no use to a reader: nnc info --parameters prints them. */
const MOST_PARAMETER_BYTES = 4 * 100_000;

/** A page of HTML. */
export async function reportOn(loaded: LoadedModel): Promise<string> {
  const { model, network } = loaded;
  const { record } = model;
  const subject = record?.data?.file ?? record?.targets.join(", ");
  const facts = describeFacts(loaded);
  const cost = costOf(network);
  const { parameterBytes } = cost;
  const description = facts.find(([name]) => name === "network")?.[1] ?? "";
  const plots = await plotsOf(loaded);
  return writeReport({
    title: subject ?? loaded.fileName,
    subtitle: subject === undefined ? description : `${record?.data === undefined ? "approximated" : "learned"} by a network: ${description}`,
    figures: [...errorFigures(loaded), ...costFigures(cost)],
    plots: plots.map(({ card }) => card),
    facts,
    commands: commandsOf(loaded, plots),
    parameters: parameterBytes <= MOST_PARAMETER_BYTES ? describeParameters(loaded) : [],
    footer: `written by nnc ${VERSION}`,
  });
}

function errorFigures({ model: { record } }: LoadedModel): Report["figures"] {
  const error = record?.error;
  if (record === undefined || error === undefined) return [];
  const names = record.domain.map(({ name }) => name);
  return [
    { name: "largest error seen", value: showScientific(error.maximum), detail: `at ${showPoint(error.at, names)}, in ${showCount(error.samples)} inputs` },
    { name: "root mean square error", value: showScientific(error.rootMeanSquare), detail: record.data === undefined ? "of inputs spread evenly" : "of the samples trained on" },
  ];
}

function costFigures({ multiplyAdds, parameterBytes }: { readonly multiplyAdds: number; readonly parameterBytes: number }): Report["figures"] {
  return [
    { name: "a call costs", value: showCount(multiplyAdds), detail: "multiply-adds" },
    { name: "parameters", value: showCount(parameterBytes / 4), detail: `${showCount(parameterBytes)} bytes` },
  ];
}

interface DrawnPlot {
  /** As `nnc plot` calls it. */
  readonly kind: "fit" | "error" | "loss";
  readonly card: Card;
}

/** Fit, error and loss, as far as the model holds what they are drawn from. */
async function plotsOf(loaded: LoadedModel): Promise<readonly DrawnPlot[]> {
  const loss = drawLoss(loaded);
  const subject = await subjectOf(loaded);
  return [
    ...(subject === undefined ? [] : [{ kind: "fit" as const, card: drawFit(subject) }]),
    // Maps of a fit show the error already.
    ...(subject?.sampled.targets === undefined || subject.free.length > 1 ? [] : [{ kind: "error" as const, card: drawError(subject) }]),
    ...(loss === undefined ? [] : [{ kind: "loss" as const, card: loss }]),
  ];
}

/** Undefined where a plot would need to be told more. */
async function subjectOf(loaded: LoadedModel): Promise<PlotSubject | undefined> {
  try {
    return await plotSubject(loaded, { target: [], domain: [], at: [] });
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}

function commandsOf({ fileName, activations, sizes, model: { record } }: LoadedModel, plots: readonly DrawnPlot[]): Report["commands"] {
  const file = fileName === "-" ? DEFAULT_MODEL : fileWord(fileName);
  const readWith = [...activationWords(activations), ...sizeWords(sizes)];
  const emit = LANGUAGE_NAMES.map((language) => shellWords(["nnc", "emit", file, ...readWith, "--lang", language]));
  // One kind tells how the others are drawn, and it must be one that needs to be told nothing more.
  const plot = plots.slice(0, 1).map(({ kind }) => shellWords(["nnc", "plot", kind, file, ...readWith, "-o", `${kind}.svg`]));
  const report = shellWords(["nnc", "report", file, ...readWith, "-o", "report.html"]);
  return [
    ...(record === undefined ? [] : [{ purpose: "Train it again:", command: record.command }]),
    { purpose: "Compile it to source code:", command: emit.join("\n") },
    { purpose: "Compile that, run it and compare it bit by bit:", command: shellWords(["nnc", "check", file, ...readWith]) },
    { purpose: plot.length === 0 ? "Write this again:" : "Draw and write this again:", command: [...plot, report].join("\n") },
  ];
}
