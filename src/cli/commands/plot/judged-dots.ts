// Makes dots of the samples a network is judged by: their values, or how far the network is from them. Draws nothing.

import type { Judgement } from "../../../run/judgement.ts";
import { showScientific } from "../../../report/scientific.ts";
import type { SampleDots } from "../../../report/plots/sample-dots.ts";

/** Of one output, over the only input. */
export function valueDots(judgement: Judgement, output: number): SampleDots {
  const { samples: { dataset } } = judgement;
  const { points, values } = dataset.samples;
  return { x: points, y: every(values, dataset.outputs.length, output), ...common(judgement, output) };
}

/** network − sample of one output, over the only input, or over the network's value where there are several. */
export function residualDots(judgement: Judgement, output: number): SampleDots {
  const { samples: { dataset }, results } = judgement;
  const width = dataset.outputs.length;
  const [computed, wanted] = [every(results, width, output), every(dataset.samples.values, width, output)];
  const x = dataset.inputs.length === 1 ? dataset.samples.points : computed;
  return { x, y: computed.map((value, row) => value - wanted[row]), ...common(judgement, output) };
}

function common({ samples, outputs }: Judgement, output: number): Pick<SampleDots, "heldOut" | "note"> {
  const { error, unit } = outputs[output];
  const size = `${showScientific(error.maximum)}${unit === undefined ? "" : ` ${unit}`}`;
  return { heldOut: new Set(samples.heldOut), note: `largest error at ${error.samples} samples: ${size} on line ${error.line}` };
}

function every(numbers: Float32Array | Float64Array, width: number, first: number): Float64Array {
  return Float64Array.from({ length: numbers.length / width }, (_, row) => numbers[row * width + first]);
}
