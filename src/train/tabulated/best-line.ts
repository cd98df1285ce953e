// The straight line of least squares through weighted rows. Fits nothing else.

import type { Rows } from "./rows.ts";
import type { SmoothCurve } from "./smoothing-spline.ts";

/** Of two or more rows: as a smooth curve, the stiffest there is. */
export function bestLine({ points, values, weights }: Rows): SmoothCurve {
  let [total, point, value] = [0, 0, 0];
  weights.forEach((weight, row) => {
    total += weight;
    point += (weight / total) * (points[row] - point);
    value += (weight / total) * (values[row] - value);
  });
  let [spread, together] = [0, 0];
  weights.forEach((weight, row) => {
    spread += weight * (points[row] - point) * (points[row] - point);
    together += weight * (points[row] - point) * (values[row] - value);
  });
  const slope = together / spread;
  const evaluate = (x: number): number => value + slope * (x - point);
  return {
    values: points.map(evaluate),
    freedom: weights.map((weight, row) => 1 - weight / total - (weight * (points[row] - point) * (points[row] - point)) / spread),
    evaluate,
  };
}
