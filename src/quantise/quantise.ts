// Makes of a network of floats one whose layers are between integers of 8 bits, by what its values are at many inputs. Reads no file and measures no loss.

import { DiagnosticError, type Failure } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Network } from "../network/network.ts";
import { valueOf } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import type { Pausing } from "../train/pausing.ts";
import type { Points } from "../verify/points.ts";
import { calibrate, type Calibration } from "./calibrate.ts";
import { integerLayer, type IntegerLayer } from "./integer-layer.ts";
import type { Layer } from "./layer.ts";
import { layersOf, planOf, type Plan } from "./plan.ts";
import { quantisedNetwork } from "./quantised-network.ts";
import { quantisationOf, type Quantisation, type Range } from "./scale.ts";
import { wholeLayers } from "./whole-layers.ts";

export interface QuantisationChoices {
  readonly calibration: Calibration;
  /** Whether the zero points of activations are 0. */
  readonly hasSymmetricActivations: boolean;
  /** Layers that stay floats, by their names. */
  readonly keptFloat: readonly string[];
}

/** A layer as it was made of integers. */
export interface QuantisedLayer {
  readonly name: string;
  /** The op, as networks print it. */
  readonly op: string;
  readonly weights: number;
  readonly channels: number;
  /** Of what it is given, as it was seen. */
  readonly range: Range;
  /** Of what it is given. */
  readonly input: Quantisation;
  /** Of the weights, over the channels. */
  readonly leastScale: number;
  readonly greatestScale: number;
  /** No partial sum of products and bias is larger, whatever the input: proved, below 2^31. */
  readonly largestSum: number;
}

export interface QuantisedResult {
  readonly network: Network;
  readonly layers: readonly QuantisedLayer[];
  /** Layers that stay floats, by their names. */
  readonly keptFloat: readonly string[];
}

const MOST_NAMED = 8;

/**
 * @param points float32, the elements of all inputs.
 * @throws DiagnosticError: model where there is no layer of floats or a value is not finite at the points, usage where a layer that is to
 * stay has another name.
 */
export function* quantise(given: Network, points: Points, choices: QuantisationChoices): Pausing<QuantisedResult> {
  const network = wholeLayers(given);
  const all = layersOf(network);
  if (all.size === 0) {
    throw nothingToQuantise({
      message: "the model has no layer that can be quantised",
      note: "convolutions and products with a matrix of floats that is known can be; of a model that is quantised already none is left",
    });
  }
  const layers = withoutKept(all, choices.keptFloat);
  const plan = planOf(network, layers);
  const ranges = yield* calibrate(network, plan.sources, points, choices.calibration);
  ranges.forEach((range, group) => checkFinite(network, plan, group, range));
  const quantisations = ranges.map((range) => quantisationOf(range, choices.hasSymmetricActivations));
  const integers = new Map([...layers].map(([id, layer]) => [id, integerLayer(layer, quantisations[groupOfInput(plan, layer)])] as const));
  return {
    network: quantisedNetwork(network, { plan, quantisations, integers }),
    layers: [...integers].map(([id, whole]) => described(plan.layers.get(id), whole, plan, { ranges, quantisations })).flat(),
    keptFloat: [...all].filter(([id]) => !layers.has(id)).map(([, { operation }]) => operation.name),
  };
}

function groupOfInput({ groups }: Plan, { operation }: Layer): number {
  return groups.get(operation.arguments[0]) ?? 0;
}

interface Scales {
  readonly ranges: readonly Range[];
  readonly quantisations: readonly Quantisation[];
}

function described(layer: Layer | undefined, whole: IntegerLayer, plan: Plan, { ranges, quantisations }: Scales): readonly QuantisedLayer[] {
  if (layer === undefined) return [];
  const group = groupOfInput(plan, layer);
  const scales = { leastScale: whole.scales.reduce((a, b) => Math.min(a, b)), greatestScale: whole.scales.reduce((a, b) => Math.max(a, b)) };
  const { name, op } = layer.operation;
  const input = { range: ranges[group], input: quantisations[group] };
  return [{ name, op: op.name, weights: whole.weights.length, channels: layer.channels, ...input, ...scales, largestSum: whole.largestSum }];
}

function withoutKept(layers: ReadonlyMap<ValueId, Layer>, kept: readonly string[]): ReadonlyMap<ValueId, Layer> {
  const names = [...layers.values()].map(({ operation }) => operation.name);
  for (const name of kept) {
    if (names.includes(name)) continue;
    throw new DiagnosticError({
      id: "layer-unknown",
      message: `the network has no layer called '${name}'`,
      place: setting("keepFloat"),
      note: `its layers: ${names.slice(0, MOST_NAMED).join(", ")}${names.length > MOST_NAMED ? ", …" : ""}`,
      hint: didYouMean(name, names) ?? "name one of them",
    });
  }
  const others = new Map([...layers].filter(([, { operation }]) => !kept.includes(operation.name)));
  if (others.size > 0) return others;
  throw nothingToQuantise({ message: "every layer is to stay floats", place: setting("keepFloat"), hint: "leave out a name" });
}

function nothingToQuantise(failure: Omit<Failure, "id">): DiagnosticError {
  return new DiagnosticError({ id: "nothing-to-quantise", ...failure });
}

function checkFinite(network: Network, { sources }: Plan, group: number, { low, high }: Range): void {
  if (Number.isFinite(low) && Number.isFinite(high)) return;
  throw new DiagnosticError({
    id: "calibration-not-finite",
    message: `a value of the network is not finite at the inputs it is calibrated with: ${sources[group].map((id) => `"${valueOf(network, id).name}"`).join(" or ")}`,
    place: setting("data"),
    note: "no scale of integers has NaN and infinities",
    hint: prose`leave such samples out of ${setting("data")}`,
  });
}
