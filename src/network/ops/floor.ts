// floor: the greatest whole number not above x; −0, NaN and infinities as they are. ONNX Floor-13.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const floor = elementwise({
  name: "floor",
  value: (x) => apply("floor", [x], "whole"),
  onnx: { type: "Floor", attributes: {} },
});
