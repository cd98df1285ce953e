// Archives that hold more than they say, or far more than their size: what is in them and not named is never lost in silence, and memory has
// bounds.

import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { readModel } from "../../../src/formats/index.ts";
import { inflate } from "../../../src/formats/chainer/inflate/native.ts";
import { archive, array, BASE, expectRefusal, FILE, LEAKY, patched, placeOf } from "./archives.ts";

const [ENTRY, END] = ["PK\x01\x02", "PK\x05\x06"];

/** The base without a name in its directory, whose last one is that of the last bias; its data stay. */
function unnamed(bytes: Uint8Array, which: number): Uint8Array {
  const [start, next] = [placeOf(bytes, ENTRY, which), which === 3 ? placeOf(bytes, END) : placeOf(bytes, ENTRY, which + 1)];
  const cut = Uint8Array.from([...bytes.subarray(0, start), ...bytes.subarray(next)]);
  const end = placeOf(cut, END);
  const counted = patched(patched(cut, end + 8, 3, 2), end + 10, 3, 2);
  return patched(counted, end + 12, end - placeOf(cut, ENTRY));
}

test.each([0, 1, 3])("a file that the directory does not name is no file that may be left out: number %i", (which) => {
  const bytes = archive();
  const place = placeOf(bytes, "PK\x03\x04", which);
  expectRefusal(unnamed(bytes, which), { message: "the archive contradicts itself", note: `at byte ${place} begins a file that its directory does not name` });
});

test("an end that counts fewer entries than the directory has", () => {
  const bytes = archive();
  const end = placeOf(bytes, END);
  expectRefusal(patched(patched(bytes, end + 8, 3, 2), end + 10, 3, 2), {
    message: "the directory of the archive is damaged",
    note: "it holds more than the 3 entries that its end says",
  });
});

test("a large array of float32 is read where it lies, at any alignment, stored or not", () => {
  const values = Array.from({ length: 2 ** 14 }, (_, i) => i + 0.5);
  for (const level of [0, 6] as const) {
    for (const name of ["W", "aW", "abW", "abcW"].map((one) => `${one.slice(0, -1)}/W`)) {
      const { network } = readModel(archive({ [name]: array([2 ** 13, 2], values) }, level), FILE, LEAKY);
      const [weights] = network.values.filter((one) => one.kind === "parameter");
      expect([...weights.data]).toEqual(values);
    }
  }
  expect(readModel(archive(BASE, 6), FILE, LEAKY)).toEqual(readModel(archive(), FILE, LEAKY));
});

test("what expands a thousand times is held once", () => {
  const size = 2 ** 26;
  const packed = deflateRawSync(new Uint8Array(size), { level: 9 });
  const before = process.memoryUsage().arrayBuffers;
  const contents = inflate(packed, size);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1.25 * size);
  expect(contents?.length).toBe(size);
});
