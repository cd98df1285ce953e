// The layout of every plot, whatever is drawn: texts stand in the card and not on one another, marks are whole, and the legend shows what
// is drawn.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Card } from "../../src/report/card.ts";
import { calibrationPlot } from "../../src/report/plots/calibration-plot.ts";
import { confusionPlot } from "../../src/report/plots/confusion-plot.ts";
import { contourPlot } from "../../src/report/plots/contour-plot.ts";
import { errorPlot } from "../../src/report/plots/error-plot.ts";
import { fitPlot } from "../../src/report/plots/fit-plot.ts";
import { lossPlot } from "../../src/report/plots/loss-plot.ts";
import { mapPlot } from "../../src/report/plots/map-plot.ts";
import { residualPlot } from "../../src/report/plots/residual-plot.ts";
import { layoutOf, overlaps } from "./layout.ts";

/** Of any size, and of sizes that are hard to write. */
const size = fc.oneof(fc.double({ min: -30, max: 30, noNaN: true }).map((power) => 10 ** power), fc.constantFrom(0, 1e-300, 1e-30, 1, 99_999, 1e30, 1e300));
/** A low and a high end, which may be nearer to each other than to 0. */
const interval = fc.tuple(fc.oneof(size, size.map((one) => -one)), fc.integer({ min: 0, max: 7 })).map(([low, digits]): readonly [number, number] => [low, low + (Math.abs(low) || 1) * 10 ** -digits]);
const name = fc.oneof(
  fc.constantFrom("x", "exp(x)", "celsius", "Größe der Öffnung", "неизвестное"),
  fc.integer({ min: 3, max: 60 }).map((count) => Array.from({ length: count }, (_, i) => `sin(${i}*x)`).join("+")),
  fc.integer({ min: 20, max: 200 }).map((count) => "w".repeat(count)),
);
const unit = fc.constantFrom(undefined, "°C", "kg·m/s²", "revolutions per minute");
const network = fc.constantFrom("1-2-1, linear", "1-16-32-1, leaky_relu(0.2) after every layer but the last; recipe article, seed 4294967295, 10,000,000 iterations of 4,096; temperature = 0.1234567");

const COUNT = 40;
/** Values around a size, of some shape; the last is 0 everywhere. */
const shape = fc.constantFrom<(share: number) => number>((t) => t, (t) => Math.sin(9 * t), (t) => (t > 0.5 ? 1 : -0.25), () => 1, () => 0, (t) => (t < 0.9 ? t : NaN));
const curve = fc.tuple(shape, size).map(([form, largest]) => Float64Array.from({ length: COUNT }, (_, i) => largest * form(i / (COUNT - 1))));
const placesOf = ([low, high]: readonly [number, number]): Float64Array => Float64Array.from({ length: COUNT }, (_, i) => low + ((high - low) * i) / (COUNT - 1));

const curveData = fc
  .record({ network, variable: name, variableUnit: unit, ends: interval, names: fc.array(name, { minLength: 1, maxLength: 3 }), unit, expected: curve, computed: curve, breakpoints: fc.boolean(), samples: fc.boolean(), hasDetail: fc.boolean() })
  .map(({ network: line, variable, variableUnit, ends, names, unit: given, expected, computed, breakpoints, samples, hasDetail }) => {
    const points = placesOf(ends);
    const dots = { x: points, y: expected, heldOut: new Set([1]), note: "largest error at 40 samples: 0.48 °C on line 36" };
    const results = names.map((one) => ({
      name: one, unit: given, expected, computed, ...(breakpoints ? { breakpoints: points } : {}), ...(samples ? { samples: dots } : {}), ...(hasDetail ? { detail: [points[10], points[20]] as const } : {}),
    }));
    return { network: line, variable, variableUnit, points, results };
  });

