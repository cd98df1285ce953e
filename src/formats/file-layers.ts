// Dense layers as files of parameters hold them, and the network they make together with activations. Reads no file.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { Activation } from "../network/activation.ts";
import type { LayerParameter, NetworkLayer } from "../network/dense-layers.ts";
import { networkOfLayers } from "../network/dense-layers.ts";
import type { Network } from "../network/network.ts";
import { quoted } from "./refuse.ts";

export interface FileLayer {
  /** `l1`. */
  readonly name: string;
  /** Outputs × inputs. */
  readonly weights: LayerParameter;
  /** One for each output; undefined where the layer has none. */
  readonly bias: LayerParameter | undefined;
}

export interface LayerActivations {
  /** After every layer but the last. */
  readonly activation: Activation;
  /** After the last layer. */
  readonly outputActivation: Activation;
}

/** Lines of a note that lists what was found. */
const MAXIMUM_LISTED = 12;

/**
 * The network x[1, inputs] → y[1, outputs] in which each layer is activation(x·Wᵀ + b).
 *
 * @param layers at least one, as LayerFormat.read gives them.
 * @throws DiagnosticError of category model where a layer is too large.
 */
export function networkOfFile(layers: readonly FileLayer[], { activation, outputActivation }: LayerActivations): Network {
  const [{ weights: { origin } }] = layers;
  const named = layers.map(({ name, weights, bias }, position): NetworkLayer => {
    const isLast = position === layers.length - 1;
    return { name, result: isLast ? "y" : `${name}.h`, weights, bias, activation: isLast ? outputActivation : activation, origin: weights.origin };
  });
  return networkOfLayers({ name: "x", batch: 1, origin }, named);
}

/** The error for a file of layers that is read without activations. */
export function activationsMissing(layers: readonly FileLayer[], file: string, title: string): DiagnosticError {
  const found = layers.map(({ name, weights: { shape }, bias }) => {
    return `${name === "" ? "one layer" : `layer ${quoted(name)}`}: ${shape[1]} to ${shape[0]}${bias === undefined ? ", without bias" : ""}`;
  });
  const [usual, last] = [setting("activation", "leaky_relu:0.2"), setting("outputActivation", "identity")];
  return new DiagnosticError({
    id: "activation-missing",
    message: `${file} holds parameters only, not which activation follows its layers`,
    place: setting("activation"),
    note: listed([`its format is ${title}`, ...found]),
    hint: prose`write the activation it was trained with, such as ${usual}, and ${last} where none follows the last layer`,
  });
}

/** The lines of a note, cut where they are very many. */
export function listed(lines: readonly string[]): string {
  const shown = lines.slice(0, MAXIMUM_LISTED);
  return [...shown, ...(lines.length > shown.length ? [`… and ${lines.length - shown.length} more`] : [])].join("\n");
}
