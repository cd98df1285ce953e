// Every way in which reading ONNX refuses a graph, with the whole diagnostic. Damaged bytes and arrays are beside this file.

import { describe, expect, test } from "vitest";
import { MAXIMUM_NAMED_NODES } from "../../../src/formats/onnx/find-unsupported.ts";
import { MAXIMUM_NODES } from "../../../src/formats/onnx/maximum-nodes.ts";
import type { Expected, GraphParts, ModelParts, ValueInfoParts } from "./models.ts";
import { diagnosticOf, expectRefusal, file, float, int, integers, ints, node, sparse, tensor, value, withoutGraph } from "./models.ts";

const SUPPORTED = "docs/operators.md lists the operators that are supported, with their types and attributes";
/** Every value an output, so that all of them are read. */
function outputs(...names: readonly string[]): ValueInfoParts[] {
  return names.map((name) => ({ name }));
}

/** The refusal of nodes, for these reasons. */
function refusal(...reasons: readonly string[]): Expected {
  const message = reasons.length === 1 ? "a node of the model is not supported" : `${reasons.length} nodes of the model are not supported`;
  return { message, note: reasons.join("\n"), hint: SUPPORTED };
}

const SHAPES = "export the model with the shapes that its nodes compute, or without shapes of its outputs";
const IN_FLOAT32 = "export the model in float32, without quantisation";

describe("the model as a whole", () => {
  const cases: readonly (readonly [string, ModelParts, Expected])[] = [
    ["no operator set", { opsetImport: [] }, { message: "the model does not say which version of the ONNX operators it uses" }],
    [
      "operators of classical machine learning alone",
      { opsetImport: [{ domain: "ai.onnx.ml", version: 3n }] },
      {
        message: 'the model uses only operators of "ai.onnx.ml"',
        note: "ai.onnx.ml holds trees, support vectors and other models that are no neural networks",
        hint: 'with skl2onnx, pass options={"zipmap": False} and black_op={"LinearClassifier", "LinearRegressor", "Normalizer", "Scaler"}',
      },
    ],
    [
      "operators of others alone",
      { opsetImport: [{ domain: "com.other", version: 1n }, { domain: "com.microsoft", version: 1n }] },
      {
        message: 'the model uses only operators of "com.other", "com.microsoft"',
        note: "nnc reads models whose nodes are operators of ONNX itself",
        hint: "export the model with ONNX's own operators, without those of one runtime",
      },
    ],
    [
      "an operator set that there is not",
      { opsetImport: [{ domain: "", version: -1n }] },
      { message: "the model uses version -1 of the ONNX operators, which there is not" },
    ],
    [
      "two operator sets",
      { opsetImport: [{ domain: "", version: 13n }, { domain: "ai.onnx", version: 12n }] },
      { message: "the model uses several versions of the ONNX operators at once: 13, 12" },
    ],
  ];
  test.each(cases)("%s", (_, changes, expected) => {
    expectRefusal(file({}, changes), expected);
  });
});

test("a model without a graph", () => {
  expectRefusal(withoutGraph(), { message: "the file holds no network" });
});

