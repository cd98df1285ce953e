// Writes the primitive encodings of the WebAssembly binary format: integers, floats, names, vectors and sections.
// Knows no instructions. WebAssembly Core Specification 2.0, chapter 5.

/** A run of bytes under construction: each number is an integer from 0 to 255. */
export type Bytes = readonly number[];

/** Copies of bytes, one after the other. */
function concatenated(parts: readonly Bytes[]): Bytes {
  const bytes: number[] = [];
  for (const part of parts) for (let i = 0; i < part.length; i++) bytes.push(part[i]);
  return bytes;
}

/** Most integers of a module take one byte: they share these. */
const SINGLE_BYTES: readonly Bytes[] = Array.from({ length: 0x80 }, (_, value) => [value]);

/**
 * Unsigned LEB128 (§5.2.2).
 *
 * @throws RangeError unless `value` is an integer in [0, 2^32).
 */
export function unsigned(value: number): Bytes {
  if (value < 0x80 && value in SINGLE_BYTES) return SINGLE_BYTES[value];
  if (value >>> 0 !== value) throw new RangeError(`${value} is not an unsigned 32-bit integer`);
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
}

/**
 * Signed LEB128 of a 32-bit integer (§5.2.2).
 *
 * @throws RangeError unless `value` is an integer in [−2^31, 2^31).
 */
export function signed(value: number): Bytes {
  if ((value | 0) !== value) throw new RangeError(`${value} is not a signed 32-bit integer`);
  const bytes: number[] = [];
  let rest = value;
  // The last byte repeats the sign in its bit 6.
  while (rest < -0x40 || rest >= 0x40) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  bytes.push(rest & 0x7f);
  return bytes;
}

/** The four bytes of `value` rounded to float32, little-endian (§5.2.3). */
export function float32(value: number): Bytes {
  return [...new Uint8Array(Float32Array.of(value).buffer)];
}

/** The eight bytes of a float64, little-endian (§5.2.3). */
export function float64(value: number): Bytes {
  return [...new Uint8Array(Float64Array.of(value).buffer)];
}

/** A name in UTF-8, preceded by its length (§5.2.4). */
export function name(text: string): Bytes {
  return vector([...new TextEncoder().encode(text)].map((byte) => [byte]));
}

/** Elements preceded by their number (§5.1.3). */
export function vector(elements: readonly Bytes[]): Bytes {
  return concatenated([unsigned(elements.length), ...elements]);
}

/** Bytes preceded by their number: the body of a section or a function (§5.5.2, §5.5.13). */
export function sized(bytes: Bytes): Bytes {
  return concatenated([unsigned(bytes.length), bytes]);
}

/** A section of a module, nothing where it has no elements (§5.5.2). */
export function section(id: number, elements: readonly Bytes[]): Bytes {
  return elements.length === 0 ? [] : concatenated([[id], sized(vector(elements))]);
}
