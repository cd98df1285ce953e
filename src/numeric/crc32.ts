// The checksum of zip archives (PKWARE's APPNOTE.TXT, 4.4.7; ITU-T V.42, 8.1.1.6.2).

const POLYNOMIAL = 0xedb88320;

/** What the lowest byte of the remainder comes to. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder & 1) === 0 ? remainder >>> 1 : (remainder >>> 1) ^ POLYNOMIAL;
  return remainder;
});

/** As an integer in [0, 2^32). */
export function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) remainder = (remainder >>> 8) ^ TABLE[(remainder ^ bytes[i]) & 0xff];
  return (remainder ^ 0xffffffff) >>> 0;
}
