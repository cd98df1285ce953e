// The network in a checkpoint of nnc's, as it stood when the checkpoint was written: which names and metadata it has there.
//
//     format             nnc-checkpoint      what tells the file from others
//     nnc.activations    ["relu","identity"] one after each layer; leaky_relu:0.2 where an op has an attribute; softmax after the last one
//     nnc.target, …      as in an ONNX file of nnc's
//
// The tensors l1.W (outputs × inputs), l1.b (outputs), l2.W, … are float32. Whatever else the file holds is left alone.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Activation } from "../../network/activation.ts";
import { parseActivation, showActivation } from "../../network/activation.ts";
import type { LayerParameter, NetworkLayer } from "../../network/dense-layers.ts";
import { networkOfLayers } from "../../network/dense-layers.ts";
import type { Model, TrainingRecord } from "../../network/model.ts";
import { softmax } from "../../network/ops/softmax.ts";
import type { Network } from "../../network/network.ts";
import { readRecord, writeRecord } from "../onnx/training-record.ts";
import type { Safetensors, Tensor } from "./tensor.ts";

export const FORMAT_KEY = "format";
export const FORMAT_NAME = "nnc-checkpoint";
/** Of all outputs together: no activation that a layer's units have each for itself. */
const SOFTMAX_OF_ROW: Activation = { op: softmax, attributes: { ...softmax.attributes, axis: 1 } };
const ACTIVATIONS_KEY = "nnc.activations";

/**
 * The tensors and metadata of a dense network: `parameters` W, b, W, b …, an activation after each layer.
 *
 * @param record without errors.
 */
export function writeDenseModel(parameters: readonly Tensor[], activations: readonly Activation[], record: TrainingRecord): Safetensors {
  return {
    metadata: new Map([
      [FORMAT_KEY, FORMAT_NAME],
      [ACTIVATIONS_KEY, JSON.stringify(activations.map((one) => (one.op === softmax ? softmax.name : showActivation(one))))],
      ...writeRecord(record, undefined),
    ]),
    tensors: new Map(parameters.map((tensor, position) => [`l${(position >> 1) + 1}.${position % 2 === 0 ? "W" : "b"}`, tensor])),
  };
}

/**
 * x[1, inputs] → y[1, outputs], as the training would have ended; undefined where the file holds no network. An only input or
 * output has the name of its variable or column.
 *
 * @throws DiagnosticError of category model.
 */
export function readDenseModel({ metadata, tensors }: Safetensors, file: string): Model {
  const activations = readActivations(metadata, file);
  const entries = [...metadata].map(([key, value]) => ({ key, value }));
  const inputName = onlyVariable(metadata.get("nnc.domain")) ?? "x";
  const outputName = onlyVariable(metadata.get("nnc.data.outputs")) ?? "y";
  const network = buildNetwork(tensors, activations, file, inputName, outputName);
  return { network, record: readRecord(entries, network, file) };
}

/** The name of the one variable of `x=0:1`; undefined where there are several or none. */
function onlyVariable(domain: string | undefined): string | undefined {
  return /^([^=,]+)=[^=,]+$/.exec(domain ?? "")?.[1];
}

function buildNetwork(tensors: Safetensors["tensors"], activations: readonly Activation[], file: string, inputName: string, outputName: string): Network {
  const parameter = (name: string, rank: 1 | 2): LayerParameter => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw refused(file, `the network has no tensor "${name}"`, `it has ${activations.length} layers`);
    if (!(tensor.data instanceof Float32Array) || tensor.shape.length !== rank) {
      throw refused(`${file}: tensor "${name}"`, "the tensor is no parameter of a dense network", `it must be of type F32 with ${rank === 1 ? "one axis" : "two axes"}`);
    }
    return { name, shape: tensor.shape, data: tensor.data, origin: { file, place: `tensor "${name}"` } };
  };
  const layers = activations.map((activation, position): NetworkLayer => {
    const name = `l${position + 1}`;
    const [weights, bias] = [parameter(`${name}.W`, 2), parameter(`${name}.b`, 1)];
    const result = position + 1 === activations.length ? outputName : `h${position + 1}`;
    return { name, result, weights, bias, activation, origin: weights.origin };
  });
  return networkOfLayers({ name: inputName, batch: 1, origin: layers[0].origin }, layers);
}

function readActivations(metadata: ReadonlyMap<string, string>, file: string): readonly Activation[] {
  const text = metadata.get(ACTIVATIONS_KEY);
  if (text === undefined) throw refused(file, "the checkpoint holds no network", "it was written before a network could be made of its parameters");
  const list = listOfTexts(text);
  const problem = refused(`${file}: metadata entry "${ACTIVATIONS_KEY}"`, "the activations of the network cannot be read", "it must be a list in JSON, such as [\"relu\",\"identity\"]");
  if (list === undefined || list.length === 0) throw problem;
  try {
    return list.map((one, position) => (one === softmax.name && position + 1 === list.length ? SOFTMAX_OF_ROW : parseActivation(one)));
  } catch {
    throw problem;
  }
}

function listOfTexts(json: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined;
  } catch {
    return undefined;
  }
}

function refused(place: string, message: string, note: string): DiagnosticError {
  return new DiagnosticError({
    id: "checkpoint-network-damaged",
    message,
    place,
    note,
    hint: "the checkpoint was written wrongly or is damaged; train again",
  });
}
