// Functions of several inputs or outputs for the benchmark several.ts: smooth ones, ones with kinks, a robot arm. Trains nothing.

export interface Problem {
  readonly title: string;
  readonly targets: readonly string[];
  readonly domain: readonly (readonly [name: string, low: number, high: number])[];
}

const square = (low: number, high: number): Problem["domain"] => [["x", low, high], ["y", low, high]];
/** Of three links and the angles between them, in radians. */
const ARM: Problem["domain"] = [["a", 0.5, 1], ["b", 0.5, 1], ["c", 0.5, 1], ["p", -1.5, 1.5], ["q", -1.5, 1.5], ["r", -1.5, 1.5]];

export const PROBLEMS: readonly Problem[] = [
  { title: "`sin(x)*cos(y)`, 0 … π", targets: ["sin(x)*cos(y)"], domain: square(0, Math.PI) },
  { title: "`exp(-(x^2+y^2))`, −2 … 2", targets: ["exp(-(x^2+y^2))"], domain: square(-2, 2) },
  { title: "`sin(x)` and `cos(x)`, −π … π", targets: ["sin(x)", "cos(x)"], domain: [["x", -Math.PI, Math.PI]] },
  { title: "`abs(x-y)`, −1 … 1", targets: ["abs(x-y)"], domain: square(-1, 1) },
  { title: "`max(x,y)`, −1 … 1", targets: ["max(x,y)"], domain: square(-1, 1) },
  { title: "reach of a three-link arm, six inputs", targets: ["a*cos(p)+b*cos(p+q)+c*cos(p+q+r)"], domain: ARM },
];
