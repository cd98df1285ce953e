// Looks at a network while it is being trained: evaluates it at a few hundred fixed points, with the bits of emitted code.

import type { DomainVariable } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { PreparedDataset } from "../train/data/prepare.ts";
import type { FunctionSource, TrainingSource } from "../train/source.ts";
import { evaluate } from "../verify/evaluate.ts";
import type { Points } from "../verify/points.ts";
import { sweep } from "../verify/points.ts";
import { programOf } from "./program-of.ts";

/** Points of a curve or a cloud; the interpreter computes 256 at a time. */
const POINTS = 256;
/** Points along each side of a map. */
const MAP_SIDE = 32;

/** What the points are, so that results can be drawn over them. */
export type Arrangement =
  | { readonly kind: "curve"; readonly variable: DomainVariable }
  /** Row after row with the second variable rising, in each row the first one rising; both ends are among them. */
  | { readonly kind: "map"; readonly variables: readonly [DomainVariable, DomainVariable]; readonly columns: number; readonly rows: number }
  /** Of a domain of three or more variables, or of a file. */
  | { readonly kind: "cloud"; readonly origin: "points" | "samples" };

export interface Look {
  /** Per output, at each point. */
  readonly results: readonly Float32Array[];
  /** Results less targets, likewise, in float64. */
  readonly errors: readonly Float64Array[];
  /** The largest |error| of all; Infinity where a result is NaN. */
  readonly worst: number;
}

export interface Probe {
  readonly arrangement: Arrangement;
  readonly points: Points;
  /** Of the outputs: the expressions of the targets or the headers of the columns. */
  readonly names: readonly string[];
  /** Per output, at each point, in float64. */
  readonly targets: readonly Float64Array[];
  readonly look: (network: Network) => Look;
}

/** The points depend on the source alone. */
export function probeOf(source: TrainingSource): Probe {
  const { arrangement, points, names, targets } = source.kind === "function" ? functionPoints(source) : dataPoints(source.dataset);
  const look = (network: Network): Look => {
    const joined = evaluate(programOf(network), points);
    let worst = 0;
    const results = targets.map((_, output) => Float32Array.from({ length: points.count }, (__, i) => joined[i * targets.length + output]));
    const errors = targets.map((wanted, output) =>
      wanted.map((value, i) => {
        const error = results[output][i] - value;
        worst = Math.max(worst, Number.isNaN(error) ? Infinity : Math.abs(error));
        return error;
      }),
    );
    return { results, errors, worst };
  };
  return { arrangement, points, names, targets, look };
}

type ProbePoints = Omit<Probe, "look">;

function functionPoints({ targets, domain }: FunctionSource): ProbePoints {
  const { arrangement, points } = arranged(domain);
  const values = targets.map((target) =>
    Float64Array.from(
      { length: points.count },
      (_, i) => target.evaluate(points.values.subarray(i * points.width, (i + 1) * points.width)),
    ),
  );
  return { arrangement, points, names: targets.map(({ expression }) => expression), targets: values };
}

function arranged(domain: readonly DomainVariable[]): Pick<Probe, "arrangement" | "points"> {
  const [first, second] = domain;
  if (domain.length === 1) return { arrangement: { kind: "curve", variable: first }, points: sweep(domain, POINTS) };
  if (domain.length > 2) return { arrangement: { kind: "cloud", origin: "points" }, points: sweep(domain, POINTS) };
  return { arrangement: { kind: "map", variables: [first, second], columns: MAP_SIDE, rows: MAP_SIDE }, points: grid(first, second) };
}

function grid(first: DomainVariable, second: DomainVariable): Points {
  const across = sweep([first], MAP_SIDE).values;
  const up = sweep([second], MAP_SIDE).values;
  const values = new Float32Array(2 * MAP_SIDE * MAP_SIDE);
  for (let i = 0; i < MAP_SIDE * MAP_SIDE; i++) {
    values[2 * i] = across[i % MAP_SIDE];
    values[2 * i + 1] = up[Math.floor(i / MAP_SIDE)];
  }
  return { width: 2, count: MAP_SIDE * MAP_SIDE, values };
}

/** Some of the samples trained on, evenly taken from the file; all where they are few. */
function dataPoints({ training }: PreparedDataset): ProbePoints {
  const { inputs, outputs, lines, samples } = training;
  const count = Math.min(POINTS, lines.length);
  const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * lines.length) / count));
  const values = Float32Array.from(
    { length: count * inputs.length },
    (_, i) => samples.points[chosen[Math.floor(i / inputs.length)] * inputs.length + (i % inputs.length)],
  );
  return {
    arrangement: { kind: "cloud", origin: "samples" },
    points: { width: inputs.length, count, values },
    names: outputs.map(({ name, header }) => (header === "" ? name : header)),
    targets: outputs.map((_, output) => Float64Array.from(chosen, (row) => samples.values[row * outputs.length + output])),
  };
}
