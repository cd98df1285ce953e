// Large arrays are read where they lie in the file, at any alignment, and nothing beside them is damaged by it.

import { describe, expect, test } from "vitest";
import { readModel } from "../../../src/formats/index.ts";
import { float32InPlace } from "../../../src/formats/float32-in-place.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { randomValues } from "../../fixtures.ts";
import { file, FILE, littleEndian, node, value } from "./models.ts";

const LARGE = 2 ** 14;

describe.each([0, 1, 2, 3])("bytes at an alignment of %i", (offset) => {
  test.each([1, 5, LARGE - 1, LARGE, LARGE + 1])("%i numbers", (count) => {
    const wanted = randomValues(count, new RandomGenerator(count));
    const buffer = new ArrayBuffer(4 * count + 16);
    const bytes = new Uint8Array(buffer, 8 + offset, 4 * count);
    bytes.set(new Uint8Array(wanted.buffer));
    const after = new Uint8Array(buffer, 8 + offset + 4 * count).fill(7);
    const read = float32InPlace(bytes);
    expect(Buffer.compare(Buffer.from(read.buffer, read.byteOffset, read.byteLength), Buffer.from(wanted.buffer))).toBe(0);
    // A small array must not keep the whole file in memory.
    expect(read.buffer === buffer).toBe(count >= LARGE);
    expect(after.every((byte) => byte === 7)).toBe(true);
  });
});

test("of a file of several large arrays each is read as it was written", () => {
  for (let padding = 0; padding < 4; padding++) {
    const arrays = [1, 2, 3].map((seed) => randomValues(LARGE, new RandomGenerator(seed)));
    const initializer = arrays.map((data, index) => ({ name: `w${index}${"_".repeat(padding)}`, dims: [BigInt(LARGE)], dataType: 1, rawData: littleEndian([...data]) }));
    const names = initializer.map(({ name }) => name);
    const chain = names.map((name, index) => node("Add", [index === 0 ? "x" : `s${index - 1}`, name], [`s${index}`]));
    const bytes = file({ node: chain, initializer, input: [value("x", ["N", LARGE])], output: [value("s2", ["N", LARGE])] });
    const { network } = readModel(bytes, FILE);
    const parameters = network.values.filter((one) => one.kind === "parameter");
    expect(parameters.map(({ data }) => Buffer.compare(Buffer.from(data.buffer, data.byteOffset, data.byteLength), Buffer.from(arrays[parameters.findIndex((one) => one.data === data)].buffer)))).toEqual([0, 0, 0]);
  }
});
