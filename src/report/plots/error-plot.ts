// Draws the error of a network over the domain, with the worst place seen and the breakpoints of the network marked.

import type { Card } from "../card.ts";
import { shorten, showNumber } from "../scientific.ts";
import { stackPanels } from "../stack.ts";
import { checkCurveData, CURVE_CARD_WIDTH, errorCurve, errorPanel, type CurveData } from "./curve-data.ts";

/**
 * The same card for the same data. Results without a target have no error and are left out.
 *
 * @throws RangeError where there are fewer than two points, no results with a target, or not as many values as points.
 */
export function errorPlot(data: CurveData): Card {
  checkCurveData(data);
  const { network, variable, points, results } = data;
  const compared = results.flatMap((result) => (result.expected === undefined ? [] : [{ ...result, expected: result.expected }]));
  if (compared.length === 0) throw new RangeError("a plot of errors without a target");
  const isOne = compared.length === 1;
  const panels = compared.map(({ name, computed, expected, breakpoints }, place) =>
    errorPanel(data, errorCurve(data, computed, expected), {
      height: isOne ? 330 : 190,
      showsX: place === compared.length - 1,
      ...(isOne ? {} : { title: name }),
      ...(breakpoints === undefined ? {} : { breakpoints }),
    }),
  );
  const { contents, height } = stackPanels(CURVE_CARD_WIDTH, panels);
  const names = compared.map(({ name }) => name).join(", ");
  const counts = compared.map(({ breakpoints }) => breakpoints?.length);
  const [first] = counts;
  const rug = counts.some((count) => count !== undefined && count > 0);
  const counted = isOne && first !== undefined ? ` The network has ${showBreakpoints(first)} there.` : "";
  return {
    width: CURVE_CARD_WIDTH,
    height,
    heading: `error of the network of ${shorten(names, MOST_OF_NAME)}`,
    subheading: network,
    description: `The network's output minus ${names} for ${variable} from ${showNumber(points[0])} to ${showNumber(points[points.length - 1])}: ${panels.map(({ note }) => note ?? "").join("; ")}.${counted}`,
    legend: [
      { className: "curve network", sample: "line", text: "network − target" },
      ...(rug ? [{ className: "rug", sample: "ticks", text: isOne && first !== undefined ? showBreakpoints(first) : "breakpoints" } as const] : []),
    ],
    contents,
  };
}

/** Characters of a target that the heading has room for. */
const MOST_OF_NAME = 24;

function showBreakpoints(count: number): string {
  return count === 1 ? "1 breakpoint" : `${count} breakpoints`;
}
