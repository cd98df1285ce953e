// The bytes that programs around functions are given and write: a number of calls, then records of numbers of four bytes, in the order of
// the target's bytes. Runs nothing.

import { recordsOf, resultsIn } from "../../src/verify/typed-records.ts";
import type { Points } from "../../src/verify/points.ts";
import type { Subject } from "../subjects/subject.ts";

export type ByteOrder = "little" | "big";

/** @param calls how often the function is to be called with each record. */
export function inputBytes({ requests }: Subject, points: Points, calls: number, order: ByteOrder): Uint8Array {
  const records = recordsOf(requests.c.program, points);
  const all = new Uint8Array(4 + records.length);
  all.set(new Uint8Array(Uint32Array.of(calls).buffer));
  all.set(records, 4);
  return inOrder(all, order);
}

export function resultsOf({ requests }: Subject, bytes: Uint8Array, order: ByteOrder): Float32Array {
  return resultsIn(requests.c.program, inOrder(bytes.slice(), order));
}

/** From this machine's order, which is little, or to it; in place. */
function inOrder(bytes: Uint8Array, order: ByteOrder): Uint8Array {
  if (order === "big") for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.subarray(at, at + 4).reverse();
  return bytes;
}
