// STRIDED_SLICE: numpy's x[begin:end:step] with a range for each axis; masks say which ends are open and which axes fall away.

import { reshape } from "../../../network/ops/reshape.ts";
import { slice } from "../../../network/ops/slice.ts";
import { showShape } from "../../../network/shape.ts";
import { Unsupported } from "../values.ts";
import type { Operation } from "./operation.ts";

export const stridedSlice: Operation = (application) => {
  const { options } = application;
  const x = application.input(0);
  const shape = application.shapeOf(x);
  const [begins, given, steps] = [1, 2, 3].map((position) => application.numbers(position));
  const isSet = (mask: number, axis: number): boolean => ((options.integer(mask) >> axis) & 1) === 1;
  if (options.integer(2) !== 0 || options.integer(3) !== 0) throw new Unsupported("it has an ellipsis or a new axis");
  if (begins.length > shape.length || given.length !== begins.length || steps.length !== begins.length) {
    throw new Unsupported(`${begins.length} begins, ${given.length} ends and ${steps.length} strides are not those of ${showShape(shape)}`);
  }
  const axes = [...begins.keys()];
  const starts = axes.map((axis) => (isSet(0, axis) ? (steps[axis] > 0 ? 0 : shape[axis] - 1) : begins[axis]));
  const ends = axes.map((axis) => {
    if (isSet(4, axis)) return starts[axis] === -1 ? shape[axis] : starts[axis] + 1;
    if (isSet(1, axis)) return steps[axis] > 0 ? shape[axis] : -shape[axis] - 1;
    return options.truth(5) ? begins[axis] + given[axis] : given[axis];
  });
  const cut = application.apply(slice, [x], { starts, ends, axes, steps: axes.map((axis) => (isSet(4, axis) ? 1 : steps[axis])) });
  const kept = application.shapeOf(cut).filter((_, axis) => !isSet(4, axis));
  return [kept.length === shape.length ? cut : application.apply(reshape, [cut], { shape: kept, allowzero: 1 })];
};
