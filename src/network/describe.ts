// Describes a network in a line and counts what a call of it costs.

import { numbersOf, showAttribute } from "./attributes.ts";
import type { Model } from "./model.ts";
import type { Network, OperationValue } from "./network.ts";
import { isKnown, valueOf } from "./network.ts";
import { sameShape } from "./broadcast.ts";
import { elementCount } from "./shape.ts";
import { multiplyAddsOf, type Reduction } from "./reduction.ts";

/** So long is a description at the most that names every layer or operation in order. */
const LONGEST = 100;

/**
 * `1-16-32-1, leaky_relu(0.2) after every layer`, views left out, or the ops in order where the network is no chain of layers; where either is
 * longer than a line, how many there are of each op.
 */
export function describeArchitecture(network: Network): string {
  return inOrder(network) ?? countOperations(network);
}

/**
 * A model in a line: of its network as it is computed, or else as its file has it, which knows softmax as one op, whichever is a chain of
 * layers. Operations that are too many to be named in order are counted as the file has them.
 */
export function describeModel({ network, model }: { readonly network: Network; readonly model: Pick<Model, "network"> }): string {
  return inLine(describeLayers(network)) ?? inLine(describeLayers(model.network)) ?? inOrder(network) ?? countOperations(model.network);
}

function inOrder(network: Network): string | undefined {
  return inLine(describeLayers(network)) ?? inLine(describeOperations(network, operationsOf(network)));
}

function inLine(description: string | undefined): string | undefined {
  return description === undefined || description.length > LONGEST ? undefined : description;
}

/** `19 operations: 9 conv, 9 relu, 1 gemm`. */
function countOperations(network: Network): string {
  const operations = operationsOf(network);
  return `${operations.length === 1 ? "1 operation" : `${operations.length} operations`}: ${countOps(operations)}`;
}

/** `9 conv, 9 relu, 1 gemm`, in the order in which they come first. */
function countOps(operations: readonly OperationValue[]): string {
  const counts = new Map<string, number>();
  for (const { op } of operations) counts.set(op.name, (counts.get(op.name) ?? 0) + 1);
  return Array.from(counts, ([name, count]) => `${count} ${name}`).join(", ");
}

function operationsOf({ values }: Network): readonly OperationValue[] {
  return values.filter((value) => value.kind === "operation");
}

/** Undefined where the network is no chain of layers. */
function describeLayers(network: Network): string | undefined {
  const operations = operationsOf(network);
  const layers = operations.filter((value) => isProduct(network, value));
  const [first] = operations.filter(({ op }) => op.computation.kind !== "reshape");
  if (!isChain(network) || first === undefined || first !== layers[0]) return undefined;
  const widths = describeWidths(network, layers);
  const steps = operations.filter(({ op }) => op.computation.kind !== "reshape");
  const activations = layers.map((layer, position) => activationsAfter(network, steps, layer, layers[position + 1]));
  const [usual] = activations;
  const last = activations.at(-1) ?? "";
  if (activations.every((one) => one === usual)) return usual === "" ? `${widths}, linear` : `${widths}, ${usual} after every layer`;
  if (last === "" && activations.slice(0, -1).every((one) => one === usual)) return `${widths}, ${usual} after every layer but the last`;
  const each = `${widths}, ${activations.map((one) => (one === "" ? "linear" : one)).join(", ")}`;
  return inLine(each) ?? `${widths}, with ${countOps(steps.filter((step) => !layers.includes(step)))}`;
}

/** `1-16-32-1`, or `8-16-4 for each of 10 rows` where every layer does the same to each row. */
function describeWidths(network: Network, layers: readonly OperationValue[]): string {
  const input = network.inputs.map(({ value }) => elementCount(valueOf(network, value).shape));
  const counts = [...input, ...layers.map(({ shape }) => elementCount(shape))];
  const [rows, ...others] = layers.map((layer) => rowsOf(network, layer));
  const isOfRows = rows > 1 && others.every((one) => one === rows) && counts.every((count) => count % rows === 0);
  return isOfRows ? `${counts.map((count) => count / rows).join("-")} for each of ${rows} rows` : counts.join("-");
}

/** The rows that a layer multiplies with one matrix. */
function rowsOf(network: Network, { shape, arguments: args }: OperationValue): number {
  return args.length > 1 && valueOf(network, args[1]).shape.length === 2 ? elementCount(shape.slice(0, -1)) : 1;
}

/** What so many of them are called. */
export function multiplyAddWord(count: number): string {
  return count === 1 ? "multiply-add" : "multiply-adds";
}

/** What became of a batch of fixed size; undefined where there is none. */
export function describeBatch({ fixedBatch, isFirstAxisGiven = false }: Model): string | undefined {
  if (fixedBatch === undefined) return undefined;
  if (isFirstAxisGiven) return `the size given is that of a batch of ${fixedBatch} independent rows, of which the function computes one`;
  return `the model fixes a batch of ${fixedBatch}; the function computes one row`;
}

