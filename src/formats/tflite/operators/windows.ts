// Where the windows of convolutions and pooling stand, from TensorFlow Lite's options: rows, then columns of arrays whose channels are last.

import type { Shape } from "../../../network/shape.ts";
import { showShape } from "../../../network/shape.ts";
import { PADDING, WINDOW_ATTRIBUTES, windowAxes, type WindowAxis } from "../../../network/ops/windows/window-axes.ts";
import { Unsupported } from "../values.ts";

/** Of rows and columns. */
export interface Steps {
  readonly padding: number;
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
}

const SAME = 0;
const VALID = 1;

/** ONNX's name for a padding. @throws Unsupported for others than SAME and VALID. */
export function paddingOf(padding: number): number {
  if (padding === SAME) return PADDING.SAME_UPPER;
  if (padding === VALID) return PADDING.VALID;
  throw new Unsupported(`its padding is number ${padding} instead of SAME or VALID`);
}

/** @param x [N, rows, columns, channels] */
export function windowsOn(x: Shape, kernel: Shape, { padding, strides, dilations }: Steps): readonly WindowAxis[] {
  if (x.length !== 4) throw new Unsupported(`its input has the shape ${showShape(x)} instead of four axes`);
  const axes = windowAxes(x.slice(1, -1), kernel, { ...WINDOW_ATTRIBUTES, strides, dilations, auto_pad: paddingOf(padding) });
  if ("problem" in axes) throw new Unsupported(axes.problem);
  return axes;
}
