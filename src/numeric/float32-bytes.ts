// float32 numbers as files hold them. Knows no format.

/** Four bytes a number, the lowest first, on every machine. */
export function float32Bytes(data: Float32Array): Uint8Array {
  const bytes = new Uint8Array(Float32Array.BYTES_PER_ELEMENT * data.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < data.length; i++) view.setFloat32(Float32Array.BYTES_PER_ELEMENT * i, data[i], true);
  return bytes;
}
