// Finds the dense layers a network consists of and the activations between them, for files that hold parameters only.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import { ACTIVATIONS, NO_ACTIVATION, type Activation } from "../network/activation.ts";
import { showOrigin } from "../network/origin.ts";
import { showShape } from "../network/shape.ts";
import type { Network, OperationValue, ParameterValue, Value } from "../network/network.ts";
import { valueOf } from "../network/network.ts";
import { gemm } from "../network/ops/gemm.ts";
import type { FileLayer } from "./file-layers.ts";

export interface FoundLayers {
  readonly layers: readonly FileLayer[];
  /** What follows each layer; identity where nothing does. */
  readonly activations: readonly Activation[];
}

/**
 * @param network after the passes, which make every dense layer a gemm of transposed weights.
 * @param title of the format that has no place for anything else.
 * @throws DiagnosticError of category model where the network is not a chain of dense layers with at most one activation after
 * each.
 */
export function findLayers(network: Network, title: string): FoundLayers {
  const layers: FileLayer[] = [];
  const activations: (Activation | undefined)[] = [];
  let previous = network.inputs[0]?.value;
  network.values.forEach((value, id) => {
    if (value.kind !== "operation") return;
    const layer = value.arguments[0] === previous ? layerOf(network, value, layers.length + 1) : undefined;
    if (layer !== undefined) {
      layers.push(layer);
      activations.push(undefined);
    } else if (layers.length > 0 && activations.at(-1) === undefined && value.arguments[0] === previous && ACTIVATIONS.includes(value.op)) {
      activations[layers.length - 1] = { op: value.op, attributes: value.attributes };
    } else {
      throw unwritable(value, title);
    }
    previous = id;
  });
  const [first] = layers;
  const [output, ...otherOutputs] = network.outputs;
  if (first === undefined || network.inputs.length > 1 || otherOutputs.length > 0 || output.value !== previous) {
    throw unwritable(valueOf(network, output?.value ?? 0), title);
  }
  return { layers, activations: activations.map((activation) => activation ?? NO_ACTIVATION) };
}

/** Undefined where the operation is no dense layer. */
function layerOf(network: Network, value: OperationValue, number: number): FileLayer | undefined {
  if (value.op !== gemm) return undefined;
  const [x, w, c] = value.arguments;
  const { alpha, beta, transposeA, transposeB } = value.attributes;
  const weights = valueOf(network, w);
  const bias = c === undefined ? undefined : valueOf(network, c);
  const isDense = alpha === 1 && (beta === 1 || bias === undefined) && transposeA === 0 && transposeB === 1;
  if (!isDense || valueOf(network, x).shape[0] !== 1 || weights.kind !== "parameter") return undefined;
  if (bias !== undefined && bias.kind !== "parameter") return undefined;
  const outputs = weights.shape[0] ?? 1;
  return { name: `l${number}`, weights, bias: bias && biasOf(bias, outputs) };
}

/** One bias for each output: a single one may stand for all. */
function biasOf(bias: ParameterValue, outputs: number): ParameterValue {
  const data = bias.data.length === outputs ? bias.data : new Float32Array(outputs).fill(bias.data[0] ?? 0);
  return { ...bias, shape: [outputs], data };
}

function unwritable(value: Value, title: string): DiagnosticError {
  const what = value.kind === "operation" ? value.op.name : `${value.kind} ${showShape(value.shape)}`;
  return new DiagnosticError({
    id: "format-cannot-hold",
    message: `a ${title} file has no place for ${what}`,
    place: showOrigin(value.origin),
    note: "it holds the parameters of dense layers that follow one another, each with at most one activation",
    hint: prose`write another format: ${setting("format", "onnx")}`,
  });
}
