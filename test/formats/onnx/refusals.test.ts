// Every way in which reading ONNX refuses a file, with the whole diagnostic.

import { describe, expect, test } from "vitest";
import { MAXIMUM_FIELDS } from "../../../src/formats/onnx/check-wire.ts";
import { MAXIMUM_NAMED_NODES } from "../../../src/formats/onnx/find-unsupported.ts";
import { MAXIMUM_NODES } from "../../../src/formats/onnx/graph.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import type { GraphParts, ModelParts, TensorParts } from "./models.ts";
import { DAMAGED, diagnosticOf, file, FILE, float, int, node, tensor, value } from "./models.ts";

const OPERATORS = [...OPS.flatMap(({ onnx }) => (onnx === undefined ? [] : [onnx.type])), "Constant"].sort();
const SUPPORTED = `supported are ${OPERATORS.join(", ")}, in float32`;
const IN_FLOAT32 = "export the model in float32, without quantisation";

interface Expected {
  readonly message: string;
  readonly place?: string;
  readonly note?: string;
  readonly hint?: string;
}

function expectRefusal(bytes: Uint8Array, { place, hint = DAMAGED, ...rest }: Expected): void {
  expect(diagnosticOf(bytes)).toEqual({ category: "model", place: place === undefined ? FILE : `${FILE}: ${place}`, hint, ...rest });
}

describe("the model as a whole", () => {
  const cases: readonly (readonly [string, ModelParts, Expected])[] = [
    ["no graph", { graph: undefined }, { message: "the file holds no network" }],
    ["no operator set", { opsetImport: [{ domain: "com.other", version: 1n }] }, { message: "the model does not say which version of the ONNX operators it uses" }],
    [
      "an old operator set",
      { opsetImport: [{ domain: "", version: 6n }] },
      { message: "the model uses version 6 of the ONNX operators", note: "nnc reads version 7 and later", hint: "export the model with a later operator set, such as 13" },
    ],
    [
      "two operator sets",
      { opsetImport: [{ domain: "", version: 13n }, { domain: "ai.onnx", version: 12n }] },
      { message: "the model uses several versions of the ONNX operators at once: 13, 12" },
    ],
    [
      "functions",
      { functions: [Uint8Array.of(1)] },
      {
        message: "the model has functions of its own",
        note: "nnc reads models whose nodes are operators of ONNX itself",
        hint: "inline the functions when exporting, for example with onnx.inliner.inline_local_functions",
      },
    ],
  ];
  test.each(cases)("%s", (_, changes, expected) => {
    expectRefusal(file({}, changes), expected);
  });
});

