// Reads and binds the arrays of the ONNX standard's own tests: TensorProto messages in files of their own. Written apart from nnc's
// reader, so that both do not err alike.

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** TensorProto.DataType. */
  readonly type: number;
  /** Numbers of every type, exact to 2^53; 0 and 1 for bool. */
  readonly values: readonly number[];
  /** The message itself. */
  readonly bytes: Uint8Array;
}

const FLOAT = 1;
const FIELD = { dims: 1, dataType: 2, floatData: 4, int32Data: 5, int64Data: 7, name: 8, rawData: 9, doubleData: 10, uint64Data: 11 };

/** Types of integers, of which shapes and positions are. */
const INTEGERS = new Set([2, 3, 4, 5, 6, 7, 12, 13]);

export function isInteger({ type }: Tensor): boolean {
  return INTEGERS.has(type);
}

/** Types the tests have and nnc does not: text, complex numbers, and floats and integers of eight bits and fewer. */
export class UnheldElements extends Error {}

/** @throws UnheldElements for types without numbers that float64 holds. */
export function parseTensor(bytes: Uint8Array): Tensor {
  const dims: number[] = [];
  const packed: number[] = [];
  const parts = { type: 0, name: "", raw: new Uint8Array(0), rawIsGiven: false };
  for (const { field, wire, value, chunk } of fieldsOf(bytes)) {
    if (field === FIELD.dims) dims.push(...(wire === 2 ? varints(chunk) : [Number(value)]));
    else if (field === FIELD.dataType) parts.type = Number(value);
    else if (field === FIELD.name) parts.name = new TextDecoder().decode(chunk);
    else if (field === FIELD.rawData) Object.assign(parts, { raw: chunk, rawIsGiven: true });
    else if (field === FIELD.floatData) packed.push(...fixed(chunk, 4, (view, at) => view.getFloat32(at, true)));
    else if (field === FIELD.doubleData) packed.push(...fixed(chunk, 8, (view, at) => view.getFloat64(at, true)));
    else if (field === FIELD.int32Data || field === FIELD.int64Data || field === FIELD.uint64Data) packed.push(...(wire === 2 ? varints(chunk) : [signed(value)]));
  }
  return { name: parts.name, shape: dims, type: parts.type, values: parts.rawIsGiven ? rawValues(parts.raw, parts.type) : packed, bytes };
}

/** A model's bytes with an input bound to an array: protobuf joins the parts of a message that is given twice. */
export function bindInput(model: Uint8Array, name: string, { bytes }: Tensor): Uint8Array {
  const named = Buffer.concat([bytes, lengthDelimited(FIELD.name, new TextEncoder().encode(name))]);
  return Buffer.concat([model, lengthDelimited(7, lengthDelimited(5, named))]);
}

interface Field {
  readonly field: number;
  readonly wire: number;
  readonly value: bigint;
  readonly chunk: Uint8Array;
}

function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const [field, wire] = [tag >> 3, tag & 7];
    const value = wire === 0 || wire === 2 ? varint() : 0n;
    const length = wire === 2 ? Number(value) : wire === 1 ? 8 : wire === 5 ? 4 : 0;
    yield { field, wire, value, chunk: bytes.subarray(at, at + length) };
    at += length;
  }
}

function signed(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}

function varints(chunk: Uint8Array): number[] {
  const values: number[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of chunk) {
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
    if (byte >= 128) continue;
    values.push(signed(value));
    value = 0n;
    shift = 0n;
  }
  return values;
}

function fixed(chunk: Uint8Array, size: number, read: (view: DataView, at: number) => number): number[] {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return Array.from({ length: chunk.length / size }, (_, position) => read(view, size * position));
}

function rawValues(raw: Uint8Array, type: number): number[] {
  switch (type) {
    case FLOAT:
      return fixed(raw, 4, (view, at) => view.getFloat32(at, true));
    case 2:
    case 9:
      return fixed(raw, 1, (view, at) => view.getUint8(at));
    case 3:
      return fixed(raw, 1, (view, at) => view.getInt8(at));
    case 4:
      return fixed(raw, 2, (view, at) => view.getUint16(at, true));
    case 5:
      return fixed(raw, 2, (view, at) => view.getInt16(at, true));
    case 6:
      return fixed(raw, 4, (view, at) => view.getInt32(at, true));
    case 7:
      return fixed(raw, 8, (view, at) => Number(view.getBigInt64(at, true)));
    case 10:
      return fixed(raw, 2, (view, at) => halfPrecision(view.getUint16(at, true)));
    case 16:
      return fixed(raw, 2, (view, at) => upperHalf(view.getUint16(at, true)));
    case 11:
      return fixed(raw, 8, (view, at) => view.getFloat64(at, true));
    case 12:
      return fixed(raw, 4, (view, at) => view.getUint32(at, true));
    case 13:
      return fixed(raw, 8, (view, at) => Number(view.getBigUint64(at, true)));
    default:
      throw new UnheldElements(`elements of type ${type}`);
  }
}

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function halfPrecision(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const sign = bits >> 15 === 0 ? 1 : -1;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** bfloat16: the upper half of a float32. */
function upperHalf(bits: number): number {
  return new Float32Array(Uint32Array.of(bits << 16).buffer)[0];
}

function lengthDelimited(field: number, content: Uint8Array): Uint8Array {
  const head: number[] = [(field << 3) | 2];
  for (let rest = content.length; ; rest = Math.floor(rest / 128)) {
    head.push(rest < 128 ? rest : (rest % 128) | 128);
    if (rest < 128) return Buffer.concat([Uint8Array.from(head), content]);
  }
}
