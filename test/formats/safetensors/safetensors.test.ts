// The safetensors format: what is written is read back, by nnc and by numpy; and what breaks the format's rules is refused.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { readSafetensors } from "../../../src/formats/safetensors/read.ts";
import type { Elements, Safetensors, Tensor } from "../../../src/formats/safetensors/tensor.ts";
import { ELEMENT_TYPES } from "../../../src/formats/safetensors/tensor.ts";
import { writeSafetensors } from "../../../src/formats/safetensors/write.ts";
import { f32, rawFile } from "./files.ts";
import { told } from "../../diagnostics/thrown.ts";

const FILE = "file.safetensors";
const PYTHON = fileURLToPath(new URL("oracle.py", import.meta.url));

function python(words: readonly string[], input: Uint8Array | string): Buffer {
  const { status, stdout, stderr } = spawnSync("/usr/bin/python3", [PYTHON, ...words], { input, maxBuffer: 2 ** 26 });
  expect(stderr.toString()).toBe("");
  expect(status).toBe(0);
  return stdout;
}

const name = fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom("l1.W", "1", "0", "__proto__", "constructor", 'a"b\\c\n'));
const shape = fc.array(fc.nat(3), { maxLength: 3 });
const count = (extents: readonly number[]): number => extents.reduce((product, extent) => product * extent, 1);
const arrays: readonly ((size: number) => fc.Arbitrary<Elements>)[] = [
  (size) => fc.float64Array({ minLength: size, maxLength: size }),
  (size) => fc.float32Array({ minLength: size, maxLength: size }),
  (size) => fc.int32Array({ minLength: size, maxLength: size }),
  (size) => fc.uint32Array({ minLength: size, maxLength: size }),
  (size) => fc.uint8Array({ minLength: size, maxLength: size }),
  (size) => fc.bigInt64Array({ minLength: size, maxLength: size }),
];
const tensor: fc.Arbitrary<Tensor> = fc
  .tuple(shape, fc.constantFrom(...arrays))
  .chain(([extents, array]) => array(count(extents)).map((data) => ({ shape: extents, data })));
const contents: fc.Arbitrary<Safetensors> = fc.record({
  metadata: fc.array(fc.tuple(name, fc.string({ unit: "grapheme" })), { maxLength: 5 }).map((entries) => new Map(entries)),
  tensors: fc.array(fc.tuple(name.filter((one) => one !== "__metadata__"), tensor), { maxLength: 6 }).map((entries) => new Map(entries)),
});

