// Builds dense networks: layers of any width, an activation after each. Chooses no parameters; initialisers do.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { SettingName } from "../diagnostics/prose.ts";
import { setting } from "../diagnostics/prose.ts";
import type { LayerParameter, NetworkLayer } from "../network/dense-layers.ts";
import { networkOfLayers } from "../network/dense-layers.ts";
import type { Network } from "../network/network.ts";
import type { Origin } from "../network/origin.ts";
import type { Shape } from "../network/shape.ts";
import { elementCount } from "../network/shape.ts";
import type { Activation } from "../network/activation.ts";

const MAXIMUM_HIDDEN_LAYERS = 16;
/** Of one layer; also the most inputs and outputs. */
export const MAXIMUM_UNITS = 4096;
/** Of a network: 64 MiB of float32, and three times as much for gradients and optimiser. */
const MAXIMUM_PARAMETERS = 2 ** 24;

export interface DenseArchitecture {
  readonly inputs: number;
  /** Units of each hidden layer; none makes one layer from inputs to outputs. */
  readonly hidden: readonly number[];
  readonly outputs: number;
  /** After every layer, the last one included unless it has one of its own. */
  readonly activation: Activation;
  /** After the last layer; as `activation` when left out. */
  readonly outputActivation?: Activation;
  /** The name of the network's input; `x` when left out. */
  readonly inputName?: string;
  /** The name of its output; `y` when left out. */
  readonly outputName?: string;
}

/** A parameter a dense network needs. */
export interface DenseParameter {
  /** `l1.W` (outputs × inputs) or `l1.b` (outputs), and so on. */
  readonly name: string;
  readonly shape: Shape;
  readonly role: "weight" | "bias";
}

/** The parameters in the order in which `denseNetwork` takes them: l1.W, l1.b, l2.W, … */
export function denseParameters(architecture: DenseArchitecture): readonly DenseParameter[] {
  const widths = [architecture.inputs, ...architecture.hidden, architecture.outputs];
  return widths.slice(1).flatMap((units, layer): DenseParameter[] => [
    { name: `l${layer + 1}.W`, shape: [units, widths[layer]], role: "weight" },
    { name: `l${layer + 1}.b`, shape: [units], role: "bias" },
  ]);
}

/**
 * The network x[batch, inputs] → y[batch, outputs]: each layer is activation(x·Wᵀ + b).
 *
 * @param parameters float32, in the order and of the shapes of `denseParameters`; copied.
 * @throws DiagnosticError (usage) as `checkArchitecture`.
 */
export function denseNetwork(architecture: DenseArchitecture, batch: number, parameters: readonly Float32Array[]): Network {
  checkArchitecture(architecture);
  const { hidden, activation, outputActivation = activation, inputName = "x", outputName = "y" } = architecture;
  const described = denseParameters(architecture);
  const layers = [...hidden, architecture.outputs].map((_, position): NetworkLayer => {
    const [weights, bias] = [2 * position, 2 * position + 1].map((parameter): LayerParameter => {
      const { name, shape } = described[parameter];
      return { name, shape, data: parameters[parameter].slice(), origin: origin(`layer l${position + 1}`) };
    });
    const isLast = position === hidden.length;
    return {
      name: `l${position + 1}`,
      result: isLast ? outputName : `h${position + 1}`,
      weights,
      bias,
      activation: isLast ? outputActivation : activation,
      origin: origin(`layer l${position + 1}`),
    };
  });
  return networkOfLayers({ name: inputName, batch, origin: origin("input") }, layers);
}

/**
 * Refuses sizes that are no sizes or too large, before anything is allocated.
 *
 * @throws DiagnosticError (usage, at the setting `hidden`, or `target` and `domain` for outputs and inputs).
 */
export function checkArchitecture(architecture: DenseArchitecture): void {
  const { inputs, hidden, outputs } = architecture;
  checkSize("the number of inputs", inputs, MAXIMUM_UNITS, "domain");
  checkSize("the number of outputs", outputs, MAXIMUM_UNITS, "target");
  if (hidden.length > 0) checkSize("the number of hidden layers", hidden.length, MAXIMUM_HIDDEN_LAYERS, "hidden");
  hidden.forEach((units, layer) => checkSize(`the size of hidden layer ${layer + 1}`, units, MAXIMUM_UNITS, "hidden"));
  const total = denseParameters(architecture).reduce((sum, { shape }) => sum + elementCount(shape), 0);
  if (total > MAXIMUM_PARAMETERS) {
    throw new DiagnosticError({
      id: "network-too-large",
      message: `the network would have ${total} parameters`,
      place: setting("hidden"),
      note: `at most ${MAXIMUM_PARAMETERS} are allowed`,
      hint: "use fewer or smaller layers",
    });
  }
}

/** @throws DiagnosticError (usage) unless `size` is a whole number from 1 to `most`. */
export function checkSize(what: string, size: number, most: number, place: SettingName): void {
  if (Number.isSafeInteger(size) && size >= 1 && size <= most) return;
  throw new DiagnosticError({
    id: "size-invalid",
    message: `${what} is ${size}`,
    place: setting(place),
    note: `it must be a whole number from 1 to ${most}`,
  });
}

function origin(place: string): Origin {
  return { file: "nnc train", place };
}
