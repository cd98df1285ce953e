// Models of the field that nnc refuses: those that skl2onnx writes with operators of ai.onnx.ml, and one with a node that is no operator of
// ONNX (findings/keras-export-gelu.sh).

import { expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { load, namesOf, REFUSED } from "./field-model.ts";

/** The names and types of the nodes that are named, in order. */
const NODES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "sklearn-logistic-regression": [["ArrayFeatureExtractor", "ArrayFeatureExtractor"]],
  "sklearn-ml-linear": [["LinearRegressor", "LinearRegressor"]],
  "sklearn-ml-logistic-regression": [["LinearClassifier", "LinearClassifier"], ["Normalizer", "Normalizer"]],
  "sklearn-ml-polynomial": [
    ...["", "10", "11", "12", "13", "2", "3", "4", "5", "6", "7", "8", "9", "1"].map(
      (number): [string, string] => [`ArrayFeatureExtractor${number}`, "ArrayFeatureExtractor"],
    ),
    ["LinearRegressor", "LinearRegressor"],
  ],
  "sklearn-ml-scaler-ridge": [["Scaler", "Scaler"], ["LinearRegressor", "LinearRegressor"]],
  "sklearn-mlp-binary": [["ArrayFeatureExtractor", "ArrayFeatureExtractor"]],
  "sklearn-mlp-classes": [["ArrayFeatureExtractor", "ArrayFeatureExtractor"]],
  "sklearn-mlp-labels": [["N9", "Binarizer"]],
};

const HINT = "docs/operators.md lists the operators that are supported, with their types and attributes";

test("every refused model is here", () => {
  expect(namesOf(REFUSED)).toEqual([...Object.keys(NODES), "keras-tf2onnx-gelu"].sort());
});

test.each(Object.entries(NODES))("%s is refused for its operators of ai.onnx.ml", (name, nodes) => {
  expect(said(name)).toEqual({
    id: "model-unsupported",
    category: "model",
    place: `${name}.onnx`,
    message: nodes.length === 1 ? "a node of the model is not supported" : `${nodes.length} nodes of the model are not supported`,
    note: nodes.map(([node, type]) => `node "${node}" (${type}): the operators of "ai.onnx.ml" are not supported`).join("\n"),
    hint: HINT,
  });
});

test("a node of ONNX's own domain that is no operator of it is refused", () => {
  expect(said("keras-tf2onnx-gelu")).toEqual({
    id: "model-unsupported",
    category: "model",
    place: "keras-tf2onnx-gelu.onnx",
    message: "a node of the model is not supported",
    note: 'node "sequential_1/dense_1/Gelu/Erfc" (Erfc): the operator is not supported',
    hint: HINT,
  });
});

function said(name: string): unknown {
  try {
    load(REFUSED, name);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostic;
    throw error;
  }
  return undefined;
}
