// Gathers the report on a model: figures, the plots that apply, commands and parameters. Writes no files.

import { basename } from "node:path";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { LANGUAGE_NAMES } from "../../../languages/index.ts";
import { costOf, type Cost } from "../../../network/describe.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import type { Card } from "../../../report/card.ts";
import type { Report } from "../../../report/report-page.ts";
import { writeReport } from "../../../report/report-page.ts";
import { showScientific } from "../../../report/scientific.ts";
import { VERSION } from "../../../pipeline/version.ts";
import type { Judgement } from "../../../run/judgement.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { DEFAULT_MODEL } from "../../options/shared-options.ts";
import { activationWords, fileWord, inputWords } from "../../../shell/emit-command-line.ts";
import { shellWords } from "../../../shell/shell-words.ts";
import { showPoint } from "../../terminal/lay-out.ts";
import { describeFacts, describeParameters } from "../info/model-description.ts";
import type { DataSettings } from "../../options/data-options.ts";
import { drawCalibration } from "../plot/kinds/calibration.ts";
import { drawConfusion } from "../plot/kinds/confusion.ts";
import { drawError, drawResiduals } from "../plot/kinds/error.ts";
import { drawFit } from "../plot/kinds/fit.ts";
import { drawLoss } from "../plot/kinds/loss.ts";
import { judgedFacts, judgedFigures } from "./judged-figures.ts";
import type { PlotSubject } from "../plot/plot-subject.ts";
import { MOST_RESULTS, plotSubject } from "../plot/plot-subject.ts";

/** A page with more numbers than these is of no use to a reader: nnc info --parameters prints them. */
const MOST_PARAMETER_BYTES = 4 * 100_000;

/**
 * A page of HTML.
 *
 * @param judgement how far the model is from samples; undefined where it is judged by none.
 * @param given how these are said on the command line.
 * @param notes what is worth knowing besides.
 */
export async function reportOn(loaded: LoadedModel, judgement?: Judgement, given: DataSettings = {}, notes: readonly string[] = []): Promise<string> {
  const { model, network } = loaded;
  const { record } = model;
  const subject = record?.data?.file ?? record?.targets.join(", ");
  const facts = describeFacts(loaded);
  const cost = costOf(network);
  const { parameterBytes } = cost;
  const description = facts.find(([name]) => name === "network")?.[1] ?? "";
  const plots = await plotsOf(loaded, judgement);
  return writeReport({
    title: subject ?? loaded.fileName,
    subtitle: subject === undefined ? description : `${record?.data === undefined ? "approximated" : "learned"} by a network: ${description}`,
    figures: [...(judgement === undefined ? errorFigures(loaded) : judgedFigures(judgement)), ...costFigures(cost)],
    plots: plots.map(({ card }) => card),
    facts: [...facts, ...(judgement === undefined ? [] : judgedFacts(judgement)), ...notes.map((note) => ["note", note] as const)],
    commands: commandsOf(loaded, plots, given),
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

function costFigures({ multiplyAdds, parameters, parameterBytes }: Cost): Report["figures"] {
  return [
    { name: "a call costs", value: showCount(multiplyAdds), detail: "multiply-adds" },
    { name: "parameters", value: showCount(parameters), detail: `${showCount(parameterBytes)} bytes` },
  ];
}

interface DrawnPlot {
  /** As `nnc plot` calls it. */
  readonly kind: "fit" | "error" | "loss" | "calibration" | "confusion";
  readonly card: Card;
}

/** Fit, error and loss, as far as the model holds what they are drawn from. */
async function plotsOf(loaded: LoadedModel, judgement: Judgement | undefined): Promise<readonly DrawnPlot[]> {
  const loss = drawLoss(loaded);
  const subject = await subjectOf(loaded);
  // Samples of several inputs are drawn as residuals alone.
  const dots = subject?.sampled.domain.length === 1 ? judgement : undefined;
  return [
    ...(subject === undefined ? [] : [{ kind: "fit" as const, card: drawFit(subject, dots) }]),
    ...(judgement === undefined ? [] : residualsOf(loaded, judgement)),
    // Maps of a fit show the error already.
    ...(judgement !== undefined || subject?.sampled.targets === undefined || subject.free.length > 1 ? [] : [{ kind: "error" as const, card: drawError(subject) }]),
    ...(loss === undefined ? [] : [{ kind: "loss" as const, card: loss }]),
  ];
}

function residualsOf(loaded: LoadedModel, judgement: Judgement): readonly DrawnPlot[] {
  if (judgement.classes.length > 0) return classPlots(loaded, judgement);
  if (judgement.outputs.length > MOST_RESULTS) return [];
  return [{ kind: "error", card: drawResiduals(loaded, judgement, undefined) }];
}

function classPlots(loaded: LoadedModel, judgement: Judgement): readonly DrawnPlot[] {
  const judged = { loaded, judgement };
  const ofCalibration = judgement.classes.length > MOST_RESULTS ? [] : [{ kind: "calibration" as const, card: drawCalibration(judged, undefined) }];
  return [...judgement.classes.slice(0, MOST_RESULTS).map((_, question) => ({ kind: "confusion" as const, card: drawConfusion(judged, question + 1) })), ...ofCalibration];
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

function commandsOf(
  { fileName, activations, said, model: { record } }: LoadedModel,
  plots: readonly DrawnPlot[],
  given: DataSettings,
): Report["commands"] {
  const file = fileName === "-" ? DEFAULT_MODEL : fileWord(fileName);
  const readWith = [...activationWords(activations), ...inputWords(said)];
  const judged = dataWords(given);
  const emit = LANGUAGE_NAMES.map((language) => shellWords(["nnc", "emit", file, ...readWith, "--lang", language]));
  // One kind tells how the others are drawn, and it must be one that needs to be told nothing more.
  const plot = plots.slice(0, 1).map(({ kind }) => shellWords(["nnc", "plot", kind, file, ...(kind === "loss" ? [] : judged), ...readWith, "-o", `${kind}.svg`]));
  const report = shellWords(["nnc", "report", file, ...judged, ...readWith, "-o", "report.html"]);
  return [
    ...(record === undefined ? [] : [{ purpose: "Train it again:", command: record.command }]),
    { purpose: "Compile it to source code:", command: emit.join("\n") },
    { purpose: "Compile that, run it and compare it bit by bit:", command: shellWords(["nnc", "check", file, ...judged, ...readWith]) },
    { purpose: plot.length === 0 ? "Write this again:" : "Draw and write this again:", command: [...plot, report].join("\n") },
  ];
}

/** The options about samples; the file by its name without its folder. */
function dataWords({ data, inputs, outputs, missing }: DataSettings): readonly string[] {
  if (data === undefined) return [];
  const columns = (name: string, words: readonly string[] | undefined): readonly string[] => (words === undefined ? [] : [name, words.join(",")]);
  return ["--data", data === "-" ? "-" : fileWord(basename(data)), ...columns("--inputs", inputs), ...columns("--outputs", outputs), ...(missing === "drop" ? ["--missing", missing] : [])];
}
