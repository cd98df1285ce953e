// Rows: what has one index of the first axis, a sample of a batch. Finds out whether a network treats them one by one, whatever
// its ops, and makes a network of another number of rows. Reads shapes and indices only: no element is computed.

import type { Index } from "../program/program.ts";
import { sameShape } from "./broadcast.ts";
import { axesOf, elementReads } from "./element-reads.ts";
import { NetworkBuilder } from "./network-builder.ts";
import type { Network, OperationValue } from "./network.ts";
import type { Scalar } from "../program/scalar.ts";
import type { Shape } from "./shape.ts";
import type { Expand, ValueId } from "./op.ts";
import { valueOf } from "./network.ts";

export interface OneRow {
  readonly network: Network;
  /** What the batch was that was taken apart; undefined where the network is as it was. */
  readonly batch: number | undefined;
}

/**
 * The network of a single row where all inputs and outputs have the same number of rows, more than one, and every row of the
 * outputs follows from the same row of the inputs and constants alone; else the network itself. A vector counts as a batch of
 * numbers only beside an input of more axes: alone it is one sample. Rows of a network with state share it.
 */
export function oneRowOf(network: Network): OneRow {
  if (network.carried.length > 0) return { network, batch: undefined };
  const ends = [...network.inputs, ...network.outputs].map(({ value }) => valueOf(network, value).shape);
  const [rows] = ends.flatMap((shape) => shape.slice(0, 1));
  const isBatch = rows > 1 && network.inputs.some(({ value }) => valueOf(network, value).shape.length > 1);
  const single = isBatch && rowsAreIndependent(network, rows) ? withRows(network, 1) : undefined;
  return single === undefined ? { network, batch: undefined } : { network: single, batch: rows };
}

/** Whether all inputs and outputs have `rows` rows, more than one, and each of an output's depends on the same one of the inputs alone. */
export function rowsAreIndependent(network: Network, rows: number): boolean {
  const hasRows = dependsOn(network, network.inputs.map(({ value }) => value));
  return keepRows(network, rows, hasRows) && network.outputs.every(({ value }) => hasRows[value]);
}

/** Whether all that has rows has that many, each made of the same one of what it is computed from. */
function keepRows(network: Network, rows: number, hasRows: readonly boolean[]): boolean {
  return network.values.every((value, id) => {
    if (!hasRows[id]) return true;
    return value.shape[0] === rows && (value.kind !== "operation" || keepsRows(network, value, hasRows));
  });
}

/** The network whose inputs have that many rows; undefined where an op refuses them or more changes than the rows of what depends on inputs. */
export function withRows(network: Network, rows: number): Network | undefined {
  const hasRows = dependsOn(network, network.inputs.map(({ value }) => value));
  const builder = new NetworkBuilder();
  for (const [id, value] of network.values.entries()) {
    const shape = hasRows[id] ? [rows, ...value.shape.slice(1)] : value.shape;
    if (value.kind === "operation") {
      const inferred = value.op.inferShape(value.arguments.map((argument) => builder.shapeOf(argument)), value.attributes);
      if ("problem" in inferred || !sameShape(inferred, shape)) return undefined;
      builder.copy(value, value.arguments);
    } else {
      builder.copy(value.kind === "input" ? { ...value, shape } : value, []);
    }
  }
  return builder.finish(network.outputs, network.carried);
}

/** Which values are among the given ones or computed from them. */
function dependsOn({ values }: Network, given: readonly ValueId[]): readonly boolean[] {
  const depends: boolean[] = [];
  for (const [id, value] of values.entries()) {
    depends.push(given.includes(id) || (value.kind === "operation" && value.arguments.some((argument) => depends[argument])));
  }
  return depends;
}

/** The network of the ops that an op is written as, with its arguments as inputs. */
function partsOf({ attributes, name, origin }: OperationValue, { into }: Expand, shapes: readonly Shape[], scalars: readonly Scalar[]): Network {
  const builder = new NetworkBuilder();
  const inputs = shapes.map((shape, argument) => builder.input(`argument ${argument}`, shape, origin, scalars[argument]));
  return builder.finish([into({ builder, arguments: inputs, attributes, name, origin })]);
}

/** The variable that stands for the row in indices: that of the result's first axis. */
const ROW = 0;

/** Whether row r of the result is made of row r of what has rows, and of constants that are the same for all rows. */
function keepsRows(network: Network, value: OperationValue, hasRows: readonly boolean[]): boolean {
  const { shape, attributes, op: { computation } } = value;
  const shapes = value.arguments.map((id) => valueOf(network, id).shape);
  const scalars = value.arguments.map((id) => valueOf(network, id).scalar);
  const argumentHasRows = value.arguments.map((id: ValueId) => hasRows[id]);
  const reads = (argument: number, at: readonly Index[]): boolean => (argumentHasRows[argument] ? isInRow(at) : at.every(isWithoutRow));
  switch (computation.kind) {
    case "pointwise":
    case "view":
    case "reduce":
    case "fold":
    case "gather":
      return elementReads(value, shapes, scalars)?.reads.every(({ argument, at }) => reads(argument, at)) === true;
    case "reshape":
      // In row-major order as many rows of as many elements are the same rows.
      return shapes[0][0] === shape[0];
    case "place":
      return shapes.every((one, argument) => argumentHasRows[argument] && isInRow(computation.target(argument, axesOf(one), shapes, attributes)));
    case "scan":
      // The first axis of a sequence is the step, and each depends on those before it.
      return false;
    case "expand": {
      const parts = partsOf(value, computation, shapes, scalars);
      const withRowsOfOwn = parts.inputs.filter((_, argument) => argumentHasRows[argument]);
      return keepRows(parts, shape[0], dependsOn(parts, withRowsOfOwn.map((input) => input.value)));
    }
  }
}

/** Whether the first index is the row, and no other one depends on it. */
function isInRow([first, ...others]: readonly Index[]): boolean {
  const { constant, terms } = first;
  return constant === 0 && terms.length === 1 && terms[0].variable === ROW && terms[0].factor === 1 && others.every(isWithoutRow);
}

function isWithoutRow({ terms }: Index): boolean {
  return terms.every(({ variable }) => variable !== ROW);
}
