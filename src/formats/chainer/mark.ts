// The mark nnc leaves in the archives it writes, by which it knows them again: an extra field of the first file's header,
// which readers of zip archives pass over (PKWARE's APPNOTE.TXT, 4.5).

import { equalBytes, latin1Bytes } from "../../numeric/bytes.ts";

/** Of no program's in the list of PKWARE. */
export const MARK_ID = 0x6e6e;
export const MARK = "nnc";

const LOCAL_HEADER_BYTES = 30;

/** Whether the first bytes of a file are those of an archive that nnc wrote. */
export function isMarked(beginning: Uint8Array): boolean {
  if (beginning.length < LOCAL_HEADER_BYTES) return false;
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  const extra = LOCAL_HEADER_BYTES + view.getUint16(26, true);
  const expected = Uint8Array.of(0x6e, 0x6e, MARK.length, 0, ...latin1Bytes(MARK));
  return view.getUint32(0, true) === 0x04034b50 && equalBytes(expected, beginning.subarray(extra, extra + expected.length));
}
