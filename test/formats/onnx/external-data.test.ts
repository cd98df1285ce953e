// Models whose arrays lie in files beside them: what is read of those files, and everything that is refused.

import { describe, expect, test } from "vitest";
import { readModel } from "../../../src/formats/index.ts";
import type { Siblings } from "../../../src/formats/model-format.ts";
import type { Network } from "../../../src/network/network.ts";
import type { Expected, TensorParts } from "./models.ts";
import { expectRefusal, file, FILE, int, littleEndian, node, tensor } from "./models.ts";

const IN_ONE_FILE = "load the model with onnx.load and save it with onnx.save, which puts the data into the model";
const BESIDE = "keep the file beside the model, in its folder or one below it";

function external(name: string, shape: readonly number[], entries: Readonly<Record<string, string>>): TensorParts {
  const externalData = Object.entries(entries).map(([key, value]) => ({ key, value }));
  return { name, dims: shape.map(BigInt), dataType: 1, dataLocation: 1, externalData };
}

function parametersOf({ values }: Network): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(values.flatMap((value) => (value.kind === "parameter" ? [[value.name, [...value.data]]] : [])));
}

const W = [1, 2, 3, 4, 5, 6];

describe("data in other files", () => {
  test("are read at their places, or to the end of the file, from folders below the model's", () => {
    const initializer = [external("W", [3, 2], { location: "w.data", offset: "8", length: "24", checksum: "ignored" }), external("b", [3], { location: "./sub/b.data" })];
    const files: Readonly<Record<string, Uint8Array>> = { "w.data": littleEndian([9, 9, ...W, 9]), "sub/b.data": littleEndian([7, 8, 9]) };
    const { network } = readModel(file({ initializer }), FILE, undefined, { siblings: (name) => files[name] });
    expect(parametersOf(network)).toEqual({ W, b: [7, 8, 9] });
  });

  test("may be those of a Constant", () => {
    const constant = node("Constant", [], ["b"], { attribute: [{ name: "value", type: 4, t: external("", [3], { location: "b" }) }] });
    const bytes = file({ node: [constant, node("Gemm", ["x", "W", "b"], ["y"], { attribute: [int("transB", 1)] })], initializer: [tensor("W", [3, 2], W)] });
    const { network } = readModel(bytes, FILE, undefined, { siblings: () => littleEndian([7, 8, 9]) });
    expect(parametersOf(network)).toEqual({ W, b: [7, 8, 9] });
  });

  test("that are large stay what they are, wherever they begin", () => {
    const count = 2 ** 15;
    const values = Float32Array.from({ length: count }, (_, position) => position);
    const bytes = new Uint8Array(3 + 8 * count + 4);
    bytes.set(new Uint8Array(values.buffer), 3);
    bytes.set(new Uint8Array(values.buffer), 3 + 4 * count + 4);
    const at = (offset: number) => ({ location: "w", offset: String(offset), length: String(4 * count) });
    const initializer = [external("v", [count], at(3)), external("w", [count], at(3 + 4 * count + 4))];
    const bytesOfModel = file({ node: [node("Add", ["v", "w"], ["s"]), node("Relu", ["x"], ["y"])], initializer, output: [{ name: "y" }, { name: "v" }, { name: "w" }] });
    const { network } = readModel(bytesOfModel, FILE, undefined, { siblings: () => bytes });
    expect(parametersOf(network)).toEqual({ v: [...values], w: [...values] });
  });
});

describe("data that are refused", () => {
  const noSiblings = undefined;
  const ofBytes = (bytes: number): Siblings => () => new Uint8Array(bytes);
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, Siblings | undefined, Expected])[] = [
    [
      "because only the model is there",
      { location: "w.data" },
      noSiblings,
      { message: "the data of a parameter is kept in another file, which cannot be read", note: '"w.data": only the model itself was given', hint: IN_ONE_FILE },
    ],
    [
      "because the file cannot be read",
      { location: "w.data" },
      () => ({ problem: "it is a folder" }),
      { message: "the data of a parameter is kept in another file, which cannot be read", note: '"w.data": it is a folder', hint: IN_ONE_FILE },
    ],
    [
      "because the file cannot be read, with what to do",
      { location: "w.data" },
      () => ({ problem: "it is gone", hint: "look for it" }),
      { message: "the data of a parameter is kept in another file, which cannot be read", note: '"w.data": it is gone', hint: "look for it" },
    ],
    [
      "because the file is shorter",
      { location: "w.data", offset: "4", length: "12" },
      ofBytes(15),
      {
        message: "the data of a parameter ends beyond the file it is kept in",
        note: '"w.data" has 15 bytes, the data is bytes 4 to 16',
        hint: "the file is of another model or was cut off: copy both files again, or export the model again",
      },
    ],
    [
      "because the file ends before they begin",
      { location: "w.data", offset: "16" },
      ofBytes(15),
      {
        message: "the data of a parameter ends beyond the file it is kept in",
        note: '"w.data" has 15 bytes, the data is bytes 16 to 15',
        hint: "the file is of another model or was cut off: copy both files again, or export the model again",
      },
    ],
    ["because they are more than the shape asks for", { location: "w.data" }, ofBytes(16), { message: "the data has 16 bytes", note: "its type float and shape [3] ask for 12" }],
    ["without a name", { offset: "4" }, ofBytes(16), { message: "the data of a parameter is kept in another file, which is not named" }],
    ["with an offset that is none", { location: "w", offset: "-4" }, ofBytes(16), { message: 'the offset of a parameter in another file is "-4", no number of bytes' }],
    ["with a length that is none", { location: "w", length: "1e9" }, ofBytes(16), { message: 'the length of a parameter in another file is "1e9", no number of bytes' }],
    ...(
      [
        ["/etc/passwd", "the name is that of a place on one machine"],
        ["C:/w.data", "the name is that of a place on one machine"],
        ["../w.data", "the name leads out of the model's folder"],
        ["a/../../w.data", "the name leads out of the model's folder"],
        ["a\\w.data", "the name has a backslash, which means something else on each system"],
        ["a/", "the name is that of a folder"],
        ["a//b", "the name is that of a folder"],
        [".", "the name is that of a folder"],
      ] as const
    ).map(([location, problem]): readonly [string, Readonly<Record<string, string>>, Siblings, Expected] => [
      `from ${location}`,
      { location },
      ofBytes(12),
      {
        message: `the data of a parameter is kept in a file that is not read: "${location}"`,
        note: `${problem}; nnc reads files in the model's own folder and below it`,
        hint: BESIDE,
      },
    ]),
    [
      "from a name with control characters",
      { location: "a\0b" },
      ofBytes(12),
      {
        message: 'the data of a parameter is kept in a file that is not read: "a\\x00b"',
        note: "the name has control characters; nnc reads files in the model's own folder and below it",
        hint: BESIDE,
      },
    ],
  ];
  test.each(cases)("%s", (_, entries, siblings, expected) => {
    expectRefusal(file({ initializer: [tensor("W", [3, 2]), external("b", [3], entries)] }), { place: 'parameter "b"', ...expected }, { siblings });
  });
});
