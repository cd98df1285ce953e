// Proves the error of a network of several inputs, or of one that neither lines nor bands follow, against targets: by branch and bound over boxes,
// in which affine forms tell where results are and planes where the targets are.

import { formsOf, type FormsOver } from "../../analysis/affine-run.ts";
import type { Arithmetic } from "../../analysis/form-run.ts";
import { isSmooth, taylorFormsOf, type TaylorFormsOver } from "../../analysis/taylor-run.ts";
import { greatestFloat32To, leastFloat32From } from "../../numeric/float32.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import type { Bounds } from "../../program/domains/affine-algebra.ts";
import { isKnownForm, UNKNOWN_FORM, type AffineForm } from "../../program/domains/affine-form/affine-form.ts";
import { orderFor } from "../../program/domains/taylor-form/monomials.ts";
import type { TaylorForm } from "../../program/domains/taylor-form/taylor-form.ts";
import { TaylorForms } from "../../program/domains/taylor-form/taylor-forms.ts";
import { interpret } from "../../program/interpret.ts";
import type { Program } from "../../program/program.ts";
import { callingConvention } from "../../program/program.ts";
import type { BoxEnclosure } from "../../train/target/enclosure/enclose-target.ts";
import { point, type Range } from "../../train/target/enclosure/outward.ts";
import { certificationOf, NO_BANDS, NO_FLOATS, type Certification, type OutputCertificate } from "../certificate.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";
import { boxError, type BoxError } from "./box-error.ts";
import { branchAndBound, type BoxProblem, type Effort, type FoundError, type JudgedBox } from "./branch-and-bound.ts";
import { polynomialError, type PolynomialError } from "./polynomial-error.ts";
import { targetPlane } from "./target-plane.ts";

export interface BoxSubject {
  /** What is emitted. */
  readonly computed: Program;
  /** What it stands for. */
  readonly network: Program;
  /** Of each element of the outputs. */
  readonly targets: readonly BoxEnclosure[];
  /** One interval for each element of the inputs. */
  readonly domain: readonly Bounds[];
}

/** Points that are evaluated before anything is bounded. */
const FIRST_POINTS = 4096;

/** What is found depends on the subject and the effort alone, unless `goesOn` ends it. */
export function certifyBoxes(subject: BoxSubject, effort: Effort): Certification {
  const domain = subject.domain.map(({ low, high }) => ({ low: leastFloat32From(low), high: greatestFloat32To(high) }));
  if (domain.some(({ low, high }) => low > high)) return NO_FLOATS;
  const search = new ErrorSearch(subject, domain);
  const boxes = branchAndBound(search, effort);
  if (!search.isComputedKnown) return NO_BANDS;
  const found = certificationOf(search.outputs());
  if (found.kind === "not proved") return found;
  const isTight = found.outputs.every(({ maxAbsError, foundError = 0 }) => maxAbsError <= effort.tightness * foundError);
  return { ...found, search: { boxes, tightness: effort.tightness, isTight } };
}

/** Of a bound: affine forms may be nearer where more is beside polynomials. */
const MUCH = 0.5;

/** Where what sides take away is less than this part of a bound, roundings are the rest, which cutting does not better. */
const LITTLE = 2 ** -7;

/** A program by both algebras. */
interface Followed {
  readonly forms: FormsOver;
  /** Absent of what polynomials do not follow nearer. */
  readonly taylors: TaylorFormsOver | undefined;
}

class ErrorSearch implements BoxProblem {
  readonly domain: readonly Bounds[];
  readonly found: FoundError[];
  private readonly subject: BoxSubject;
  private readonly computed: Followed;
  private readonly real: Followed;
  private readonly taylorForms: TaylorForms;
  private readonly targets: readonly ((variables: readonly TaylorForm[]) => TaylorForm | undefined)[];
  private readonly largest: number[];
  private readonly largestOfNetwork: number[];
  /** Whether something is known of what is computed in every box that was settled. */
  isComputedKnown = true;

  constructor(subject: BoxSubject, domain: readonly Bounds[]) {
    this.subject = subject;
    this.domain = domain;
    this.taylorForms = new TaylorForms(domain.length, orderFor(domain.length));
    this.computed = this.followed(subject.computed, "float32");
    this.real = this.followed(subject.network, "real");
    this.targets = subject.targets.map((target) => target.formsBy(this.taylorForms));
    this.found = subject.targets.map(() => ({ error: 0, at: domain.map(({ low }) => low) }));
    this.largest = subject.targets.map(() => 0);
    this.largestOfNetwork = subject.targets.map(() => 0);
    this.lookAt(this.firstPoints());
  }

  private followed(program: Program, arithmetic: Arithmetic): Followed {
    return {
      forms: formsOf(program, SMOOTH_FUNCTIONS, arithmetic),
      taylors: isSmooth(program, SMOOTH_FUNCTIONS) ? taylorFormsOf(this.taylorForms, program, SMOOTH_FUNCTIONS, arithmetic) : undefined,
    };
  }

  outputs(): readonly OutputCertificate[] {
    return this.found.map(({ error, at }, output) => ({
      maxAbsError: this.largest[output],
      at,
      networkError: this.largestOfNetwork[output],
      foundError: error,
    }));
  }