/** Whether each operation takes the result of the one before it, and parameters, and nothing else. */
function isChain({ values, inputs, outputs }: Network): boolean {
  let previous = inputs[0]?.value;
  for (const [id, value] of values.entries()) {
    if (value.kind !== "operation") continue;
    const results = value.arguments.filter((argument) => !isKnown(values[argument]));
    if (results.length !== 1 || results[0] !== previous) return false;
    previous = id;
  }
  return inputs.length === 1 && outputs.length === 1 && outputs[0].value === previous;
}

function activationsAfter(
  network: Network,
  operations: readonly OperationValue[],
  layer: OperationValue,
  next: OperationValue | undefined,
): string {
  const end = next === undefined ? operations.length : operations.indexOf(next);
  return counted(operations.slice(operations.indexOf(layer) + 1, end).map((one) => describeOperation(network, one))).join(" and ");
}

function describeOperations(network: Network, operations: readonly OperationValue[]): string {
  // Views take the results of scans apart, and say nothing of what is computed.
  const hasScan = operations.some(({ op }) => op.computation.kind === "scan");
  const described = hasScan ? operations.filter(({ op: { computation: { kind } } }) => kind !== "reshape" && kind !== "view") : operations;
  return described.length === 0 ? "no operations" : counted(described.map((one) => describeOperation(network, one))).join(", ");
}

/** As many in a row are listed one by one. */
const LISTED = 3;

/** What comes many times in a row once, with its number: `relu 5 times`. */
function counted(descriptions: readonly string[]): readonly string[] {
  const starts = descriptions.flatMap((one, position) => (one === descriptions[position - 1] ? [] : [position]));
  return starts.flatMap((start, position) => {
    const row = descriptions.slice(start, starts[position + 1]);
    return row.length <= LISTED ? row : [`${row[0]} ${row.length} times`];
  });
}

/** `leaky_relu(0.2)`. */
function describeOperation(network: Network, operation: OperationValue): string {
  const { op, attributes } = operation;
  if (op.computation.kind === "scan") return describeScan(op.name, op.computation.scanning.length);
  const names = Object.keys(op.attributes).filter((name) => name !== "axis" || !isAlongOnlyAxis(network, operation));
  // A list that is empty says nothing: it stands for what is usual.
  const given = names.map((name) => attributes[name]).filter((one) => numbersOf(one).length > 0).map(showAttribute);
  return op.computation.kind === "reduce" || given.length === 0 ? op.name : `${op.name}(${given.join(", ")})`;
}

function describeScan(name: string, steps: number): string {
  return `${name} of ${steps === 1 ? "1 step" : `${steps} steps`}`;
}

/** Whether an op works along the axis on which all elements lie, and keeps the shape, as a softmax of one row of scores does: the axis says nothing then. */
function isAlongOnlyAxis(network: Network, { shape, arguments: [first], attributes: { axis } }: OperationValue): boolean {
  if (typeof axis !== "number" || first === undefined) return false;
  return sameShape(shape, valueOf(network, first).shape) && shape.at(axis) === elementCount(shape);
}

/** Whether an operation is a layer: sums of products of what it is given, by parameters or by other values. */
function isProduct(network: Network, value: OperationValue): boolean {
  return reductionOf(network, value)?.factors.length === 2;
}

function reductionOf(network: Network, { op: { computation }, arguments: ids, attributes }: OperationValue): Reduction | undefined {
  if (computation.kind !== "reduce") return undefined;
  return computation.reduction(ids.map((id) => valueOf(network, id).shape), attributes);
}

/** What one call costs. */
export interface Cost {
  /** Multiply-adds of the layers. */
  readonly multiplyAdds: number;
  /** Numbers of constant data. */
  readonly parameters: number;
  /** Their bytes: 4 of a float32, 1 of an integer of 8 bits. */
  readonly parameterBytes: number;
}

export function costOf(network: Network): Cost {
  let multiplyAdds = 0;
  let parameters = 0;
  let parameterBytes = 0;
  for (const value of network.values) {
    if (isKnown(value)) {
      parameters += value.data.length;
      parameterBytes += value.data.byteLength;
    }
    if (value.kind !== "operation") continue;
    const reduction = reductionOf(network, value);
    if (reduction !== undefined) multiplyAdds += multiplyAddsOf(reduction, value.shape);
    if (value.op.computation.kind !== "scan") continue;
    const { step, length } = value.op.computation.scanning;
    const ofStep = costOf(step);
    multiplyAdds += length * ofStep.multiplyAdds;
    parameters += ofStep.parameters;
    parameterBytes += ofStep.parameterBytes;
  }
  return { multiplyAdds, parameters, parameterBytes };
}
