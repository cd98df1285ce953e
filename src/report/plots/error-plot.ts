// Draws the error of a network over the domain, with the worst place seen and the breakpoints of the network marked.

import type { Card } from "../card.ts";
import { showNumber } from "../scientific.ts";
import { stackPanels } from "../stack.ts";
import { checkCurveData, CURVE_CARD_WIDTH, detailPanel, errorCurve, errorLegend, errorPanel, rugClass, type CurveData } from "./curve-data.ts";

/**
 * The same card for the same data. Results without a target have no error and are left out.
 *
 * @throws RangeError where there are fewer than two points, no results with a target, or not as many values as points.
 */
export function errorPlot(data: CurveData): Card {
  checkCurveData(data);
  const { network, variable, points, results } = data;
  const compared = results.flatMap((result) => (result.expected === undefined ? [] : [{ ...result, errors: errorCurve(data, result, result.expected) }]));
  if (compared.length === 0) throw new RangeError("a plot of errors without a target");
  const isOne = compared.length === 1;
  const panels = compared.flatMap(({ name, errors, unit, breakpoints, detail }, place) => [
    errorPanel(data, errors, {
      height: isOne ? 330 : 190,
      showsX: detail !== undefined || place === compared.length - 1,
      unit,
      breakpoints,
      detail,
      ...(isOne ? {} : { title: name }),
    }),
    ...(detail === undefined ? [] : [detailPanel(data, errors.errors, detail, { height: isOne ? 150 : 100, unit })]),
  ]);
  const { contents, height } = stackPanels(CURVE_CARD_WIDTH, panels);
  const names = compared.map(({ name }) => name).join(", ");
  const counts = compared.flatMap(({ breakpoints }) => (breakpoints === undefined || breakpoints.length === 0 ? [] : [breakpoints.length]));
  const first = counts.at(0) ?? 0;
  const counted = isOne && compared[0]?.breakpoints !== undefined ? ` The network has ${showBreakpoints(first)} there.` : "";
  const hasDetail = compared.some(({ detail }) => detail !== undefined);
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: `error of the network of ${names}`,
    subject: names,
    subheading: network,
    description: `The network's output minus ${names} for ${variable} from ${showNumber(points[0])} to ${showNumber(points[points.length - 1])}: ${compared.map(({ errors }) => errors.summary).join("; ")}.${counted}`,
    legend: [
      ...errorLegend(compared.map(({ errors }) => errors), hasDetail),
      ...(counts.length > 0 ? [{ mark: { kind: "ticks", className: rugClass(Math.max(...counts)) } as const, text: isOne ? showBreakpoints(first) : "breakpoints" }] : []),
    ],
    contents,
  };
}

function showBreakpoints(count: number): string {
  return count === 1 ? "1 breakpoint" : `${count} breakpoints`;
}