  judge(boxes: readonly (readonly Bounds[])[]): readonly JudgedBox[] {
    const judged = boxes.map((box) => ({ box, errors: this.errorsOver(this.computed, box) }));
    this.lookAt(judged.flatMap(({ box, errors }) => [middleOf(box), ...errors.map(({ corner }) => cornerOf(box, corner))]));
    return judged.map(({ box, errors }) => ({ box, atMost: errors.map(({ atMost }) => atMost), cutFirst: this.cutFirst(box, errors) }));
  }

  settle({ box, atMost }: JudgedBox): void {
    const real = this.errorsOver(this.real, box);
    if (atMost.some((bound) => bound === Infinity) && this.computed.forms(box)?.every(isKnownForm) !== true) this.isComputedKnown = false;
    atMost.forEach((bound, output) => {
      this.largest[output] = Math.max(this.largest[output], bound);
      this.largestOfNetwork[output] = Math.max(this.largestOfNetwork[output], real[output].atMost);
    });
  }

  /** By Taylor models of smooth programs; of others, and where much is beside the polynomials, by affine forms. */
  private errorsOver({ forms, taylors }: Followed, box: readonly Bounds[]): readonly BoxError[] {
    const variables = this.taylorForms.inputsOver(box);
    const targets = this.targets.map((target) => target(variables));
    const computed = taylors?.(box);
    const byTaylors = targets.map((target, output) => this.errorBetween(computed?.[output], target));
    if (byTaylors.every((error) => error !== undefined && error.aside < error.atMost * MUCH)) return byTaylors.filter((error) => error !== undefined);
    const found = forms(box);
    return targets.map((target, output) => {
      const form = found?.[output] ?? UNKNOWN_FORM;
      const [byForm, byTaylor] = [this.errorOf(form, target, output, box), byTaylors[output]];
      if (byTaylor === undefined) return byForm;
      // Planes tell less of which side bends what.
      return byForm.atMost < byTaylor.atMost ? { ...byForm, ofSides: byTaylor.ofSides } : byTaylor;
    });
  }

  /** Of a plane and a polynomial, or of two planes where there is none. */
  private errorOf(form: AffineForm, polynomial: TaylorForm | undefined, output: number, box: readonly Bounds[]): BoxError {
    const target = this.subject.targets[output];
    return this.errorBetween(this.taylorForms.fromAffine(form), polynomial) ?? boxError(form, targetPlane(target, box), target.value(box), box.length);
  }

  private errorBetween(computed: TaylorForm | undefined, target: TaylorForm | undefined): PolynomialError | undefined {
    return computed && target && polynomialError(this.taylorForms, computed, target);
  }

  /** The side that the worst of the outputs goes with most; where that is not known the longest, in parts of the domain's. */
  private cutFirst(box: readonly Bounds[], errors: readonly BoxError[]): number | undefined {
    const excess = errors.map(({ atMost }, output) => atMost / this.found[output].error);
    const { atMost, ofSides } = errors[Math.max(0, excess.indexOf(Math.max(...excess)))];
    if (ofSides !== undefined && ofSides.reduce((sum, one) => sum + one, 0) < atMost * LITTLE) return undefined;
    let [side, most] = [0, -1];
    box.forEach(({ low, high }, place) => {
      const whole = this.domain[place];
      const cut = Math.fround(low / 2 + high / 2);
      const share = cut > low && cut < high ? (ofSides?.[place] ?? (high - low) / (whole.high - whole.low)) : -1;
      if (share > most) [side, most] = [place, share];
    });
    return most < 0 ? undefined : side;
  }

  /** Evaluates what is computed at points, and keeps the largest errors. */
  private lookAt(points: readonly Float32Array[]): void {
    if (points.length === 0) return;
    const width = this.domain.length;
    const inputs = callingConvention(this.subject.computed).inputs.map(({ buffer }) => buffer.size);
    let begin = 0;
    const columns = inputs.map((size) => {
      const values = new Float32Array(points.length * size);
      points.forEach((one, place) => values.set(one.subarray(begin, begin + size), place * size));
      begin += size;
      return values;
    });
    const results = interpret(this.subject.computed, columns, points.length);
    let output = 0;
    for (const values of results) {
      const size = values.length / points.length;
      for (let element = 0; element < size; element++, output++) {
        points.forEach((at, place) => this.note(output, at.subarray(0, width), values[place * size + element]));
      }
    }
  }

  private note(output: number, at: Float32Array, value: number): void {
    const { low, high } = this.subject.targets[output].value(Array.from(at, point));
    const error = Math.max(0, low - value, value - high);
    if (error > this.found[output].error && error < Infinity) this.found[output] = { error: error * (1 - 2 ** -50), at: [...at] };
  }

  private firstPoints(): readonly Float32Array[] {
    const random = new RandomGenerator(1);
    return Array.from({ length: FIRST_POINTS }, () => Float32Array.from(this.domain, (side) => within(random.uniformIn(side.low, side.high), side)));
  }
}

function middleOf(box: readonly Bounds[]): Float32Array {
  return Float32Array.from(box, (side) => within(side.low / 2 + side.high / 2, side));
}

function cornerOf(box: readonly Bounds[], corner: Int8Array): Float32Array {
  return Float32Array.from(box, ({ low, high }, side) => (corner[side] < 0 ? low : high));
}

/** The float32 nearest to a number of an interval, and in it. */
function within(x: number, { low, high }: Range): number {
  return Math.min(Math.max(Math.fround(x), low), high);
}