const cards: Readonly<Record<string, fc.Arbitrary<Card>>> = {
  fit: curveData.map(fitPlot),
  error: curveData.map(errorPlot),
  residuals: fc.record({ network, name, variable: name, unit, x: curve, y: curve, count: fc.constantFrom(1, COUNT), results: fc.integer({ min: 1, max: 3 }) }).map(({ network: line, x, y, count, results, ...named }) => {
    const residuals = { x: x.slice(0, count), y: y.slice(0, count), heldOut: new Set(count > 1 ? [2] : []), note: "largest error at 40 samples: 0.48 °C on line 36" };
    return residualPlot({ network: line, results: Array.from({ length: results }, () => ({ ...named, variableUnit: named.unit, residuals })) });
  }),
  loss: fc.record({ subject: name, training: network, losses: fc.array(size, { maxLength: 9 }), maximumErrors: fc.array(size, { maxLength: 9 }), stride: fc.constantFrom(1, 50, 123_456_789) })
    .filter(({ losses, maximumErrors }) => losses.length + maximumErrors.length > 0).map(lossPlot),
  map: fc.record({ network, subject: name, names: fc.tuple(name, name), unit, ends: fc.tuple(interval, interval), values: curve, errors: curve, shows: fc.constantFrom("all" as const, "error" as const) }).map((given) => {
    const variables = given.ends.map(([low, high], i) => ({ name: given.names[i], unit: given.unit, low, high }));
    const computed = given.values.map((value, i) => value + given.errors[i]);
    const worst = { error: 0.5, at: [variables[0].high, variables[1].low] as const, of: 66_049 };
    const results = [{ name: given.subject, unit: given.unit, expected: given.values, computed, worst }];
    return mapPlot({ heading: `${given.subject} and its network`, subject: given.subject, network: given.network, variables: [variables[0], variables[1]], columns: 8, rows: 5, results }, given.shows);
  }),
  contour: fc.record({ target: name, training: network, values: curve, end: fc.tuple(fc.double({ min: -3, max: 5, noNaN: true }), fc.double({ min: -3, max: 5, noNaN: true })) }).map(({ values, end, ...named }) =>
    contourPlot({ ...named, variable: "x", variables: [{ name: "W", low: -1, high: 3 }, { name: "b", low: -1, high: 3 }], surface: { columns: 8, rows: 5, values: values.map(Math.abs) }, path: [[3, 3], end], minimum: [-1, -1] }),
  ),
  calibration: fc.record({ network, name, probability: fc.double({ min: 0, max: 1, noNaN: true }), count: fc.integer({ min: 1, max: 3 }) }).map(({ network: line, name: one, probability, count }) =>
    calibrationPlot({ network: line, questions: Array.from({ length: count }, () => ({ name: one, note: "off by 4.7 % on the average", bins: [{ samples: 5, meanProbability: probability, shareRight: 1 }, { samples: 1, meanProbability: 1, shareRight: 0 }] })) }),
  ),
  confusion: fc.record({ network, name, labels: fc.integer({ min: 1, max: 60 }), word: fc.constantFrom("", "class ", "a label of some length ") }).map(({ network: line, name: one, labels, word }) =>
    confusionPlot({ network: line, name: one, labels: Array.from({ length: labels }, (_, i) => `${word}${i}`), counts: Array.from({ length: labels }, () => Array.from({ length: labels }, () => 123_456)) }),
  ),
};

test.each(Object.entries(cards))("%s: texts are within the card and apart, marks are whole, and the legend shows what is drawn", (_, card) => {
  fc.assert(
    fc.property(card, (drawn) => {
      const { width, height, boxes, circles, legend, contents } = layoutOf(drawn);
      for (const { text, left, right, top, bottom } of [...boxes, ...circles]) {
        expect([left >= 2, right <= width - 2, top >= 2, bottom <= height - 2], `${text}: ${left} to ${right}, ${top} to ${bottom} of ${width}, ${height}`).toEqual([true, true, true, true]);
      }
      expect(overlaps(boxes)).toEqual([]);
      for (const look of legend) expect([...contents]).toContain(look);
    }),
    { numRuns: 40 },
  );
});
