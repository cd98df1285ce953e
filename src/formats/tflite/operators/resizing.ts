// RESIZE_NEAREST_NEIGHBOR and RESIZE_BILINEAR of rows and columns.

import type { Attributes } from "../../../network/attributes.ts";
import { COORDINATES } from "../../../network/ops/resized-axes.ts";
import { NEAREST, RESIZE_MODES } from "../../../network/ops/resized-taps.ts";
import { resize } from "../../../network/ops/resize.ts";
import type { Application } from "../application.ts";
import type { Operation } from "./operation.ts";
import { refuseQuantised } from "./refuse-quantised.ts";

function resized(application: Application, attributes: Attributes): ReturnType<Operation> {
  return [application.apply(resize, [application.input(0)], { sizes: application.numbers(1), axes: [1, 2], ...attributes })];
}

export const RESIZING: Readonly<Record<string, Operation>> = {
  RESIZE_BILINEAR(application) {
    refuseQuantised(application, [0]);
    const [isAligned, isHalf] = [2, 3].map((field) => application.options.truth(field));
    const coordinates = isAligned ? COORDINATES.align_corners : isHalf ? COORDINATES.half_pixel : COORDINATES.asymmetric;
    return resized(application, { mode: RESIZE_MODES.linear, coordinates });
  },
  RESIZE_NEAREST_NEIGHBOR(application) {
    const [isAligned, isHalf] = [0, 1].map((field) => application.options.truth(field));
    const coordinates = isAligned ? COORDINATES.align_corners : isHalf ? COORDINATES.tf_half_pixel_for_nn : COORDINATES.asymmetric;
    return resized(application, { mode: RESIZE_MODES.nearest, coordinates, nearest: isAligned ? NEAREST.round_prefer_ceil : NEAREST.floor });
  },
};
