// round: the nearest whole number, of two the even one, with the sign of x; NaN and infinities as they are. ONNX Round-22.

import { apply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const round = elementwise({
  name: "round",
  value: (x) => apply("roundHalfEven", [x], "whole"),
  onnx: { type: "Round", attributes: {} },
});
