// Makes an array of the float32 numbers in a file's bytes without a second copy of large ones. Knows nothing of the file.

/** Smaller arrays are copied: they would keep the whole file in memory. */
const LARGE_BYTES = 2 ** 16;

/**
 * The little-endian float32 numbers in `bytes`, on a little-endian machine. A large array lies where the bytes were, moved by up
 * to three bytes to the front where that aligns it: in an ONNX file its own tag and length, which have been read, stand there.
 */
export function float32InPlace(bytes: Uint8Array): Float32Array {
  if (bytes.length < LARGE_BYTES) return new Float32Array(Uint8Array.from(bytes).buffer);
  const start = bytes.byteOffset - (bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT);
  new Uint8Array(bytes.buffer).copyWithin(start, bytes.byteOffset, bytes.byteOffset + bytes.length);
  return new Float32Array(bytes.buffer, start, bytes.length / Float32Array.BYTES_PER_ELEMENT);
}
