// Shapes of convolutions, and how those that fit nothing are refused.

import { expect, test } from "vitest";
import type { Attributes } from "../../src/network/attributes.ts";
import { conv } from "../../src/network/ops/conv.ts";
import type { Shape } from "../../src/network/shape.ts";

const inferred = (shapes: readonly Shape[], attributes: Attributes = {}) => conv.inferShape(shapes, { ...conv.attributes, ...attributes });

test.each<[string, readonly Shape[], Attributes]>([
  ["a kernel as large as the input, whatever the strides", [[1, 3, 4, 5], [7, 3, 4, 5]], { strides: [2, 3] }],
  ["padding of 0", [[1, 3, 4, 5], [7, 3, 4, 5]], { pads: [0, 0, 0, 0] }],
  ["one element, however dilated", [[1, 3, 1, 1], [7, 3, 1, 1]], { dilations: [2, 2] }],
  ["padding that one result needs none of", [[1, 3, 4, 5], [7, 3, 4, 5]], { auto_pad: 2, strides: [4, 5] }],
])("covers its input: %s", (_, shapes, attributes) => {
  expect(inferred(shapes, attributes)).toEqual([1, 7, 1, 1]);
});

test.each<[string, readonly Shape[], Attributes, Shape]>([
  ["a smaller kernel", [[1, 3, 4, 5], [7, 3, 3, 5]], {}, [1, 7, 2, 1]],
  ["a kernel of one element", [[1, 3, 4, 5], [7, 3, 1, 1]], {}, [1, 7, 4, 5]],
  ["padding", [[1, 3, 4, 5], [7, 3, 4, 5]], { pads: [0, 1, 0, 0] }, [1, 7, 1, 2]],
  ["padding to the same extent", [[1, 3, 4, 5], [7, 3, 4, 5]], { auto_pad: 3 }, [1, 7, 4, 5]],
  ["strides that leave a rest", [[1, 3, 9, 8], [7, 3, 3, 3]], { strides: [4, 2] }, [1, 7, 2, 3]],
  ["dilation", [[1, 3, 9, 8], [7, 3, 3, 3]], { dilations: [4, 2] }, [1, 7, 1, 4]],
])("has windows: %s", (_, shapes, attributes, expected) => {
  expect(inferred(shapes, attributes)).toEqual(expected);
});

test.each<[string, readonly Shape[], Attributes, string]>([
  ["channels", [[1, 3, 2], [4, 2, 2]], {}, "kernels of shape [4, 2, 2] in groups of 1 do not fit [1, 3, 2]"],
  ["groups", [[1, 4, 2], [3, 2, 2]], { group: 2 }, "kernels of shape [3, 2, 2] in groups of 2 do not fit [1, 4, 2]"],
  ["kernel_shape", [[1, 4, 2], [3, 4, 2]], { kernel_shape: [1] }, "kernels of shape [3, 4, 2] in groups of 1 do not fit [1, 4, 2]"],
  ["dilation beyond the input", [[1, 3, 4, 5], [7, 3, 4, 5]], { dilations: [1, 2] }, "windows of [4, 5] are larger than [4, 5] with its padding"],
  ["pads", [[1, 4, 2], [4, 4, 1]], { pads: [-1, 0] }, "pads [-1, 0] must be 0 or more"],
  ["strides", [[1, 4, 2], [4, 4, 1]], { strides: [1, 1] }, "strides [1, 1] are not 1 numbers"],
  ["strides of 0", [[1, 4, 2], [4, 4, 1]], { strides: [0] }, "kernel_shape, strides and dilations must be 1 or more"],
  ["biases", [[1, 4, 2], [3, 4, 2], [2]], {}, "[2] are not the biases of 3 kernels"],
])("refuses %s that do not fit", (_, shapes, attributes, problem) => {
  expect(inferred(shapes, attributes)).toEqual({ problem });
});
