// What two models are called in a picture of their difference.

import { expect, test } from "vitest";
import { tellingNames } from "../../../src/cli/commands/diff/telling-names.ts";

test.each([
  [["old.onnx", "new.onnx"], ["old.onnx", "new.onnx"]],
  [["models/exp.onnx", "/home/user/models/sin.onnx"], ["exp.onnx", "sin.onnx"]],
  [["/home/user/old/exp.onnx", "new/exp.onnx"], ["old/exp.onnx", "new/exp.onnx"]],
  [["exp.onnx", "new/exp.onnx"], ["exp.onnx", "new/exp.onnx"]],
  [["a/x/exp.onnx", "b/x/exp.onnx"], ["a/x/exp.onnx", "b/x/exp.onnx"]],
  [["-", "exp.onnx"], ["-", "exp.onnx"]],
  [["a/exp.onnx", "a/exp.onnx"], ["a/exp.onnx", "a/exp.onnx"]],
] as const)("%j are %j", (paths, names) => {
  expect(tellingNames(paths)).toEqual(names);
});
