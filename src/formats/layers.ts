// Dense layers as files of parameters hold them, and the network they make together with activations. Reads no file.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { Activation } from "../network/activation.ts";
import { NetworkBuilder } from "../network/build.ts";
import type { Network, Origin, Shape } from "../network/network.ts";
import { gemm } from "../network/ops/gemm.ts";
import { quoted } from "./refuse.ts";

export interface LayerParameter {
  /** As the file calls it: `l1/W`. */
  readonly name: string;
  readonly shape: Shape;
  /** Finite, row-major. */
  readonly data: Float32Array;
  readonly origin: Origin;
}

export interface DenseLayer {
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
 * @param layers as LayerFormat.read gives them.
 * @throws DiagnosticError of category model where a layer is too large.
 */
export function networkOfLayers(layers: readonly DenseLayer[], activations: LayerActivations): Network {
  const builder = new NetworkBuilder();
  const [first] = layers;
  if (first === undefined) throw new RangeError("a network has at least one layer");
  let value = builder.input("x", [1, first.weights.shape[1] ?? 1], first.weights.origin);
  layers.forEach(({ name, weights, bias }, position) => {
    const isLast = position === layers.length - 1;
    const { op, attributes } = isLast ? activations.outputActivation : activations.activation;
    // A view changes nothing: identity leaves no trace in the network.
    const isLinear = op.computation.kind === "reshape";
    const result = isLast ? "y" : `${name}.h`;
    const parameters = [weights, ...(bias === undefined ? [] : [bias])];
    const ids = parameters.map((parameter) => builder.ownParameter(parameter.name, parameter.shape, parameter.data, parameter.origin));
    value = builder.operation(gemm, [value, ...ids], { transposeB: 1 }, isLinear ? result : name, weights.origin);
    if (!isLinear) value = builder.operation(op, [value], attributes, result, weights.origin);
  });
  return builder.finish([value]);
}

/** The error for a file of layers that is read without activations. */
export function activationsMissing(layers: readonly DenseLayer[], file: string, title: string): DiagnosticError {
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
