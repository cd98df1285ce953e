// Makes an array of the float32 numbers in a file's bytes without a second copy of large ones. Knows nothing of the file.

/** Whether numbers lie in memory as these files have them. */
export const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Smaller arrays are copied: they would keep the whole file in memory. */
const LARGE_BYTES = 2 ** 16;

/**
 * The little-endian float32 numbers in `bytes`, on a little-endian machine. A large array lies where the bytes were, moved by up
 * to three bytes to the front where that aligns it: what stands there must have been read, as its own tag and length in an ONNX file and its
 * own header in an array of numpy's.
 */
export function float32InPlace(bytes: Uint8Array): Float32Array {
  if (bytes.length < LARGE_BYTES) return new Float32Array(Uint8Array.from(bytes).buffer);
  const start = bytes.byteOffset - (bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT);
  new Uint8Array(bytes.buffer).copyWithin(start, bytes.byteOffset, bytes.byteOffset + bytes.length);
  return new Float32Array(bytes.buffer, start, bytes.length / Float32Array.BYTES_PER_ELEMENT);
}
