// Describes a model for nnc info: as text and as JSON.

import { printable } from "../../../diagnostics/render-diagnostic.ts";
import { FORMAT_NAMES } from "../../../formats/format-names.ts";
import { showChanged } from "../../../network/attributes.ts";
import { costOf, describeBatch, describeModel, multiplyAddWord } from "../../../network/describe.ts";
import { describeNotice } from "../../../network/notice.ts";
import { distrustReason, notMeasured } from "../../../network/distrust.ts";
import type { Distrust, TrainingRecord } from "../../../network/model.ts";
import type { Named, Network, OperationValue } from "../../../network/network.ts";
import type { CarriedState } from "../../../network/op.ts";
import type { Shape } from "../../../network/shape.ts";
import { valueOf } from "../../../network/network.ts";
import { usedParameters } from "../../../network/used-parameters.ts";
import { showCount } from "../../../numeric/shown-number.ts";
import { stateBytes } from "../../../program/working-memory.ts";
import { nameValues } from "../../../passes/name-values.ts";
import { showDomainVariable } from "../../../run/settings/domain.ts";
import type { LoadedModel } from "../../../pipeline/load-model.ts";
import { activationWords, inputWords, stateWords } from "../../../shell/emit-command-line.ts";
import { toJson } from "../../json/to-json.ts";
import { describeSeen } from "../../terminal/seen.ts";
import { layOut } from "../../terminal/lay-out.ts";
import { infoJson } from "./info-json.ts";
import { showArray } from "./show-array.ts";

/** What is known of a model, each thing with its name. Names in it come from the file: nothing is escaped. */
export function describeFacts(loaded: LoadedModel): readonly (readonly [name: string, fact: string])[] {
  const network = nameParameters(loaded.model.network);
  const cost = costOf(loaded.network);
  const batch = describeBatch(loaded.model);
  const readWith = [...activationWords(loaded.activations), ...inputWords(loaded.said), ...stateWords(loaded.states, loaded.stream)];
  return [
    ["model", `${loaded.fileName}, ${showCount(loaded.byteLength)} bytes`],
    ["format", [FORMAT_NAMES[loaded.format].title, ...(readWith.length > 0 ? ["read with", ...readWith] : [])].join(" ")],
    ["sha256", loaded.modelSha256],
    ...loaded.siblings.map(({ name, byteLength, sha256 }) => ["with", `${name}, ${showCount(byteLength)} bytes, sha256 ${sha256}`] as const),
    ...(loaded.model.notices ?? []).map((notice) => ["note", describeNotice(notice)] as const),
    ["network", describeModel(loaded)],
    ...(batch === undefined ? [] : [["batch", batch] as const]),
    ["inputs", network.inputs.map((one) => showNamed(network, one)).join(", ")],
    ["outputs", network.outputs.map((one) => showNamed(network, one)).join(", ")],
    ...(network.carried.length === 0 ? [] : [["state", showStates(network, loaded)] as const]),
    [
      "cost",
      `${showCount(cost.multiplyAdds)} ${multiplyAddWord(cost.multiplyAdds)} a call, ${showCount(cost.parameterBytes)} bytes of parameters`,
    ],
    ...recordFacts(loaded.model.record),
  ];
}

/** The parameters by the names they have in emitted sources, each as the article prints them: `W1 = [[…` . */
export function describeParameters(loaded: LoadedModel): readonly { readonly name: string; readonly shape: string; readonly text: string }[] {
  return usedParameters(nameParameters(loaded.model.network)).map(({ name, data, shape }) => ({
    name,
    shape: showShape(shape),
    text: showArray(name, data, shape),
  }));
}

export function describeAsText(loaded: LoadedModel, withParameters: boolean): string {
  const network = nameParameters(loaded.model.network);
  const layers = layOut([
    ["value", "shape", "is", "of"],
    ...operationsOf(network).map((value) => layerRow(network, value)),
  ]);
  // Spelling millions of numbers takes a minute.
  const parameters = withParameters ? describeParameters(loaded).map((parameter) => `${parameter.text}\n`) : [];
  const text = [layOut(describeFacts(loaded)), layers, ...parameters].join("\n");
  // Names come from the file.
  return text.split("\n").map(printable).join("\n");
}