describe("nodes that are not supported", () => {
  const gemm = node("Gemm", ["x", "W", "b"], ["h"], { name: "fc1", attribute: [int("transB", 1)] });
  const cases: readonly (readonly [string, GraphParts, Expected])[] = [
    [
      "all of them are named",
      {
        node: [
          gemm,
          node("Col2Im", ["h"], ["c"], { name: "col1" }),
          node("Relu", ["c"], ["r"]),
          node("SequenceMap", ["r"], ["i"], { attribute: [{ name: "body", type: 5, g: Uint8Array.of(1) }] }),
          node("Inverse", ["i"], ["j"], { domain: "com.microsoft" }),
          node("FusedMatMul", ["j", "j"], ["k"], { domain: "com.microsoft", attribute: [int("transBatchA", 1)] }),
          node("Gelu", ["k"], ["y"], { domain: "com.other" }),
        ],
      },
      refusal(
        'node "col1" (Col2Im): the operator is not supported',
        "node number 4 (SequenceMap): the operator is not supported",
        "node number 5 (Inverse): it is an operator of onnxruntime's own, and none that is supported",
        "node number 6 (FusedMatMul): of onnxruntime's own operator this form is not supported",
        'node number 7 (Gelu): the operators of "com.other" are not supported',
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
          node("Relu", ["x", "x"], ["r"]),
          node("Add", ["x"], ["s"]),
          node("Gemm", ["x", "n"], ["t"]),
          node("Dropout", ["x", "", "training"], ["u"]),
          node("Dropout", ["x", "", "x"], ["y"]),
        ],
        initializer: [tensor("b", [3]), { name: "n", dims: [], dataType: 7, rawData: new Uint8Array(8) }, { name: "training", dims: [], dataType: 9, rawData: Uint8Array.of(1) }],
        output: outputs("h", "r", "s", "t", "u", "y"),
      },
      refusal(
        "node number 1 (Gemm): its input b is missing",
        "node number 2 (Relu): it has 2 inputs, of which 1 are supported",
        "node number 3 (Add): its input y is missing",
        "node number 4 (Gemm): its b is of int32 instead of float32",
        "node number 5 (Dropout): its input training_mode is not the constant 0",
        "node number 6 (Dropout): its input training_mode is not the constant 0",
      ),
    ],
    [
      "attributes that are inputs, lists and texts",
      {
        node: [
          node("Expand", ["x", "x"], ["a"]),
          node("Expand", ["x"], ["b1"]),
          node("Expand", ["x", "matrix"], ["c"]),
          node("Expand", ["x", "W"], ["d"]),
          node("Slice", ["x", "two", "two"], ["e"], { attribute: [ints("starts", [0])] }),
          node("Pad", ["x", "two", "pair"], ["f"]),
          node("Pad", ["x", "two"], ["g"], { attribute: [{ name: "mode", type: 3, s: new TextEncoder().encode("odd") }] }),
          node("Pad", ["x", "two"], ["h"], { attribute: [int("mode", 1)] }),
          node("Concat", ["x", "x"], ["i"]),
          node("Concat", ["x", ""], ["j"], { attribute: [int("axis", 0)] }),
          node("Concat", ["x", "", "x"], ["k"], { attribute: [int("axis", 0)] }),
          node("Transpose", ["x"], ["l"], { attribute: [int("perm", 1)] }),
          node("LayerNormalization", ["x", "W"], ["y"], { attribute: [int("stash_type", 16)] }),
        ],
        initializer: [
          integers("two", [0, 1]),
          { ...integers("matrix", [0, 1]), dims: [1n, 2n] },
          tensor("pair", [2]),
          tensor("W", [3, 2]),
        ],
        output: outputs("a", "b1", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "y"),
      },
      refusal(
        "node number 1 (Expand): its input shape is computed from the model's inputs, and has to be a constant",
        "node number 2 (Expand): its input shape is missing",
        "node number 3 (Expand): its input shape has 2 axes instead of one",
        "node number 4 (Expand): its input shape is of type float32 instead of int64",
        "node number 5 (Slice): its starts is given twice, as an attribute and as an input",
        "node number 6 (Pad): its input constant_value has 2 elements instead of one",
        'node number 7 (Pad): the attribute "mode" is "odd", and only "constant" and "reflect" and "edge" and "wrap" are supported',
        'node number 8 (Pad): the attribute "mode" is of type int instead of string',
        "node number 9 (Concat): its attribute axis is missing",
        "node number 11 (Concat): its input inputs is missing",
        'node number 12 (Transpose): the attribute "perm" is of type int instead of ints',
        'node number 13 (LayerNormalization): the attribute "stash_type" is 16, and only 1 is supported',
      ),
    ],
    [
      "a second output that is used",
      { node: [gemm, node("Relu", ["h"], ["d", "mask"]), node("Relu", ["mask"], ["y"])] },
      refusal('node number 2 (Relu): its output "mask" is used, and of Relu only the first is supported'),
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
          node("Constant", [], ["i"], { attribute: [{ name: "sparse_value", type: 11 }] }),
        ],
        output: outputs("a", "b1", "c", "d", "e", "g", "i"),
      },
      refusal(
        "node number 1 (Constant): its attribute value_string holds text, which nnc does not compute with",
        "node number 2 (Constant): it has 0 attributes instead of one",
        "node number 3 (Constant): it has 2 attributes instead of one",
        "node number 4 (Constant): its attribute value is empty",
        "node number 5 (Constant): its attribute value_float is empty",
        "node number 6 (Constant): its attribute value_int is empty",
        "node number 7 (Constant): its attribute sparse_value holds a sparse array, and nnc reads arrays that are stored in full",
      ),
    ],
  ];
  test.each(cases)("%s", (_, changes, expected) => {
    expectRefusal(file(changes), expected);
  });

  test("inputs that are not given together", () => {
    const graph = {
      node: [
        node("Attention", ["q", "q", "q", "", "q"], ["a"]),
        node("Attention", ["q", "q", "q", "", "q", "q", "lengths"], ["c"]),
        node("Attention", ["q", "q", "q"], ["y"], { attribute: [int("softmax_precision", 10)] }),
      ],
      initializer: [integers("lengths", [1])],
      input: [value("q", [1, 1, 2, 2])],
      output: outputs("a", "c", "y"),
    };
    expectRefusal(
      file(graph, { opsetImport: [{ domain: "", version: 24n }] }),
      refusal(
        "node number 1 (Attention): its input pastKey is not supported beside the other ones",
        "node number 2 (Attention): its input pastKey is not supported beside the other ones",
        'node number 3 (Attention): the attribute "softmax_precision" is "10", and only "1" and "11" are supported',
      ),
    );
  });

  test("a thousand are named, the others counted", () => {
    const nodes = Array.from({ length: MAXIMUM_NAMED_NODES + 5 }, (_, position) => node("Unheard", ["x"], [`t${position}`]));
    const { message, note = "" } = diagnosticOf(file({ node: nodes, output: outputs(...nodes.map((_, position) => `t${position}`)) }));
    expect(message).toBe(`${MAXIMUM_NAMED_NODES + 5} nodes of the model are not supported`);
    expect(note.split("\n").slice(-2)).toEqual([`node number ${MAXIMUM_NAMED_NODES} (Unheard): the operator is not supported`, "and 5 more"]);
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
      { initializer: [tensor("W", [3, 2])], sparseInitializer: [sparse("b")] },
      { place: 'parameter "b"', message: "the model has a sparse parameter", note: "nnc reads arrays that are stored in full", hint: "export the model without sparse parameters" },
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
  ];
  test.each(cases)("%s", (_, changes, expected) => {
    expectRefusal(file(changes), expected);
  });
});

