// AVERAGE_POOL_2D and MAX_POOL_2D of floats. What lies outside of the array counts for nothing.

import { LARGEST_FLOAT32 } from "../../../numeric/float32.ts";
import { averageOfWindows } from "../../../network/ops/windows/average-of-windows.ts";
import { framed, stepsOf } from "../../../network/ops/windows/channels-last.ts";
import { windowMaximum } from "../../../network/ops/windows/window-reductions.ts";
import type { WindowAxis } from "../../../network/ops/windows/window-axes.ts";
import type { Application } from "../application.ts";
import { activated } from "./activated.ts";
import { floatAt } from "./floats.ts";
import type { Operation } from "./operation.ts";
import { windowsOn } from "./windows.ts";

export const averagePool2d: Operation = (application) => {
  const axes = poolWindows(application);
  const pooled = application.written([floatAt(application, 0)], (builder, [x], { name, origin }) => {
    return averageOfWindows(builder, x, axes, { countsPadding: false, name, origin });
  });
  return [activated(application, pooled, application.options.byte(5))];
};

export const maxPool2d: Operation = (application) => {
  const axes = poolWindows(application);
  const pooled = application.written([floatAt(application, 0)], (builder, [x], { name, origin }) => {
    const within = framed(builder, x, axes, -LARGEST_FLOAT32, origin);
    return builder.operation(windowMaximum, [within], { kernel: axes.map(({ kernel }) => kernel), ...stepsOf(axes) }, name, origin);
  });
  return [activated(application, pooled, application.options.byte(5))];
};

export function poolWindows(application: Application): readonly WindowAxis[] {
  const { options } = application;
  const steps = { padding: options.byte(0), strides: [options.integer(2), options.integer(1)], dilations: [1, 1] };
  return windowsOn(application.shapeOf(application.input(0)), [options.integer(4), options.integer(3)], steps);
}