describe("nodes that are not supported", () => {
  const gemm = node("Gemm", ["x", "W", "b"], ["h"], { name: "fc1", attribute: [int("transB", 1)] });
  const refusal = (...lines: string[]): Expected => ({
    message: lines.length === 1 ? "a node of the model is not supported" : `${lines.length} nodes of the model are not supported`,
    note: lines.join("\n"),
    hint: SUPPORTED,
  });
  const cases: readonly (readonly [string, GraphParts, Expected])[] = [
    [
      "all of them are named",
      {
        node: [
          gemm,
          node("Conv", ["h"], ["c"], { name: "conv1" }),
          node("Relu", ["c"], ["r"]),
          node("If", ["r"], ["i"], { attribute: [{ name: "then_branch", type: 5, g: Uint8Array.of(1) }] }),
          node("Gelu", ["i"], ["y"], { domain: "com.microsoft" }),
        ],
      },
      refusal(
        'node "conv1" (Conv): the operator is not supported',
        "node number 4 (If): the operator is not supported",
        'node number 5 (Gelu): the operators of "com.microsoft" are not supported',
      ),
    ],
    [
      "attributes",
      {
        node: [
          node("Gemm", ["x", "W", "b"], ["h"], { attribute: [int("transB", 1), int("broadcast", 1)] }),
          node("LeakyRelu", ["h"], ["a"], { attribute: [int("alpha", 1)] }),
          node("LeakyRelu", ["a"], ["c"], { attribute: [float("alpha", NaN)] }),
          node("LeakyRelu", ["c"], ["d"], { attribute: [float("alpha", 1), float("alpha", 2)] }),
          node("LeakyRelu", ["d"], ["e"], { attribute: [{ name: "alpha", type: 1, refAttrName: "slope" }] }),
          node("Flatten", ["e"], ["g"], { attribute: [int("axis", 2n ** 60n)] }),
          node("LeakyRelu", ["g"], ["y"], { attribute: [{ name: "alpha", f: 1 }] }),
        ],
      },
      refusal(
        'node number 1 (Gemm): the attribute "broadcast" is not supported',
        'node number 2 (LeakyRelu): the attribute "alpha" is of type int instead of float',
        'node number 3 (LeakyRelu): the attribute "alpha" is NaN',
        'node number 4 (LeakyRelu): the attribute "alpha" is given twice',
        'node number 5 (LeakyRelu): the attribute "alpha" refers to an attribute of a function',
        'node number 6 (Flatten): the attribute "axis" is 1152921504606846976, which is too large',
        'node number 7 (LeakyRelu): the attribute "alpha" is of type nothing instead of float',
      ),
    ],
    [
      "inputs",
      {
        node: [
          node("Gemm", ["x", "", "b"], ["h"]),
          node("Relu", ["h", "h"], ["r"]),
          node("Add", ["r"], ["s"]),
          node("Add", ["s", "n"], ["t"]),
          node("Dropout", ["t", "", "training"], ["u"]),
          node("Dropout", ["u", "", "x"], ["y"]),
        ],
        initializer: [tensor("b", [3]), { name: "n", dims: [], dataType: 7, rawData: new Uint8Array(8) }, { name: "training", dims: [], dataType: 9, rawData: Uint8Array.of(1) }],
      },
      refusal(
        "node number 1 (Gemm): its input b is missing",
        "node number 2 (Relu): it has 2 inputs, of which 1 are supported",
        "node number 3 (Add): its input y is missing",
        "node number 4 (Add): its input y is a constant that is not of type float or double",
        "node number 5 (Dropout): its input training_mode is not the constant 0",
        "node number 6 (Dropout): its input training_mode is not the constant 0",
      ),
    ],
    [
      "a second output that is used",
      { node: [gemm, node("Dropout", ["h"], ["d", "mask"]), node("Relu", ["mask"], ["y"])] },
      refusal('node number 2 (Dropout): its output "mask" is used, but only the first output is supported'),
    ],
    [
      "constants",
      {
        node: [
          node("Constant", [], ["a"], { attribute: [{ name: "value_string", type: 3, s: Uint8Array.of(65) }] }),
          node("Constant", [], ["b1"], {}),
          node("Constant", [], ["c"], { attribute: [float("value_float", 1), int("value_int", 1)] }),
          node("Constant", [], ["d"], { attribute: [{ name: "value", type: 4 }] }),
          node("Constant", [], ["e"], { attribute: [{ name: "value_float", type: 1 }] }),
          node("Constant", [], ["g"], { attribute: [{ name: "value_int", type: 2 }] }),
        ],
        output: [value("a", [1])],
      },
      refusal(
        "node number 1 (Constant): its attribute value_string is not supported",
        "node number 2 (Constant): it has 0 attributes instead of one",
        "node number 3 (Constant): it has 2 attributes instead of one",
        "node number 4 (Constant): its attribute value is empty",
        "node number 5 (Constant): its attribute value_float is empty",
        "node number 6 (Constant): its attribute value_int is empty",
      ),
    ],
  ];
  test.each(cases)("%s", (_, changes, expected) => {
    expectRefusal(file(changes), expected);
  });

  test("a thousand are named, the others counted", () => {
    const nodes = Array.from({ length: MAXIMUM_NAMED_NODES + 5 }, (_, position) => node("Tan", ["x"], [`t${position}`]));
    const { message, note = "" } = diagnosticOf(file({ node: nodes, output: [value("t0", ["N", 2])] }));
    expect(message).toBe(`${MAXIMUM_NAMED_NODES + 5} nodes of the model are not supported`);
    expect(note.split("\n").slice(-2)).toEqual([`node number ${MAXIMUM_NAMED_NODES} (Tan): the operator is not supported`, "and 5 more"]);
  });
});