describe("inputs and outputs", () => {
  const open = "export the model with fixed sizes; only the first axis, the batch, may be open, and counts as 1";
  const cases: readonly (readonly [string, GraphParts, Expected])[] = [
    ["a second open axis", { input: [value("x", ["N", "features"])] }, { place: 'input "x"', message: "axis 1 has no fixed size", note: 'it is "features"', hint: `give the size, as in --dim features=16, or ${open}` }],
    [
      "an axis that is left out",
      { input: [{ name: "x", type: { tensorType: { elemType: 1, shape: { dim: [{}, {}] } } } }] },
      { place: 'input "x"', message: "axis 1 has no fixed size", note: "it is left open", hint: `give the shape, as in --shape x=1,16, or ${open}` },
    ],
    ["a size of 0", { input: [value("x", ["N", 0])] }, { place: 'node "fc1" (Gemm)', message: "gemm cannot be applied: A is 1×0 but Bᵀ is 2×3" }],
    [
      "an absurd size",
      { input: [value("x", [2 ** 40, 2])] },
      { place: 'input "x"', message: '"x" has the shape [1099511627776, 2]: more than 268435456 elements' },
    ],
    [
      "an input without a shape",
      { input: [{ name: "x", type: { tensorType: { elemType: 1 } } }] },
      { place: 'input "x"', message: "an input has no shape", hint: "give the shape, as in --shape x=1,16, or export the model with the shapes of its inputs" },
    ],
    [
      "an input of integers",
      { input: [value("x", ["N", 2], 7)] },
      refusal('node "fc1" (Gemm): its a is of int32 instead of float32'),
    ],
    [
      "an output of an unknown type",
      { output: [value("y", ["N", 3], 99)] },
      { place: 'output "y"', message: "the elements are of type number 99", note: "nnc computes with float32, with integers of at most 32 bits and with truth values", hint: IN_FLOAT32 },
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
      { place: 'output "y"', message: "an output is declared as [1, 4] but computed as [1, 3]", note: "a first axis of open size counts as 1", hint: SHAPES },
    ],
    [
      "an output declared with another number of axes",
      { output: [value("y", [3])] },
      { place: 'output "y"', message: "an output is declared as [3] but computed as [1, 3]", hint: SHAPES },
    ],
    [
      "an output declared with the axes that a Squeeze of no axes removes",
      { node: [node("Squeeze", ["x", "none"], ["y"])], initializer: [integers("none", [])], input: [value("x", [1, 2])], output: [value("y", [1, 2])] },
      { place: 'output "y"', message: "an output is declared as [1, 2] but computed as [2]", hint: SHAPES },
    ],
    [
      "an input without a type",
      { input: [{ name: "x" }] },
      { place: 'input "x"', message: "an input has no type", hint: "export the model with the types of its inputs" },
    ],
    [
      "an input whose type says nothing",
      { input: [{ name: "x", type: {} }] },
      { place: 'input "x"', message: "an input has no type", hint: "export the model with the types of its inputs" },
    ],
  ];
  test.each(cases)("%s", (_, changes, expected) => {
    expectRefusal(file(changes), expected);
  });
});
