// Makes an input smaller as long as the same is wrong with it.

import { joined } from "./mutate.ts";

/** Looks that are taken at most. */
const MOST_LOOKS = 2000;

/** @param isWrong whether the same is wrong with other bytes. */
export async function shrunk(bytes: Uint8Array, isWrong: (bytes: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
  let least = bytes;
  let looks = 0;
  for (let size = Math.ceil(bytes.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < least.length && looks < MOST_LOOKS;) {
      const without = joined(least.subarray(0, at), least.subarray(at + size));
      looks++;
      if (await isWrong(without)) least = without;
      else at += size;
    }
  }
  return least;
}
