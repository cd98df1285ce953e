// Writes a safetensors file: the length of the header, the header in JSON, the tensors. The same contents give the same
// bytes, whatever order they were given in.

import { elementCount } from "../../network/shape.ts";
import type { ElementType, Safetensors, Tensor } from "./tensor.ts";
import { ELEMENT_TYPES, LENGTH_BYTES, MAXIMUM_HEADER_BYTES, METADATA_KEY } from "./tensor.ts";

/** Tensors begin at a multiple of it: enough for the largest element. */
const ALIGNMENT = 8;

interface Placed {
  readonly name: string;
  readonly tensor: Tensor;
  readonly type: ElementType;
}

/**
 * Metadata come first in the header and are sorted by their keys; tensors are sorted by the size of their elements and then
 * by their names, and each one is aligned.
 *
 * @throws RangeError where a tensor's elements do not fit its shape, or the header would be larger than the format allows.
 */
export function writeSafetensors({ metadata, tensors }: Safetensors): Uint8Array {
  const placed = [...tensors].map(([name, tensor]): Placed => ({ name, tensor, type: typeOf(name, tensor) })).sort(byTypeAndName);
  const entries: [string, unknown][] = [[METADATA_KEY, Object.fromEntries([...metadata].sort(([a], [b]) => compare(a, b)))]];
  let size = 0;
  for (const { name, tensor, type } of placed) {
    const end = size + tensor.data.length * type.bytes;
    entries.push([name, { dtype: type.name, shape: tensor.shape, data_offsets: [size, end] }]);
    size = end;
  }
  const header = headerBytes(entries);
  const start = LENGTH_BYTES + header.length;
  const bytes = new Uint8Array(start + size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, LENGTH_BYTES);
  let offset = start;
  for (const { tensor, type } of placed) {
    type.write(view, offset, tensor.data);
    offset += tensor.data.length * type.bytes;
  }
  return bytes;
}

/**
 * Padded with spaces, as the format allows, so that the first tensor is aligned. Not one object for JSON.stringify, which
 * would put names of digits first.
 */
function headerBytes(entries: readonly (readonly [string, unknown])[]): Uint8Array {
  const text = `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;
  const json = new TextEncoder().encode(text);
  const header = new Uint8Array(Math.ceil(json.length / ALIGNMENT) * ALIGNMENT).fill(0x20);
  header.set(json);
  if (header.length > MAXIMUM_HEADER_BYTES) throw new RangeError(`a header of ${header.length} bytes is too large`);
  return header;
}

function typeOf(name: string, { shape, data }: Tensor): ElementType {
  const type = ELEMENT_TYPES.find(({ holds }) => holds(data));
  if (type === undefined) throw new RangeError(`"${name}" has elements of no type that can be written`);
  if (elementCount(shape) !== data.length) throw new RangeError(`"${name}" has ${data.length} elements, its shape asks for ${elementCount(shape)}`);
  if (name === METADATA_KEY) throw new RangeError(`no tensor can be called ${METADATA_KEY}`);
  return type;
}

function byTypeAndName(a: Placed, b: Placed): number {
  return b.type.bytes - a.type.bytes || compare(a.type.name, b.type.name) || compare(a.name, b.name);
}

/** By UTF-16 code units, the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