describe("the graph", () => {
  const cases: readonly (readonly [string, GraphParts, Expected])[] = [
    ["no outputs", { output: [] }, { message: "the model has no outputs" }],
    ["an output of nothing", { output: [value("z", [1])] }, { place: 'output "z"', message: "an output is computed by nothing" }],
    ["an output twice", { output: [value("y", ["N", 3]), value("y", ["N", 3])] }, { place: 'output "y"', message: "an output is listed twice" }],
    [
      "an input of nothing",
      { initializer: [tensor("W", [3, 2])] },
      { place: 'node "fc1" (Gemm)', message: 'the value "b" is used but nothing defines it' },
    ],
    [
      "two parameters of one name",
      { initializer: [tensor("W", [3, 2]), tensor("W", [3, 2]), tensor("b", [3])] },
      { place: 'parameter "W"', message: 'the value "W" is defined twice', note: 'first by parameter "W"' },
    ],
    [
      "a node that computes an input",
      { node: [node("Relu", ["x"], ["x"])] },
      { place: "node number 1 (Relu)", message: 'the value "x" is defined twice', note: 'first by input "x"' },
    ],
    ["an input without a name", { input: [value("", ["N", 2])] }, { message: "an input has no name" }],
    ["a parameter without a name", { initializer: [tensor("", [3, 2])] }, { message: "a parameter has no name" }],
    [
      "a cycle",
      {
        node: [
          node("Relu", ["c"], ["a"], { name: "first" }),
          node("Relu", ["a"], ["b0"], { name: "second" }),
          node("Add", ["b0", "x"], ["c"], { name: "third" }),
          node("Relu", ["c"], ["y"], { name: "outside" }),
        ],
      },
      {
        message: "the nodes of the model depend on each other in a circle",
        note: 'node "first" (Relu)\nneeds node "third" (Add)\nneeds node "second" (Relu)\nneeds node "first" (Relu)',
      },
    ],
    [
      "a node that needs itself",
      { node: [node("Relu", ["y"], ["y"])] },
      { message: "the nodes of the model depend on each other in a circle", note: "node number 1 (Relu)\nneeds node number 1 (Relu)" },
    ],
    [
      "shapes that do not fit",
      { initializer: [tensor("W", [3, 4]), tensor("b", [3])] },
      { place: 'node "fc1" (Gemm)', message: "gemm cannot be applied: A is 1×2 but Bᵀ is 4×3" },
    ],
    [
      "sparse parameters",
      { sparseInitializer: [Uint8Array.of(1)] },
      { message: "the model has sparse parameters", note: "nnc reads arrays that are stored in full", hint: "export the model without sparse parameters" },
    ],
    [
      "too many nodes",
      { node: Array.from({ length: MAXIMUM_NODES + 1 }, () => node("Relu", ["x"], ["y"])) },
      {
        message: `the model has ${MAXIMUM_NODES + 1} nodes`,
        note: `at most ${MAXIMUM_NODES} are read`,
        hint: "a network of this size cannot be compiled into a source file; use a smaller one",
      },
    ],
    [
      "an output that is an integer",
      { output: [value("n", [])], initializer: [tensor("W", [3, 2]), tensor("b", [3]), { name: "n", dataType: 7, rawData: new Uint8Array(8) }] },
      { place: 'parameter "n"', message: "a parameter is of type int64", note: "nnc computes in float32", hint: IN_FLOAT32 },
    ],
  ];
  test.each(cases)("%s", (_, changes, expected) => {
    expectRefusal(file(changes), expected);
  });
});

