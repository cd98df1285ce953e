// What an ONNX graph calls the axes of its inputs (dim_param), as the file says it: before sizes are given for them.

import type { NamedAxis } from "../../network/model.ts";
import { inputsOf } from "./fix-sizes.ts";
import type { Graph } from "./onnx-messages.ts";

export function axisNamesOf(graph: Graph): readonly NamedAxis[] {
  return inputsOf(graph).flatMap(({ name: input = "", type }) => {
    const dimensions = type?.tensorType?.shape?.dim ?? [];
    return dimensions.flatMap(({ dimParam = "" }, axis) => (dimParam === "" ? [] : [{ input, axis, name: dimParam }]));
  });
}
