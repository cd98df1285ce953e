// Writes the primitive encodings of the WebAssembly binary format: integers, floats, names, vectors and sections.
// Knows no instructions. WebAssembly Core Specification 2.0, chapter 5.

/**
 * A run of bytes under construction, as a text of the characters U+0000 to U+00FF: joining texts copies nothing, which
 * matters because this code runs once and is never optimised.
 */
export type Bytes = string;

/** The bytes of these values, integers from 0 to 255. */
export function bytes(...values: readonly number[]): Bytes {
  return String.fromCharCode(...values);
}

/** The bytes in an array of their own. */
export function toArray(text: Bytes): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** Most integers of a module take one byte, and share these: the values below 128, or the low seven bits of a signed one. */
const SINGLE_BYTES: readonly (Bytes | undefined)[] = Array.from({ length: 0x80 }, (_, value) => bytes(value));

/**
 * Unsigned LEB128 (§5.2.2).
 *
 * @throws RangeError unless `value` is an integer in [0, 2^32).
 */
export function unsigned(value: number): Bytes {
  const single = SINGLE_BYTES[value];
  if (single !== undefined) return single;
  if (value >>> 0 !== value) throw new RangeError(`${value} is not an unsigned 32-bit integer`);
  let text = "";
  let rest = value;
  while (rest >= 0x80) {
    text += bytes((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return text + bytes(rest);
}

/**
 * Signed LEB128 of a 32-bit integer (§5.2.2).
 *
 * @throws RangeError unless `value` is an integer in [−2^31, 2^31).
 */
export function signed(value: number): Bytes {
  if ((value | 0) !== value) throw new RangeError(`${value} is not a signed 32-bit integer`);
  const single = value >= -0x40 && value < 0x40 ? SINGLE_BYTES[value & 0x7f] : undefined;
  if (single !== undefined) return single;
  let text = "";
  let rest = value;
  // The last byte repeats the sign in its bit 6.
  while (rest < -0x40 || rest >= 0x40) {
    text += bytes((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return text + bytes(rest & 0x7f);
}

const singleCell = new Float32Array(1);
const singleBytes = new Uint8Array(singleCell.buffer);

/** The four bytes of `value` rounded to float32, little-endian (§5.2.3). */
export function float32(value: number): Bytes {
  singleCell[0] = value;
  return bytes(singleBytes[0], singleBytes[1], singleBytes[2], singleBytes[3]);
}

/** The eight bytes of a float64, little-endian (§5.2.3). */
export function float64(value: number): Bytes {
  return bytes(...new Uint8Array(Float64Array.of(value).buffer));
}

/** A name in UTF-8, preceded by its length (§5.2.4). */
export function name(text: string): Bytes {
  return sized(bytes(...new TextEncoder().encode(text)));
}

/** Elements preceded by their number (§5.1.3). */
export function vector(elements: readonly Bytes[]): Bytes {
  return unsigned(elements.length) + elements.join("");
}

/** Bytes preceded by their number: the body of a section or a function (§5.5.2, §5.5.13). */
export function sized(text: Bytes): Bytes {
  return unsigned(text.length) + text;
}

/** A section of a module, nothing where it has no elements (§5.5.2). */
export function section(id: number, elements: readonly Bytes[]): Bytes {
  return elements.length === 0 ? "" : bytes(id) + sized(vector(elements));
}