describe("inputs and outputs", () => {
  const open = "export the model with fixed sizes; only the first axis, the batch, may be open, and counts as 1";
  const cases: readonly (readonly [string, GraphParts, Expected])[] = [
    ["a second open axis", { input: [value("x", ["N", "features"])] }, { place: 'input "x"', message: "axis 1 has no fixed size", note: 'it is "features"', hint: open }],
    [
      "an axis that is left out",
      { input: [{ name: "x", type: { tensorType: { elemType: 1, shape: { dim: [{}, {}] } } } }] },
      { place: 'input "x"', message: "axis 1 has no fixed size", note: "it is left open", hint: open },
    ],
    ["a negative size", { input: [value("x", [-1, 2])] }, { place: 'input "x"', message: "axis 0 has no fixed size", note: "it is -1", hint: open }],
    ["a size of 0", { input: [value("x", ["N", 0])] }, { place: 'input "x"', message: "axis 1 has no fixed size", note: "it is 0", hint: open }],
    [
      "an absurd size",
      { input: [value("x", [2 ** 40, 2])] },
      { place: 'input "x"', message: '"x" has the shape [1099511627776, 2]: more than 268435456 elements' },
    ],
    [
      "an input without a shape",
      { input: [{ name: "x", type: { tensorType: { elemType: 1 } } }] },
      { place: 'input "x"', message: "an input has no shape", hint: "export the model with the shapes of its inputs" },
    ],
    [
      "an input without a type",
      { input: [{ name: "x" }] },
      { place: 'input "x"', message: "an input has no shape", hint: "export the model with the shapes of its inputs" },
    ],
    [
      "an input of integers",
      { input: [value("x", ["N", 2], 7)] },
      { place: 'input "x"', message: "the elements are of type int64", note: "nnc computes in float32; inputs and outputs are of type float or double", hint: IN_FLOAT32 },
    ],
    [
      "an output of an unknown type",
      { output: [value("y", ["N", 3], 99)] },
      { place: 'output "y"', message: "the elements are of type number 99", note: "nnc computes in float32; inputs and outputs are of type float or double", hint: IN_FLOAT32 },
    ],
    [
      "a sequence",
      { input: [{ name: "x", type: { sequenceType: Uint8Array.of(1) } }] },
      {
        place: 'input "x"',
        message: "a value is no array but a sequence, a map, a sparse array or an optional value",
        hint: "export a model whose inputs and outputs are arrays",
      },
    ],
    [
      "too many axes",
      { input: [value("x", new Array<number>(33).fill(1))] },
      { place: 'input "x"', message: "the array has 33 axes", note: "at most 32 are read" },
    ],
    [
      "an output declared with another shape",
      { output: [value("y", ["N", 4])] },
      { place: 'output "y"', message: "an output is declared as [1, 4] but computed as [1, 3]", note: "a first axis of open size counts as 1" },
    ],
    [
      "an output declared with another number of axes",
      { output: [value("y", [3])] },
      { place: 'output "y"', message: "an output is declared as [3] but computed as [1, 3]", note: "a first axis of open size counts as 1" },
    ],
  ];
  test.each(cases)("%s", (_, changes, expected) => {
    expectRefusal(file(changes), expected);
  });
});

