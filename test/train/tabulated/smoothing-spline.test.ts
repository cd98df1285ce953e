// Smoothing splines and the line, against scipy (smoothing-spline.py prints the values): made by other equations, from B-splines.

import { describe, expect, test } from "vitest";
import { bestLine } from "../../../src/train/tabulated/best-line.ts";
import { rowsOf } from "../../../src/train/tabulated/rows.ts";
import { smoothingSpline } from "../../../src/train/tabulated/smoothing-spline.ts";

const rows = rowsOf([0, 0.5, 1.25, 2, 3.5, 4, 5.5, 6, 7.25, 9], [1, 2.5, 1.75, 3, 3.25, 5, 4.5, 6.25, 7, 8.5], [1, 2, 0.5, 1, 1, 4, 1, 0.25, 1, 1]);
const AT = [0, 0.3, 1, 3, 5, 6.5, 8, 9];

describe("a smoothing spline", () => {
  test.each([
    [
      0.01,
      [1.1472999273616864, 1.985575470655954, 2.340728132926932, 2.8993203966956043, 4.7964088506258165, 6.336395916693911, 7.634149624892601, 8.499489793616647],
      [0.0734304615385254, 0.11905587234048842, 0.33769376826686426, 0.09792705765587428, 0.1842445392784018, 0.04686497972751047, 0.12484221338691759, 0.470192236175626, 0.028538137243376616, 0.0031831503117099036],
    ],
    [
      1,
      [1.5767572199013502, 1.8326927775561785, 2.3634164676326552, 3.8302132696718423, 5.129681831737797, 6.15235085343717, 7.538367259834431, 8.487870303339804],
      [0.5079928064733212, 0.46843854728953593, 0.8439008469740533, 0.6251030147163916, 0.7863533238288842, 0.30755616407065733, 0.6153229684449592, 0.886991813644901, 0.4768196151251568, 0.11901630894931015],
    ],
    [
      100,
      [1.6038170068136568, 1.8251644442429287, 2.3409457387452317, 3.8142675690297905, 5.28798763220696, 6.401186801567239, 7.5271998144798, 8.281084962911581],
      [0.7364516998678181, 0.5864895973207085, 0.9253027701268246, 0.883861302484463, 0.9058918678257281, 0.6139351036690045, 0.8680581232979492, 0.9614877172754903, 0.7585809415502291, 0.508757285976295],
    ],
  ])("of strength %d is scipy's, and so is what rows have of themselves", (strength, values, freedom) => {
    const spline = smoothingSpline(rows, strength);
    AT.forEach((x, i) => expect(spline.evaluate(x)).toBeCloseTo(values[i], 9));
    freedom.forEach((value, row) => expect(spline.freedom[row]).toBeCloseTo(value, 9));
    rows.points.forEach((x, row) => expect(spline.values[row]).toBeCloseTo(spline.evaluate(x), 12));
  });
});

test("the line of least squares is numpy's, and its freedom that of the stiffest spline", () => {
  const line = bestLine(rows);
  const wanted = [1.5960127175320253, 1.8181475176493298, 2.336462051256374, 3.8173607187050713, 5.298259386153768, 6.408933386740291, 7.519607387326815, 8.260056721051162];
  AT.forEach((x, i) => expect(line.evaluate(x)).toBeCloseTo(wanted[i], 12));
  const stiff = smoothingSpline(rows, 1e9);
  line.freedom.forEach((value, row) => expect(stiff.freedom[row]).toBeCloseTo(value, 6));
});