const hex = ({ buffer, byteOffset, byteLength }: Elements): string => Buffer.from(buffer, byteOffset, byteLength).toString("hex");
const sorted = <Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe("what is written", () => {
  test("is read back, bit for bit, whatever it is", () => {
    fc.assert(
      fc.property(contents, (file) => {
        const bytes = writeSafetensors(file);
        const read = readSafetensors(bytes, FILE);
        expect(sorted(read.metadata)).toEqual(sorted(file.metadata));
        expect(sorted(read.tensors).map(([one, { shape: extents, data }]) => [one, extents, data.constructor, hex(data)])).toEqual(
          sorted(file.tensors).map(([one, { shape: extents, data }]) => [one, extents, data.constructor, hex(data)]),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("is the same whatever the order it is given in, and does not depend on the bytes it was read from", () => {
    fc.assert(
      fc.property(contents, ({ metadata, tensors }) => {
        const bytes = writeSafetensors({ metadata, tensors });
        expect(writeSafetensors({ metadata: new Map([...metadata].reverse()), tensors: new Map([...tensors].reverse()) })).toEqual(bytes);
        const read = readSafetensors(bytes, FILE);
        const copy = bytes.slice();
        bytes.fill(0xff);
        expect(writeSafetensors(read)).toEqual(copy);
      }),
    );
  });

  test("is what numpy reads, every tensor aligned", () => {
    const tensors = new Map<string, Tensor>([
      ["a", { shape: [3], data: Uint8Array.of(1, 2, 255) }],
      ["b", f32([2, 2], 1.5, -0, NaN, Infinity)],
      ["c", { shape: [], data: Float64Array.of(Math.PI) }],
      ["d", { shape: [0, 4], data: new Int32Array(0) }],
      ["e", { shape: [2], data: Uint32Array.of(0, 2 ** 32 - 1) }],
      ["f", { shape: [1], data: BigInt64Array.of(-(2n ** 63n)) }],
    ]);
    const metadata = new Map([["format", "π ≈ 3"], ["a", ""]]);
    const found: unknown = JSON.parse(python([], writeSafetensors({ metadata, tensors })).toString());
    const dtype = (data: Elements): string => ELEMENT_TYPES.find(({ holds }) => holds(data))?.name ?? "";
    expect(found).toEqual({
      metadata: Object.fromEntries(metadata),
      tensors: Object.fromEntries([...tensors].map(([one, { shape: extents, data }]) => [one, { dtype: dtype(data), shape: extents, bytes: hex(data) }])),
    });
  });

  test("fits its shape and leaves the metadata's name alone", () => {
    const write = (one: string, of: Tensor) => () => writeSafetensors({ metadata: new Map(), tensors: new Map([[one, of]]) });
    expect(write("a", f32([3], 1))).toThrow(new RangeError('"a" has 1 elements, its shape asks for 3'));
    expect(write("__metadata__", f32([1], 1))).toThrow(new RangeError("no tensor can be called __metadata__"));
  });
});

test("what numpy writes is read", () => {
  const values = { F64: [0.1, -2], I64: [-3, 4], F32: [0.5, 1e-3], I32: [-1, 2], U32: [7, 4294967295], U8: [0, 255] };
  const tensors = Object.fromEntries(Object.entries(values).map(([dtype, list]) => [`tensor ${dtype} ü`, { dtype, shape: [1, 2], values: list }]));
  const read = readSafetensors(python(["write"], JSON.stringify({ metadata: { who: "numpy ✓" }, tensors })), FILE);
  expect([...read.metadata]).toEqual([["who", "numpy ✓"]]);
  expect([...read.tensors].map(([one, { shape: extents, data }]) => [one, extents, Array.from<number | bigint>(data).map(Number)])).toEqual(
    Object.entries(values).map(([dtype, list]) => [`tensor ${dtype} ü`, [1, 2], dtype === "F32" ? list.map(Math.fround) : list]),
  );
});

const entry = (begin: number, end: number, extents = `[${(end - begin) / 4}]`, dtype = "F32"): string => `{"dtype":"${dtype}","shape":${extents},"data_offsets":[${begin},${end}]}`;
const HEADER = "the header of the safetensors file cannot be read";
const TENSOR = "the tensor cannot be read";
const OBJECT = "it is no JSON object from its first byte to its last, padded with spaces";
const DESCRIBED = "it is not described by a dtype, a shape and two data_offsets";

const refused: readonly (readonly [what: string, file: Uint8Array, message: string, note: string, tensor?: string])[] = [
  ["too short", new Uint8Array(7), "the file is too short for a safetensors file", "it has 7 bytes"],
  ["a header beyond the limit", rawFile("{}", 0, 100_000_001n), "the header of the safetensors file is too large", "it would have 100000001 bytes; 100000000 are allowed"],
  ["an absurd length", rawFile("{}", 0, 2n ** 64n - 1n), "the header of the safetensors file is too large", "it would have 18446744073709551615 bytes; 100000000 are allowed"],
  ["a header longer than the file", rawFile("{}", 0, 3n), "the safetensors file ends within its header", "the header has 3 bytes, the file 10"],
  ["no JSON", rawFile("{a}"), HEADER, "it is no JSON in UTF-8"],
  ["an empty header", rawFile(""), HEADER, "it is no JSON in UTF-8"],
  ["no UTF-8", rawFile(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)), HEADER, "it is no JSON in UTF-8"],
  ["a byte order mark", rawFile("\ufeff{}"), HEADER, "it is no JSON in UTF-8"],
  ["no object", rawFile("[]"), HEADER, OBJECT],
  ["a space before it", rawFile(" {}"), HEADER, OBJECT],
  ["a line feed after it", rawFile("{}\n"), HEADER, OBJECT],
  ["a tensor twice", rawFile(`{"a":${entry(0, 4)},"a":${entry(0, 4)}}`, 4), HEADER, 'the key "a" is there twice'],
  ["a tensor twice, once escaped", rawFile(`{"a":${entry(0, 4)},"\\u0061":${entry(0, 4)}}`, 4), HEADER, 'the key "a" is there twice'],
  ["a shape twice", rawFile(`{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}`, 4), HEADER, 'the key "shape" is there twice'],
  ["lists within lists", rawFile("[".repeat(65)), HEADER, "it is nested in more than 64 levels"],
  ["too many of anything", rawFile(`{"a":[${"0,".repeat(2 ** 22)}0]}`), HEADER, "it has more than 4194304 keys and elements"],
  ["a long text without an end", rawFile(`{"${"a".repeat(2 ** 22)}`), HEADER, "it is no JSON in UTF-8"],
  ["metadata that are no object", rawFile(`{"__metadata__":[]}`), HEADER, "__metadata__ is no object"],
  ["metadata that are no text", rawFile(`{"__metadata__":{"a":1}}`), HEADER, "__metadata__ has an entry that is no text"],
  ["metadata twice", rawFile(`{"__metadata__":{},"__metadata__":{}}`), HEADER, 'the key "__metadata__" is there twice'],
  ["a fraction", rawFile(`{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}`, 4), HEADER, "1.0 is not written as a whole number"],
  ["a negative extent", rawFile(`{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}`, 4), HEADER, "-1 is not written as a whole number"],
  ["an extent beyond 2^53", rawFile(`{"a":${entry(0, 4, "[9007199254740993]")}}`, 4), TENSOR, DESCRIBED, "a"],
  ["no shape", rawFile(`{"a":{"dtype":"F32","data_offsets":[0,4]}}`, 4), TENSOR, DESCRIBED, "a"],
  ["something more", rawFile(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[4]}}`, 4), TENSOR, DESCRIBED, "a"],
  ["three offsets", rawFile(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}`, 4), TENSOR, DESCRIBED, "a"],
  ["an unknown type", rawFile(`{"a":${entry(0, 4, "[2]", "BF16")}}`, 4), TENSOR, 'its elements are of type "BF16"; nnc reads F64, I64, F32, I32, U32, U8', "a"],
  ["offsets the wrong way", rawFile(`{"a":${entry(4, 0, "[0]")}}`, 4), TENSOR, "it ends at byte 0, before it begins at 4", "a"],
  ["an overlap", rawFile(`{"a":${entry(0, 8)},"b":${entry(4, 12)}}`, 12), TENSOR, "it begins at byte 4, within the tensor before it, which ends at 8", "b"],
  ["a hole", rawFile(`{"a":${entry(0, 4)},"b":${entry(8, 12)}}`, 12), TENSOR, "it begins at byte 8, but the tensor before it ends at 4", "b"],
  ["a hole at the beginning", rawFile(`{"a":${entry(4, 8)}}`, 8), TENSOR, "it begins at byte 4, but the tensor before it ends at 0", "a"],
  ["more than the file", rawFile(`{"a":${entry(0, 8)}}`, 4), TENSOR, "it ends at byte 8, after the file, which has 4 bytes of tensors", "a"],
  ["a shape that does not fit", rawFile(`{"a":${entry(0, 8, "[3]")}}`, 8), TENSOR, "its shape asks for 12 bytes, but it has 8", "a"],
  ["an absurd shape", rawFile(`{"a":${entry(0, 4, "[4294967296,4294967296,4294967296]")}}`, 4), TENSOR, "its shape asks for 316912650057057350374175801344 bytes, but it has 4", "a"],
  ["a name that looks like a message", rawFile(`{"a\\n  hint: b":${entry(0, 8)}}`, 4), TENSOR, "it ends at byte 8, after the file, which has 4 bytes of tensors", "a\\x0a  hint: b"],
  ["bytes after the tensors", rawFile(`{"a":${entry(0, 4)}}`, 5), "the tensors do not fill the safetensors file", "they end 1 bytes before it does"],
];

test.each(refused.map(([what, file, message, note, of]) => ({ what, file, message, note, of })))("refused: $what", ({ file, message, note, of }) => {
  const place = of === undefined ? FILE : `${FILE}: tensor "${of}"`;
  const expected = { category: "model", message, place, note, hint: "the file is damaged or was cut off" };
  try {
    readSafetensors(file, FILE);
  } catch (error) {
    expect(error instanceof DiagnosticError && told(error.diagnostic)).toEqual(expected);
    return;
  }
  throw new Error("it was read");
});

test("tensors without elements, scalars and any order in the header are allowed", () => {
  const header = `{"b":${entry(4, 8, "[]")},"empty":${entry(4, 4, "[0,7]")},"a":${entry(0, 4)}}   `;
  const { tensors } = readSafetensors(rawFile(header, 8), FILE);
  expect([...tensors].map(([one, { shape: extents }]) => [one, extents])).toEqual([["b", []], ["empty", [0, 7]], ["a", [1]]]);
});