describe("parameters", () => {
  const float64 = (...values: number[]): Uint8Array => new Uint8Array(Float64Array.from(values).buffer);
  const cases: readonly (readonly [string, TensorParts, Expected])[] = [
    [
      "NaN",
      tensor("b", [3], [1, NaN, 1]),
      {
        message: 'parameter "b" is not finite: element 1 is NaN',
        note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
        hint: "train or export the model again",
      },
    ],
    [
      "an infinity",
      tensor("b", [3], [1, 1, -Infinity]),
      {
        message: 'parameter "b" is not finite: element 2 is -Infinity',
        note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
        hint: "train or export the model again",
      },
    ],
    [
      "a double beyond float32",
      { name: "b", dims: [3n], dataType: 11, rawData: float64(1, 2, -1e39) },
      {
        message: "element 2 is -1e+39, which is beyond float32",
        note: "parameters of type double are rounded to float32, whose largest value is about 3.4e38",
        hint: "scale the model, or train it in float32",
      },
    ],
    ["too little data", { ...tensor("b", [3]), dims: [4n] }, { message: "the data has 12 bytes", note: "its type float and shape [4] ask for 16" }],
    ["too much data", { ...tensor("b", [3]), dims: [2n] }, { message: "the data has 12 bytes", note: "its type float and shape [2] ask for 8" }],
    ["no data", { name: "b", dims: [3n], dataType: 1 }, { message: "the data has 0 bytes", note: "its type float and shape [3] ask for 12" }],
    [
      "chunks that end within an element",
      { name: "b", dims: [1n], dataType: 1, floatData: [Uint8Array.of(0, 0), Uint8Array.of(0, 0)] },
      { message: "the data has 4 bytes", note: "its type float and shape [1] ask for 4" },
    ],
    ["data twice", { ...tensor("b", [3]), floatData: [new Uint8Array(12)] }, { message: "the data of an array is given twice" }],
    [
      "data of another type",
      { name: "b", dims: [3n], dataType: 1, doubleData: [new Uint8Array(24)] },
      { message: "an array of type float has its data in doubleData" },
    ],
    ["a negative extent", { ...tensor("b", [3]), dims: [-3n] }, { message: "the shape [-3] has a negative extent" }],
    [
      "an absurd extent",
      { ...tensor("b", [3]), dims: [2n ** 40n, 2n ** 40n] },
      { message: "the shape [1099511627776, 1099511627776] has more than 268435456 elements" },
    ],
    [
      "extents whose product is beyond all numbers",
      { ...tensor("b", [3]), dims: new Array<bigint>(32).fill(2n ** 62n) },
      { message: `the shape [${new Array<number>(32).fill(2 ** 62).join(", ")}] has more than 268435456 elements` },
    ],
    ["too many axes", { ...tensor("b", [3]), dims: [...new Array<bigint>(33).fill(1n), 3n] }, { message: "the array has 34 axes", note: "at most 32 are read" }],
    [
      "no elements",
      { name: "b", dims: [0n], dataType: 1, rawData: new Uint8Array(0) },
      { message: '"b" has the shape [0]: every extent must be a whole number of at least 1' },
    ],
    [
      "data in another file",
      { name: "b", dims: [3n], dataType: 1, dataLocation: 1, externalData: [{ key: "location", value: "../../etc/passwd" }] },
      {
        message: "the data of a parameter is kept in another file",
        note: "nnc reads models of one file",
        hint: "load the model with onnx.load and save it with onnx.save, which puts the data into the model",
      },
    ],
    ["segments", { ...tensor("b", [3]), segment: Uint8Array.of(8, 0) }, { message: "the data of a parameter is split into segments" }],
  ];
  test.each(cases)("%s", (_, parameter, expected) => {
    expectRefusal(file({ initializer: [tensor("W", [3, 2]), parameter] }), { place: 'parameter "b"', ...expected });
  });

  const unused: readonly (readonly [string, TensorParts, Expected])[] = [
    [
      "text",
      { name: "n", dims: [1n], dataType: 8 },
      { message: "the elements are of type string", note: "nnc computes in float32; it reads parameters of type float and double", hint: IN_FLOAT32 },
    ],
    [
      "quantised values",
      { name: "n", dims: [1n], dataType: 3, rawData: new Uint8Array(1) },
      { message: "the elements are of type int8", note: "nnc computes in float32; it reads parameters of type float and double", hint: IN_FLOAT32 },
    ],
    ["too few integers", { name: "n", dims: [2n], dataType: 7, int64Data: [Uint8Array.of(0x80, 1)] }, { message: "the number of elements is wrong", note: "the shape [2] asks for 2" }],
    ["too many integers", { name: "n", dims: [1n], dataType: 7, int64Data: [Uint8Array.of(1, 1)] }, { message: "the number of elements is wrong", note: "the shape [1] asks for 1" }],
    ["half an integer", { name: "n", dims: [1n], dataType: 7, int64Data: [Uint8Array.of(0x80)] }, { message: "the data ends in the middle of an element" }],
    ["fewer bytes than integers", { name: "n", dims: [9n], dataType: 6, int32Data: [Uint8Array.of(1)] }, { message: "the number of elements is wrong", note: "the shape [9] asks for 9" }],
  ];
  test.each(unused)("unused: %s", (_, parameter, expected) => {
    expectRefusal(file({ initializer: [tensor("W", [3, 2]), tensor("b", [3]), parameter] }), { place: 'parameter "n"', ...expected });
  });

  test("NaN in a Constant", () => {
    const constant = node("Constant", [], ["b"], { name: "bias", attribute: [{ name: "value", type: 4, t: tensor("", [3], [NaN, 0, 0]) }] });
    const gemm = node("Gemm", ["x", "W", "b"], ["y"], { attribute: [int("transB", 1)] });
    expectRefusal(file({ node: [constant, gemm], initializer: [tensor("W", [3, 2])] }), {
      place: 'node "bias" (Constant)',
      message: 'parameter "b" is not finite: element 0 is NaN',
      note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
      hint: "train or export the model again",
    });
  });
});