function recordFacts(record: TrainingRecord | undefined): readonly (readonly [string, string])[] {
  if (record === undefined) return [["target", "not recorded in the model"]];
  const { error, data, distrust } = record;
  const names = record.domain.map(({ name }) => name);
  return [
    ["target", data === undefined ? record.targets.join(", ") : data.outputs.map(({ name }) => name).join(", ")],
    ...(data?.classes?.kind === "one-of" ? [["classes", data.classes.labels.join(", ")] as const] : []),
    ...(data === undefined ? [] : [["data", `${data.file}, sha256 ${data.sha256}`] as const]),
    ["domain", record.domain.map(showDomainVariable).join(", ")],
    ["error", error === undefined ? notMeasured(record) : describeSeen(error, names, data === undefined ? "inputs" : "samples trained on")],
    ...(error === undefined || distrust === undefined ? [] : [["", `measured anew: ${distrustReason(distrust)}`] as const]),
    ...(data?.heldOut === undefined ? [] : [["held out", describeSeen(data.heldOut, names, "samples held out")] as const]),
    [
      "training",
      `recipe ${record.recipe}, seed ${record.seed}${describeIterations(record)}`,
    ],
    ["command", record.command],
  ];
}

function describeIterations({ iterations, batch }: TrainingRecord): string {
  if (iterations === undefined) return "";
  return batch === undefined ? `, at most ${showCount(iterations)} iterations` : `, ${showCount(iterations)} iterations of ${batch}`;
}

function layerRow(network: Network, value: OperationValue): readonly string[] {
  const attributes = showChanged(value.attributes, value.op.attributes);
  const of = value.arguments.map((id) => valueOf(network, id).name).join(", ");
  return [value.name, showShape(value.shape), [value.op.name, ...attributes].join(" "), of];
}

/** Shapes in `shapes`, data by rows: the numbers of a parameter are one flat list in row-major order. */
export function describeAsJson(loaded: LoadedModel, withParameters: boolean): string {
  const network = nameParameters(loaded.model.network);
  const named = ({ name, value }: Named) => ({ name, shape: valueOf(network, value).shape });
  const { multiplyAdds, parameterBytes } = costOf(loaded.network);
  return toJson(infoJson, {
    model: { file: loaded.fileName, format: loaded.format, bytes: loaded.byteLength, sha256: loaded.modelSha256 },
    network: describeModel(loaded),
    siblings: loaded.siblings.map(({ name, byteLength, sha256 }) => ({ file: name, bytes: byteLength, sha256 })),
    sizes: Object.fromEntries(loaded.said.sizes),
    shapes: Object.fromEntries(loaded.said.shapes),
    fixed: Object.fromEntries(loaded.said.fixed),
    notices: loaded.model.notices ?? [],
    fixedBatch: loaded.model.fixedBatch ?? null,
    inputs: network.inputs.map(named),
    outputs: network.outputs.map(named),
    states: network.carried.map((carried) => {
      return { ...named({ name: valueOf(network, carried.state).name, value: carried.state }), next: nextOf(network, carried, loaded) };
    }),
    stateBytes: stateBytes(loaded.program),
    stream: loaded.model.stream ?? null,
    cost: { multiplyAdds, parameterBytes },
    training: loaded.model.record === undefined ? null : trainingOf(loaded.model.record),
    layers: operationsOf(network).map((value) => ({
      name: value.name,
      op: value.op.name,
      attributes: value.attributes,
      shape: value.shape,
      arguments: value.arguments.map((id) => valueOf(network, id).name),
    })),
    parameters: usedParameters(network).map(({ name, shape, data }) => ({
      name,
      shape,
      ...(withParameters ? { values: Array.from(data) } : {}),
    })),
  });
}

/** Parameters by the names they have in emitted sources (W1, b1, …), all else as the file calls it. */
function nameParameters(network: Network): Network {
  const values = nameValues(network).values.map((value, id) =>
    value.kind === "parameter" ? value : { ...value, name: valueOf(network, id).name },
  );
  return { ...network, values };
}

function operationsOf(network: Network): readonly OperationValue[] {
  return network.values.filter((value) => value.kind === "operation");
}

function showNamed(network: Network, { name, value }: Named): string {
  return `${name} ${showShape(valueOf(network, value).shape)}`;
}

/** `h 1 x 64, then h_out; 256 bytes`. */
/** What a state holds next: the output that was said, else the value. */
function nextOf(network: Network, { state, next }: CarriedState, { states }: LoadedModel): string {
  return states.find(({ input }) => input === valueOf(network, state).name)?.output ?? valueOf(network, next).name;
}

function showStates(network: Network, loaded: LoadedModel): string {
  const { program } = loaded;
  const states = network.carried.map((carried) => {
    return `${showNamed(network, { name: valueOf(network, carried.state).name, value: carried.state })}, then ${nextOf(network, carried, loaded)}`;
  });
  return `${states.join("; ")}; ${showCount(stateBytes(program))} bytes`;
}

function showShape(shape: Shape): string {
  return shape.length === 0 ? "scalar" : shape.join(" x ");
}

/** Nothing is fused here, and so no error is distrusted for it. */
function trainingOf({ distrust, ...record }: TrainingRecord): Omit<TrainingRecord, "distrust"> & { readonly distrust?: Exclude<Distrust, "fused"> } {
  return distrust === undefined || distrust === "fused" ? record : { ...record, distrust };
}
