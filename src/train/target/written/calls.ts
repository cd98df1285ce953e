// Functions that nnc has no name for, as formulas of those that it has. Computes nothing.

/** Takes the texts of the arguments, each fit to stand between commas. */
type Formula = (...args: readonly string[]) => string;

export interface Call {
  /** How many arguments it takes. */
  readonly count: number;
  /** Fit to stand anywhere. */
  readonly formula: Formula;
}

const cotangent: Call = { count: 1, formula: (x) => `(1/tan(${x}))` };
const cosecant: Call = { count: 1, formula: (x) => `(1/sin(${x}))` };
const logistic: Call = { count: 1, formula: (x) => `(1/(1 + exp(-${factor(x)})))` };
const limited: Call = { count: 3, formula: (x, low, high) => `min(max(${x}, ${low}), ${high})` };
const chosen: Call = { count: 3, formula: (condition, one, other) => `(${condition} ? ${one} : ${other})` };
const truncated: Call = { count: 1, formula: (x) => `(${factor(x)} < 0 ? ceil(${x}) : floor(${x}))` };

export const CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ["exp2", { count: 1, formula: (x) => `(2^${factor(x)})` }],
  ["exp10", { count: 1, formula: (x) => `(10^${factor(x)})` }],
  ["cot", cotangent], ["ctg", cotangent], ["sec", { count: 1, formula: (x) => `(1/cos(${x}))` }], ["csc", cosecant], ["cosec", cosecant],
  ["sigmoid", logistic], ["expit", logistic], ["logistic", logistic],
  ["relu", { count: 1, formula: (x) => `max(${x}, 0)` }],
  ["clip", limited], ["clamp", limited],
  ["where", chosen], ["if", chosen], ["iif", chosen], ["ifelse", chosen],
  ["trunc", truncated], ["fix", truncated],
  ["heaviside", { count: 2, formula: (x, middle) => `(${factor(x)} < 0 ? 0 : ${factor(x)} > 0 ? 1 : ${middle})` }],
  ["reciprocal", { count: 1, formula: (x) => `(1/${factor(x)})` }],
  ["radians", { count: 1, formula: (x) => `(${factor(x)}*pi/180)` }], ["deg2rad", { count: 1, formula: (x) => `(${factor(x)}*pi/180)` }],
  ["degrees", { count: 1, formula: (x) => `(${factor(x)}*180/pi)` }], ["rad2deg", { count: 1, formula: (x) => `(${factor(x)}*180/pi)` }],
]);

/** In parentheses, but a number or a name. */
function factor(text: string): string {
  return /^\w+(\.\w*)?$/.test(text) ? text : `(${text})`;
}
