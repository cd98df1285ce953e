// What a safetensors file holds, and the element types nnc reads and writes. Reads and writes nothing.

import type { Shape } from "../../network/shape.ts";

/** The elements of a tensor, row-major. */
export type Elements = Float64Array | BigInt64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

export interface Tensor {
  readonly shape: Shape;
  /** As many as the shape has places. */
  readonly data: Elements;
}

export interface Safetensors {
  readonly metadata: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** The key of the metadata in the header, which no tensor can have as its name. */
export const METADATA_KEY = "__metadata__";

/** Bytes of the header's length, which the file begins with: a little-endian integer. */
export const LENGTH_BYTES = 8;

/** The limit of the format. */
export const MAXIMUM_HEADER_BYTES = 100_000_000;

export interface ElementType {
  /** As the header spells it. */
  readonly name: string;
  readonly bytes: number;
  /** Whether elements are of this type. */
  readonly holds: (data: Elements) => boolean;
  /** Elements from little-endian bytes, `count` of them from `offset` on. */
  readonly read: (bytes: DataView, offset: number, count: number) => Elements;
  /** Writes elements of this type as little-endian bytes. */
  readonly write: (bytes: DataView, offset: number, data: Elements) => void;
}

/** Larger elements first: in this order tensors are aligned without gaps. */
export const ELEMENT_TYPES: readonly ElementType[] = [
  elementType("F64", Float64Array, (bytes, at) => bytes.getFloat64(at, true), (bytes, at, value) => bytes.setFloat64(at, value, true)),
  elementType("I64", BigInt64Array, (bytes, at) => bytes.getBigInt64(at, true), (bytes, at, value) => bytes.setBigInt64(at, value, true)),
  elementType("F32", Float32Array, (bytes, at) => bytes.getFloat32(at, true), (bytes, at, value) => bytes.setFloat32(at, value, true)),
  elementType("I32", Int32Array, (bytes, at) => bytes.getInt32(at, true), (bytes, at, value) => bytes.setInt32(at, value, true)),
  elementType("U32", Uint32Array, (bytes, at) => bytes.getUint32(at, true), (bytes, at, value) => bytes.setUint32(at, value, true)),
  elementType("U8", Uint8Array, (bytes, at) => bytes.getUint8(at), (bytes, at, value) => bytes.setUint8(at, value)),
];

interface ElementsOf<Element> {
  readonly length: number;
  [position: number]: Element;
}

/** @param array makes as many elements as it is told. */
function elementType<Element>(
  name: string,
  array: { new (length: number): Elements & ElementsOf<Element>; readonly BYTES_PER_ELEMENT: number },
  get: (bytes: DataView, at: number) => Element,
  set: (bytes: DataView, at: number, value: Element) => void,
): ElementType {
  const size = array.BYTES_PER_ELEMENT;
  const isOwn = (data: Elements): data is Elements & ElementsOf<Element> => data instanceof array;
  return {
    name,
    bytes: size,
    holds: isOwn,
    read(bytes, offset, count) {
      const data = new array(count);
      const own: ElementsOf<Element> = data;
      for (let i = 0; i < count; i++) own[i] = get(bytes, offset + i * size);
      return data;
    },
    write(bytes, offset, data) {
      if (!isOwn(data)) throw new RangeError(`these are no elements of type ${name}`);
      const own: ElementsOf<Element> = data;
      for (let i = 0; i < own.length; i++) set(bytes, offset + i * size, own[i]);
    },
  };
}
