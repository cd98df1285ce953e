// Files that ONNX's own Python package writes: each is read, computed and compared with numpy. And the schema of
// onnx-messages.ts, compared with ONNX's own.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { readModel } from "../../../src/formats/index.ts";
import { nameOfElementType } from "../../../src/formats/onnx/element-types.ts";
import type { FieldType, MessageSchema } from "../../../src/formats/onnx/message.ts";
import { MESSAGES } from "../../../src/formats/onnx/onnx-messages.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpret } from "../../../src/program/interpret.ts";

const folder = mkdtempSync(join(tmpdir(), "nnc-onnx-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
execFileSync("/usr/bin/python3", [fileURLToPath(new URL("write_models.py", import.meta.url)), folder]);

function json<Contents>(name: string, schema: z.ZodType<Contents>): Contents {
  return schema.parse(JSON.parse(readFileSync(join(folder, name), "utf8")));
}

const numbers = z.array(z.array(z.number()));
const cases = Object.entries(json("cases.json", z.record(z.string(), z.object({ inputs: numbers, outputs: numbers }))));

describe("models written in Python", () => {
  test("are as many as the script has", () => {
    expect(cases.length).toBeGreaterThanOrEqual(68);
  });

  test.each(cases)("%s", (name, { inputs, outputs }) => {
    const { network, record } = readModel(readFileSync(join(folder, `${name}.onnx`)), `${name}.onnx`, undefined, {
      siblings: (sibling) => readFileSync(join(folder, sibling)),
    });
    expect(record).toBeUndefined();
    for (const one of [network, runPasses(network)]) {
      const results = interpret(lower(one), inputs.map((values) => Float32Array.from(values)), 1);
      expect(results.length).toBe(outputs.length);
      results.forEach((result, position) => {
        const expected = outputs[position];
        expect(result.length).toBe(expected.length);
        // A dozen float32 operations on numbers of about 1.
        result.forEach((value, element) => expect(Math.abs(value - expected[element])).toBeLessThan(2 ** -20));
      });
    }
  });

  test("doubles are rounded to the nearest float32", () => {
    for (const name of ["double_raw", "double_typed"]) {
      const { network } = readModel(readFileSync(join(folder, `${name}.onnx`)), name);
      const parameters = network.values.flatMap((value) => (value.kind === "parameter" ? [value.data] : []));
      expect(parameters.map(({ length }) => length)).toEqual([6, 3]);
      for (const data of parameters) expect(data).toBeInstanceOf(Float32Array);
    }
  });
});

describe("the schema of ONNX files", () => {
  const field = z.object({ number: z.number(), type: z.number(), repeated: z.boolean() });
  const { messages, enums } = json(
    "schema.json",
    z.object({ messages: z.record(z.string(), z.record(z.string(), field)), enums: z.record(z.string(), z.record(z.string(), z.number())) }),
  );
  /** Fields that the package of the tests, of ONNX 1.12, does not have. */
  const LATER = ["Node.overload", "Function.attributeProto", "Function.overload"];
  const THEIR_NAMES: Readonly<Record<string, string>> = {
    TensorType: "TypeProto.Tensor",
    Shape: "TensorShapeProto",
    Dimension: "TensorShapeProto.Dimension",
  };
  // FieldDescriptorProto.Type of protobuf.
  const TYPES = { float: 2, int64: 3, int32: 5, text: 9, bytes: 12, "packed float": 2, "packed double": 1 };
  const [MESSAGE, ENUM] = [11, 14];
  const PACKED_VARINTS = [3, 4, 5];
  const isType = (ours: FieldType, theirs: number): boolean => {
    if (ours === "packed varint") return PACKED_VARINTS.includes(theirs);
    return theirs === (typeof ours === "object" ? MESSAGE : TYPES[ours]);
  };

  test.each(Object.entries<MessageSchema>(MESSAGES))("%s", (name, schema) => {
    const theirs = messages[THEIR_NAMES[name] ?? `${name}Proto`];
    for (const [camelCase, ours] of Object.entries(schema)) {
      if (LATER.includes(`${name}.${camelCase}`)) continue;
      const called = camelCase.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const { number, type, repeated } = theirs[called];
      expect([called, ours.number], name).toEqual([called, number]);
      const left = ours.type === "bytes" && type === MESSAGE;
      const isSame = isType(ours.type, type) || (ours.type === "int32" && type === ENUM) || left;
      expect([called, isSame], `${name}: type ${JSON.stringify(ours.type)} for ${type}`).toEqual([called, true]);
      expect([called, ours.repeated]).toEqual([called, repeated]);
    }
  });

  test("the names of element types", () => {
    const names = Object.entries(enums.DataType).filter(([name]) => name !== "UNDEFINED");
    expect(names.length).toBe(16);
    for (const [name, number] of names) expect(nameOfElementType(number)).toBe(name.toLowerCase());
  });

  test("the numbers of attribute types", () => {
    expect(enums.AttributeType).toMatchObject({ FLOAT: 1, INT: 2, STRING: 3, TENSOR: 4, GRAPH: 5, FLOATS: 6, INTS: 7, STRINGS: 8, TENSORS: 9, GRAPHS: 10 });
  });
});