describe("the bytes", () => {
  const notProtobuf = (byte: number, note: string): Expected => ({ place: `byte ${byte}`, message: "the file is not valid protobuf", note });
  const cutOff = (bytes: number): Expected => ({
    place: `byte ${bytes}`,
    message: "the file ends too early",
    note: "it was cut off while it was written or copied",
    hint: "copy it or export the model again",
  });
  const cases: readonly (readonly [string, readonly number[], Expected])[] = [
    ["one byte", [0x08], cutOff(1)],
    ["a field that is longer than the file", [0x08, 0x08, 0x3a, 0x7f, 0x0a], cutOff(5)],
    ["a field that is longer than its part", [0x08, 0x08, 0x3a, 0x02, 0x0a, 0x05, 0x30, 0x08], notProtobuf(6, "a field is longer than what it is part of")],
    ["an endless number", [0x08, 0x08, 0x3a, ...new Array<number>(11).fill(0xff)], notProtobuf(3, "a number has more than ten bytes")],
    ["a group", [0x08, 0x08, 0x3a, 0x01, 0x0b], notProtobuf(4, "a field of wire type 2 has wire type 3")],
    ["an unknown group", [0x08, 0x08, 0x3a, 0x01, 0xa3, 0x06], notProtobuf(5, "a field is longer than what it is part of")],
    ["an unknown group that is whole", [0x08, 0x08, 0x3a, 0x02, 0xa3, 0x06], notProtobuf(4, "wire type 3 does not occur in ONNX")],
    ["field 0", [0x08, 0x08, 0x3a, 0x02, 0x00, 0x00], notProtobuf(4, "0 is no field")],
    ["a wrong wire type", [0x08, 0x08, 0x3a, 0x02, 0x10, 0x01], notProtobuf(4, "a field of wire type 2 has wire type 0")],
    ["text that is not UTF-8", [0x08, 0x08, 0x12, 0x02, 0xc3, 0x28], notProtobuf(4, "a text is not UTF-8")],
    // Graph, node, attribute, floats: five bytes are no float32 numbers.
    ["half a number", [0x08, 0x08, 0x3a, 0x0b, 0x0a, 0x09, 0x2a, 0x07, 0x3a, 0x05, 1, 2, 3, 4, 5], notProtobuf(10, "a list of numbers ends within one")],
  ];
  test.each(cases)("%s", (_, bytes, expected) => {
    expectRefusal(Uint8Array.from(bytes), expected);
  });

  test("a text that is too long", () => {
    expectRefusal(file({}, { producerName: "a".repeat(2 ** 24 + 1) }), {
      place: "byte 7",
      message: "a text has 16777217 bytes",
      note: "at most 16777216 are read",
    });
  });

  test("too many fields", () => {
    expectRefusal(file({}, { metadataProps: Array.from({ length: MAXIMUM_FIELDS }, () => ({})) }), {
      message: "the model has too many parts",
      note: `nodes, names, attributes and so on are more than ${MAXIMUM_FIELDS}`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  });
});
