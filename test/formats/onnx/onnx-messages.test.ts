// The messages of ONNX files, written and read by the table of onnx-messages.ts, against protobuf's own library.

import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldType, MessageSchema } from "../../../src/formats/onnx/message.ts";
import { MESSAGES, MODEL } from "../../../src/formats/onnx/onnx-messages.ts";
import { readMessage } from "../../../src/formats/onnx/read-message.ts";
import { writeMessage } from "../../../src/formats/onnx/write-message.ts";
import { file_onnx, ModelSchema } from "./onnx_pb.ts";

function element(type: FieldType): fc.Arbitrary<unknown> {
  switch (type) {
    case "int32":
      return fc.integer();
    case "int64":
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    case "float":
      return fc.float({ noNaN: true });
    case "text":
      return fc.string({ unit: "grapheme", maxLength: 4 });
    case "bytes":
    case "packed float":
    case "packed double":
    case "packed varint":
      return fc.uint8Array({ maxLength: 4 });
    default:
      return message(type);
  }
}

/** Any message, with any of its fields left out. */
function message(schema: MessageSchema): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(schema).map(([name, { type, repeated }]) => [name, repeated ? fc.array(element(type), { maxLength: 3 }) : element(type)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

/** Without what is not there, nor the names the library gives messages. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : value;
  const entries = Object.entries(value).filter(([name, part]) => name !== "$typeName" && part !== undefined);
  return Object.fromEntries(entries.map(([name, part]) => [name, plain(part)]));
}

describe("messages", () => {
  test("are written with the bytes of the library, and read with its fields", () => {
    const models = fc.array(message(MODEL), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(models, (all) => {
        for (const one of all) expect(writeMessage(MODEL, one)).toEqual(toBinary(ModelSchema, create(ModelSchema, one)));
        // Messages one after the other are one message, of all their parts.
        const bytes = Buffer.concat(all.map((one) => writeMessage(MODEL, one)));
        expect(plain(readMessage(MODEL, bytes))).toEqual(plain(fromBinary(ModelSchema, bytes, { readUnknownFields: false })));
      }),
      { numRuns: 300 },
    );
  });

  test("have their fields in the order of the numbers, in which the library writes them", () => {
    expect(file_onnx.messages.map(({ name }) => name).toSorted()).toEqual(Object.keys(MESSAGES).toSorted());
    for (const { name, fields } of file_onnx.messages) {
      const schema: MessageSchema | undefined = Object.entries(MESSAGES).find(([ours]) => ours === name)?.[1];
      const theirs = fields.map(({ localName, number }) => [localName, number]).toSorted(([, a], [, b]) => Number(a) - Number(b));
      expect(Object.entries(schema ?? {}).map(([field, { number }]) => [field, number])).toEqual(theirs);
    }
  });

  test("numbers of a list may stand one by one, and what is not known is skipped", () => {
    // Tensor, within Graph, within Model: dims 2 and 3 each with its tag, field 99 between them.
    const tensor = [0x08, 2, 0x9a, 0x06, 1, 0xff, 0x08, 3];
    const graph = [0x2a, tensor.length, ...tensor];
    const bytes = Uint8Array.from([0x3a, graph.length, ...graph]);
    expect(readMessage(MODEL, bytes).graph?.initializer[0].dims).toEqual([2n, 3n]);
  });

  test("a field that is longer than its message is an error", () => {
    // A graph of 1 byte whose name has 5.
    expect(() => readMessage(MODEL, Uint8Array.from([0x3a, 2, 0x12, 5, 0x61, 0x62, 0x63, 0x64, 0x65]))).toThrow("a field is longer than its message");
  });

  test("a value of another type is an error", () => {
    expect(() => writeMessage({ dims: { number: 1, type: "int64", repeated: false } }, { dims: "1" } as never)).toThrow("a field of type int64 holds a string");
  });
});
