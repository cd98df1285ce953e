// What the accuracy benchmark trains on: the targets of the documentation, some that are hard, and a file of samples.
// Trains and measures nothing.

export interface Problem {
  /** Several for a network of several outputs; none for data. */
  readonly targets: readonly string[];
  /** As `--domain` takes it, one for each variable. */
  readonly domain: readonly string[];
  /** The file to train on instead. */
  readonly csv?: { readonly name: string; readonly text: string };
}

const SMOOTH: readonly (readonly [target: string, domain: string])[] = [
  ["exp(x)", "0:1"],
  ["sin(2*pi*x)", "0:1"],
  ["log(1+x)", "0:4"],
  ["tanh(3*x)", "-1:1"],
  ["1/(1+25*x^2)", "-1:1"],
  ["sqrt(x+0.01)", "0:1"],
  ["x^3-x", "-1.5:1.5"],
];

/** With kinks, steep, oscillating, with an infinite slope, with a jump. */
const HARD: readonly (readonly [target: string, domain: string])[] = [
  ["abs(x-0.3)", "0:1"],
  ["max(sin(5*x),0.2)", "0:3"],
  ["tanh(50*x)", "-1:1"],
  ["1/x", "0.01:1"],
  ["sin(20*x)", "0:pi"],
  ["sin(100*x)", "0:pi"],
  ["sqrt(x)", "0:1"],
  ["sign(x-0.3)", "0:1"],
];

export const PROBLEMS: readonly Problem[] = [
  ...[...SMOOTH, ...HARD].map(([target, domain]) => ({ targets: [target], domain: [domain] })),
  { targets: ["sin(x)*cos(y)"], domain: ["x=0:pi", "y=0:pi"] },
  { targets: ["exp(-(x^2+y^2))"], domain: ["x=-2:2", "y=-2:2"] },
  { targets: ["sin(x)", "cos(x)"], domain: ["0:pi"] },
  { targets: [], domain: [], csv: { name: "wind.csv", text: windSamples(600) } },
];

/**
 * The power of wind through a square metre, ρv³/2 with the density ρ = p/(287.05·T) of dry air, in W, over speed in m/s and
 * temperature in K: low-discrepancy samples, rounded as a log file would.
 */
function windSamples(count: number): string {
  // Powers of the plastic number, the root of p³ = p + 1.
  const plastic = 1.324717957244746;
  const lines = Array.from({ length: count }, (_, row) => {
    const speed = (3 + 22 * (((row + 1) / plastic) % 1)).toFixed(2);
    const temperature = (255 + 55 * (((row + 1) / plastic ** 2) % 1)).toFixed(1);
    const power = ((101_325 / (287.05 * Number(temperature))) * Number(speed) ** 3) / 2;
    return `${speed},${temperature},${power.toFixed(1)}`;
  });
  return ["speed,temperature,power", ...lines, ""].join("\n");
}
