// What properties are asked of: what is emitted, the network that it stands for, and a domain; and what all of them need to know of it, found once.

import { RandomGenerator } from "../../numeric/random.ts";
import type { Bounds } from "../../program/domains/affine-algebra.ts";
import { largestRounding } from "../../program/domains/largest-rounding.ts";
import { callingConvention } from "../../program/program.ts";
import { evenCuts } from "../certify-smooth.ts";
import { atlasOf, bentAtlasOf, mirrorAtlasOf, type Atlas } from "./atlas.ts";
import type { BentForm } from "./bent-forms.ts";
import { followLines, type FollowedLines } from "./followed-lines.ts";
import type { Evaluated } from "./finding.ts";
import type { PropertyRequest } from "./property-request.ts";
import { resultsAt } from "./results-at.ts";
import { paritiesOf, type Parities } from "./symbolic-run.ts";

/** Inputs at which a function is evaluated that has no lines: spread, and of several inputs drawn at random. */
const SAMPLES = 4096;
/** Lines along an input through random points of the domain, and numbers on each of them. */
const [WALKS, STEPS] = [64, 32];
/** For no more roundings of the largest result that was seen the domain is not cut. */
const FEW = 64;
/** Numbers along the only input. */
const ALONE = [32, 256, 2048];

export class PropertySubject {
  readonly request: PropertyRequest;
  /** Elements of the outputs. */
  readonly outputs: number;
  private readonly mostPages: number | undefined;
  private followed: FollowedLines | "none" | undefined;
  private seen: readonly Evaluated[][] | undefined;
  private charted: Atlas | "none" | undefined;
  private symbolic: readonly Parities[] | "none" | undefined;
  private bent: Atlas<BentForm> | "none" | undefined;

  constructor(request: PropertyRequest, mostPages?: number) {
    this.request = request;
    this.mostPages = mostPages;
    this.outputs = callingConvention(request.computed).outputs.reduce((sum, { buffer }) => sum + buffer.size, 0);
  }

  /** Of a network of one input that is made of lines; undefined of any other. */
  get lines(): FollowedLines | undefined {
    this.followed ??= followLines(this.request) ?? "none";
    return this.followed === "none" ? undefined : this.followed;
  }

  /** Of a network that is not made of lines of one input; undefined of what is, and where nothing is known of it. */
  get atlas(): Atlas | undefined {
    this.charted ??= this.chart() ?? "none";
    return this.charted === "none" ? undefined : this.charted;
  }

  /** As `atlas`, with what is known of how the outputs bend, which takes longer. */
  get bentAtlas(): Atlas<BentForm> | undefined {
    this.bent ??= (this.isCharted ? bentAtlasOf(this.request, this.mostPages) : undefined) ?? "none";
    return this.bent === "none" || !this.bent.isKnown ? undefined : this.bent;
  }

  /** Whether outputs are even or odd by how they are computed; undefined where that is not followed. */
  get parities(): readonly Parities[] | undefined {
    this.symbolic ??= paritiesOf(this.request.network, this.request.domain.length) ?? "none";
    return this.symbolic === "none" ? undefined : this.symbolic;
  }

  /** Of what an output is apart from being even or odd. The domain reaches as far below 0 as above. */
  mirrorAtlas(parity: "even" | "odd"): Atlas {
    return mirrorAtlasOf(this.request, parity === "even" ? -1 : 1, this.mostPages);
  }

  /** No |computed − real| of an output is larger; Infinity where nothing is known of it, though the domain is cut. Of what is not made of lines. */
  deviationOf(output: number): number {
    const { atlas } = this;
    if (atlas === undefined) return Infinity;
    const size = Math.max(...this.samples[output].map(({ value }) => Math.abs(value)));
    return atlas.bound(({ forms }) => forms[output].deviation, (bound) => bound <= FEW * largestRounding("f32", size));
  }

  /** Whether the outputs are those of a softmax of finite numbers, which are no less than 0 and no more than 1, roundings included. */
  get areShares(): boolean {
    const { beforeSoftmax, domain } = this.request;
    if (beforeSoftmax === undefined) return false;
    const before = atlasOf({ computed: beforeSoftmax, network: beforeSoftmax, domain }, this.mostPages);
    const largest = before.bound(
      ({ forms }) => Math.max(...forms.map(({ form: { low, high }, deviation }) => Math.max(-low, high) + deviation)),
      (bound) => bound < Infinity,
    );
    return before.isKnown && largest < Infinity;
  }

  /**
   * Of each output, of a function of one input: the ends of the domain, the breaks and, where there are none, numbers spread over it, ascending; of
   * one of several inputs random points of the domain. With each of them its mirror image, where that is in the domain.
   */
  get samples(): readonly (readonly Evaluated[])[] {
    this.seen ??= this.sampled();
    return this.seen;
  }

  /** What is emitted at points: of each the results, in the order of the outputs. */
  at(points: readonly (readonly number[])[]): readonly (readonly number[])[] {
    return resultsAt(this.request.computed, points);
  }

  /** Of an output, along an input, ascending: from one end of the domain to the other, through random points; of one input in ever smaller steps. */
  walks(output: number, input: number): readonly (readonly Evaluated[])[] {
    const { domain } = this.request;
    if (domain.length === 1) return ALONE.map((count) => this.evaluated(evenCuts([domain[0].low, domain[0].high], count).map((x) => [x]), output));
    const steps = evenCuts([domain[input].low, domain[input].high], STEPS);
    const points = randomPoints(domain, WALKS);
    return points.map((point) => this.evaluated(steps.map((x) => point.with(input, x)), output));
  }

  private evaluated(points: readonly (readonly number[])[], output: number): readonly Evaluated[] {
    const results = this.at(points);
    return points.map((at, place) => ({ at, value: results[place][output] }));
  }

  private chart(): Atlas | undefined {
    if (!this.isCharted) return undefined;
    const atlas = atlasOf(this.request, this.mostPages);
    return atlas.isKnown ? atlas : undefined;
  }

  private get isCharted(): boolean {
    return this.request.computed === this.request.network && this.lines === undefined;
  }

  private sampled(): readonly Evaluated[][] {
    const { domain } = this.request;
    const points = domain.length === 1 ? this.onLine(domain[0]) : randomPoints(domain, SAMPLES);
    const results = this.at(points);
    return Array.from({ length: this.outputs }, (_, output) => points.map((at, place) => ({ at, value: results[place][output] })));
  }

  private onLine({ low, high }: Bounds): readonly (readonly number[])[] {
    const cuts = this.lines?.cuts ?? evenCuts([low, high], SAMPLES);
    const mirrored = cuts.map((x) => -x).filter((x) => x >= low && x <= high);
    return [...new Set([...cuts, ...mirrored].map((x) => x + 0))].sort((one, other) => one - other).map((x) => [x]);
  }
}

/** The same ones for the same domain, those of a symmetric domain with their mirror images. */
function randomPoints(domain: readonly Bounds[], count: number): readonly (readonly number[])[] {
  const random = new RandomGenerator(1);
  const isSymmetric = domain.every(({ low, high }) => low === -high);
  const points = Array.from({ length: count }, () => domain.map(({ low, high }) => Math.fround(random.uniformIn(low, high))));
  return isSymmetric ? points.flatMap((point) => [point, point.map((x) => -x)]) : points;
}
