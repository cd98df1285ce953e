// What to write in place of functions and signs that mean one thing here and another there. Rewrites nothing itself.

/** From the texts of the arguments, each fit to stand between commas; undefined where they are too few. */
type Rewriting = (...args: readonly string[]) => string;

const remainder: Rewriting = (x, y) => `write ${x} - ${factor(y)}*floor(${factor(x)}/${factor(y)}), which has the sign of ${y}`;
const rounded: Rewriting = (x) => `write floor(${x} + 0.5), which rounds halves up`;

const REWRITINGS: ReadonlyMap<string, { readonly count: number; readonly rewriting: Rewriting }> = new Map([
  ["lg", { count: 1, rewriting: (x: string) => `write log10(${x}) or log2(${x})` }],
  ["LOG", { count: 1, rewriting: (x: string) => `write log10(${x}), or log(${x}) for the natural logarithm` }],
  ["sqr", { count: 1, rewriting: (x: string) => `write square(${x}) or sqrt(${x})` }],
  ["sinc", { count: 1, rewriting: (x: string) => `write ${factor(x)} == 0 ? 1 : sin(${x})/${factor(x)}, or the same of pi*${factor(x)}` }],
  ["softplus", { count: 1, rewriting: (x: string) => `write log1p(exp(${x}))` }],
  ...["round", "rint", "nearbyint", "around"].map((name) => [name, { count: 1, rewriting: rounded }] as const),
  ...["mod", "fmod", "remainder"].map((name) => [name, { count: 2, rewriting: remainder }] as const),
]);

/** What to write for a call of a function, by its name without the module it is of; undefined where nothing is known. */
export function rewritingOf(name: string, args: readonly string[]): string | undefined {
  const found = REWRITINGS.get(name.replace(/^.*[.:]/, ""));
  return found?.count === args.length ? found.rewriting(...args) : undefined;
}

function factor(text: string): string {
  return /^\w+(\.\w*)?$/.test(text) ? text : `(${text})`;
}
