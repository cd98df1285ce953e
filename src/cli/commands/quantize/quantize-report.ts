// Writes what nnc quantize made: as tables, as JSON. Computes nothing.

import { showCount, showError, showShare } from "../../../numeric/shown-number.ts";
import type { MeasuredError } from "../../../network/model.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import type { ModelSize, QuantisedModel } from "../../../pipeline/quantised.ts";
import type { QuantisedLayer } from "../../../quantise/quantise.ts";
import type { QuantisationLoss } from "../../../quantise/loss.ts";
import { toJson } from "../../json/to-json.ts";
import { layOut } from "../../terminal/lay-out.ts";
import { quantizeJson } from "./quantize-json.ts";

/** Outputs that have a line of their own. */
const MOST_OUTPUTS = 12;
/** What an accumulator holds. */
const ACCUMULATOR = 2 ** 31;

/** Three tables: layers, loss, sizes. */
export function quantisedAsText(quantised: QuantisedModel): string {
  return [layersOf(quantised), layOut(lossRows(quantised.loss)), layOut(sizeRows(quantised.size))].join("\n");
}

function layersOf({ layers, keptFloat }: QuantisedModel): string {
  const heading = ["layer", "weights", "range of input", "scale", "zero", "weight scales", "largest sum"];
  const kept = keptFloat.map((name) => [name, "float"]);
  return layOut([heading, ...layers.map(layerRow), ...kept]);
}

function layerRow({ name, weights, range, input, leastScale, greatestScale, largestSum }: QuantisedLayer): readonly string[] {
  const scales = leastScale === greatestScale ? short(leastScale) : `${short(leastScale)} … ${short(greatestScale)}`;
  const sum = `${showCount(largestSum)} (${short((100 * largestSum) / ACCUMULATOR)} % of 2^31)`;
  return [name, showCount(weights), `${short(range.low)} … ${short(range.high)}`, short(input.scale), String(input.zero), scales, sum];
}

function lossRows({ outputs, maximum, rootMeanSquare, samples, agreeing, data }: QuantisationLoss): readonly (readonly string[])[] {
  const several = outputs.length > 1 ? outputs.slice(0, MOST_OUTPUTS) : [];
  const further = several.length > 0 && outputs.length > MOST_OUTPUTS ? [["…"]] : [];
  const [low, high] = [Math.min(...outputs.map((one) => one.low)), Math.max(...outputs.map((one) => one.high))];
  const ofSamples = (title: string, { maximum: worst, rootMeanSquare: mean, right }: MeasuredError): readonly string[] => {
    return [title, showError(worst), showError(mean), ...(right === undefined ? [] : [`${showShare(right / samples)} right`])];
  };
  return [
    ["against floats", "worst", "root mean square", "range of floats"],
    ...several.map((one) => [one.name, showError(one.maximum), showError(one.rootMeanSquare), `${short(one.low)} … ${short(one.high)}`]),
    ...further,
    [`all, ${showCount(samples)} inputs`, showError(maximum), showError(rootMeanSquare), `${short(low)} … ${short(high)}`],
    ...(agreeing === undefined ? [] : [["same class", `${showCount(agreeing)} of ${showCount(samples)}`]]),
    ...(data === undefined ? [] : [
      ofSamples("floats at the samples", data.float),
      ofSamples("quantised at the samples", data.quantised),
    ]),
  ];
}

function sizeRows({ float, quantised }: QuantisedModel["size"]): readonly (readonly string[])[] {
  const row = (title: string, bytesOf: (size: ModelSize) => number): readonly string[] => [title, showCount(bytesOf(float)), showCount(bytesOf(quantised))];
  return [
    ["bytes", "floats", "quantised"],
    row("file", ({ fileBytes }) => fileBytes),
    row("tables", ({ parameterBytes }) => parameterBytes),
    row("working memory", ({ workingBytes }) => workingBytes),
  ];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

export function quantisedAsJson({ fileName, modelSha256 }: LoadedModel, quantised: QuantisedModel, maxLoss: number | undefined): string {
  const { layers, keptFloat, loss, size, sums } = quantised;
  return toJson(quantizeJson, {
    file: fileName,
    sha256: modelSha256,
    layers,
    keptFloat,
    loss: { ...loss, agreeing: loss.agreeing ?? null, data: loss.data ?? null },
    size,
    sums: sums ?? null,
    maxLoss: maxLoss ?? null,
    passed: maxLoss === undefined || loss.maximum <= maxLoss,
  });
}
