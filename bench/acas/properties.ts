// Properties 1 to 4 of the ACAS Xu networks, as "Reluplex: An Efficient SMT Solver for Verifying Deep Neural Networks" (Katz, Barrett, Dill, Julian and
// Kochenderfer, CAV 2017, appendix VI) states them. Outputs are scores of advisories, the first one of "clear of conflict"; the lowest is taken.

export interface AcasProperty {
  readonly name: string;
  readonly says: string;
  /** Distance (ft), angle to the intruder and its heading (rad), own speed and the intruder's (ft/s). */
  readonly domain: readonly (readonly [low: number, high: number])[];
  /** Differences of scores and numbers, in scaled units, of which one is to be above 0. */
  readonly oneOf: readonly Difference[];
}

/** `plus` − `minus`, of which one may be a score in the units of the paper. */
interface Difference {
  readonly plus: Term;
  readonly minus: Term;
}

export type Term = { readonly output: number } | { readonly score: number };

const PI = 3.141593;
const FAR: AcasProperty["domain"] = [[55947.691, 60760], [-PI, PI], [-PI, PI], [1145, 1200], [0, 60]];
const OTHERS = [1, 2, 3, 4];

export const ACAS_PROPERTIES: readonly AcasProperty[] = [
  {
    name: "1",
    says: "a distant, much slower intruder: clear of conflict scores below 1500",
    domain: FAR,
    oneOf: [{ plus: { score: 1500 }, minus: { output: 0 } }],
  },
  {
    name: "2",
    says: "the same: clear of conflict does not score highest",
    domain: FAR,
    oneOf: OTHERS.map((output) => ({ plus: { output }, minus: { output: 0 } })),
  },
  {
    name: "3",
    says: "an intruder ahead that comes nearer: clear of conflict does not score lowest",
    domain: [[1500, 1800], [-0.06, 0.06], [3.1, PI], [980, 1200], [960, 1200]],
    oneOf: OTHERS.map((output) => ({ plus: { output: 0 }, minus: { output } })),
  },
  {
    name: "4",
    says: "an intruder ahead that goes away more slowly: clear of conflict does not score lowest",
    domain: [[1500, 1800], [-0.06, 0.06], [0, 0], [1000, 1200], [700, 800]],
    oneOf: OTHERS.map((output) => ({ plus: { output: 0 }, minus: { output } })),
  },
];
