// What a TensorFlow Lite file says, as data: its arrays, its operators in order, its inputs and outputs. The numbers of fields are those of
// TensorFlow's schema.fbs, version 3. Reads no element of an array.

import { FlatTable } from "./flat-table.ts";
import { refused } from "../refuse.ts";

export interface Quantisation {
  /** One, or one for each index of the axis. */
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  readonly axis: number;
}

export interface LiteTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** The shape with −1 for extents that the model leaves open; empty where it leaves none open. */
  readonly signature: readonly number[];
  /** By TensorType. */
  readonly type: number;
  /** The bytes of a constant; undefined where there are none. */
  readonly bytes: Uint8Array | undefined;
  readonly quantisation: Quantisation | undefined;
  readonly isSparse: boolean;
  /** Whether a call leaves it for the next one. */
  readonly isVariable: boolean;
}

export interface LiteOperator {
  /** By BuiltinOperator. */
  readonly code: number;
  /** Of an operator that is none of TensorFlow Lite's own. */
  readonly custom: string;
  /** Numbers of tensors; −1 for one that is left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: FlatTable;
}

/** A tensor under the name that a caller knows it by. */
export interface LitePort {
  readonly name: string;
  readonly tensor: number;
}

export interface LiteModel {
  readonly tensors: readonly LiteTensor[];
  readonly operators: readonly LiteOperator[];
  readonly inputs: readonly LitePort[];
  readonly outputs: readonly LitePort[];
}

const VERSION = 3;

/**
 * The first graph of a file; others are for operators that nnc does not read.
 *
 * @throws DiagnosticError of category model where parts of the file do not lie within it or refer to what there is not.
 */
export function readLiteModel(bytes: Uint8Array, file: string): LiteModel {
  const damaged = (note: string): Error => refused(file, { message: "the file is no whole TensorFlow Lite model", note });
  const root = FlatTable.rootOf(bytes, damaged);
  const version = root.unsigned(0);
  if (version !== VERSION) {
    throw refused(file, { kind: "unsupported", message: `the file is of version ${version} of TensorFlow Lite's format`, note: `nnc reads version ${VERSION}`, hint: "convert the model again" });
  }
  const [graph] = root.tables(2);
  if (graph === undefined) throw damaged("it holds no graph");
  const buffers = root.tables(4).map((buffer) => bytesOf(buffer, bytes, damaged));
  const tensors = graph.tables(0).map((tensor, number) => tensorOf(tensor, number, { buffers, damaged }));
  const at = (number: number): number => {
    if (number < tensors.length && number >= 0) return number;
    throw damaged(`it refers to tensor ${number}, of ${tensors.length}`);
  };
  const codes = root.tables(1).map((code) => ({ code: Math.max(code.byte(0), code.integer(3)), custom: code.text(1) }));
  const operators = graph.tables(3).map((operator): LiteOperator => {
    const code = codes.at(operator.unsigned(0));
    if (code === undefined || operator.unsigned(0) >= codes.length) throw damaged(`an operator has the code ${operator.unsigned(0)}, of ${codes.length}`);
    return {
      ...code,
      inputs: operator.integers(1).map((number) => (number === -1 ? number : at(number))),
      outputs: operator.integers(2).map(at),
      options: operator.table(4) ?? FlatTable.empty(),
    };
  });
  const [signature] = root.tables(7).filter((one) => one.unsigned(4) === 0);
  const ports = (field: number, named: readonly FlatTable[] = []): readonly LitePort[] => {
    const names = new Map(named.map((one) => [one.unsigned(1), one.text(0)]));
    return graph.integers(field).map((number) => ({ name: names.get(at(number)) ?? tensors[number].name, tensor: number }));
  };
  return { tensors, operators, inputs: ports(1, signature?.tables(0)), outputs: ports(2, signature?.tables(1)) };
}

/** What has no bytes is computed. Large models keep them behind the flatbuffer, at a place that is greater than 1. */
function bytesOf(buffer: FlatTable, file: Uint8Array, damaged: (note: string) => Error): Uint8Array | undefined {
  const [offset, size] = [buffer.long(1), buffer.long(2)];
  if (offset <= 1) {
    const own = buffer.bytes(0);
    return own === undefined || own.length === 0 ? undefined : own;
  }
  if (offset + size <= file.length) return file.subarray(offset, offset + size);
  throw damaged(`the bytes of an array are at ${offset} to ${offset + size}, of ${file.length}`);
}

interface Surroundings {
  readonly buffers: readonly (Uint8Array | undefined)[];
  readonly damaged: (note: string) => Error;
}

function tensorOf(tensor: FlatTable, number: number, { buffers, damaged }: Surroundings): LiteTensor {
  const buffer = tensor.unsigned(2);
  if (buffer >= buffers.length) throw damaged(`the bytes of a tensor are in buffer ${buffer}, of ${buffers.length}`);
  const quantisation = tensor.table(4);
  const scales = quantisation?.floats(2) ?? [];
  return {
    // Tools that make files smaller leave names out.
    name: tensor.text(3) || `tensor${number}`,
    shape: tensor.integers(0),
    signature: tensor.integers(7),
    type: tensor.byte(1),
    bytes: buffers[buffer],
    quantisation: quantisation === undefined || scales.length === 0 ? undefined : { scales, zeroPoints: quantisation.longs(3), axis: quantisation.integer(6) },
    isSparse: tensor.table(6) !== undefined,
    isVariable: tensor.truth(5),
  };
}
