// The Levenberg-Marquardt method for sums of even powers of residuals. Knows nothing of networks.

import type { Pausing } from "../pausing.ts";
import { toEnd } from "../to-end.ts";
import { Cholesky } from "./cholesky.ts";
import type { SymmetricSum } from "../gemm/symmetric/panel.ts";
import { largest, power, root } from "./powers.ts";
import type { ResidualModel } from "./residual-model.ts";
import { panelRows, symmetricSum } from "../gemm/symmetric/symmetric-sum.ts";

/** The first damping, as a share of the diagonal. */
const FIRST_DAMPING = 1e-3;
/** Beyond it a step is too short to change the parameters. */
const LARGEST_DAMPING = 1e16;
const SMALLEST_DAMPING = 1e-15;
/** What is added to the diagonal that scales the damping. */
export interface DampingFloor {
  /** Of the mean of the diagonal over a group of parameters. */
  readonly share: number;
  /** Where the groups end: after each one's last parameter. */
  readonly ends: readonly number[];
}

/** Of all parameters together, where nothing is said: parameters without effect are held. */
const USUAL_SHARE = 1e-8;

/** All that the method goes on from, besides the exponent. */
export interface MarquardtState {
  readonly parameters: Float64Array;
  readonly damping: number;
  readonly growth: number;
}

/** What a step did. */
export interface MarquardtStep {
  /** Whether the parameters changed. */
  readonly accepted: boolean;
  /** (Σ|r|^p / n)^(1/p) after the step; never more than before. */
  readonly norm: number;
  /** The norm it had before. */
  readonly before: number;
  /** No damping gives a shorter step that still changes the parameters, or nothing is left to reduce. */
  readonly exhausted: boolean;
}

/**
 * Minimises Σ|r_i|^p over the parameters, p even. With s = max |r|, q = |r| / s and W = diag(q^(p−2)) a step is
 * δ = −(JᵀWJ + μ·D)⁻¹·JᵀWr / (p−1), D the diagonal of JᵀWJ (Levenberg 1944; Marquardt 1963): JᵀWr is the gradient of
 * s²/p·Σq^p and (p−1)·JᵀWJ its Hessian where residuals are taken as linear. For p = 2 that is least squares; larger p
 * weigh the large residuals more and approach the largest alone. The damping μ follows the ratio of true to predicted
 * reduction after Nielsen (IMM-REP-1999-05, 1999).
 */
export class LevenbergMarquardt {
  readonly parameters: Float64Array;
  readonly residuals: Float64Array;
  private readonly model: ResidualModel;
  private readonly sum: SymmetricSum;
  private readonly cholesky: Cholesky;
  private readonly factors: Float64Array;
  private readonly trial: Float64Array;
  private readonly trialResiduals: Float64Array;
  private readonly step: Float64Array;
  private readonly gradient: Float64Array;
  private readonly floor: DampingFloor;
  private readonly diagonal: Float64Array;
  private exponent = 2;
  private damping = FIRST_DAMPING;
  private growth = 2;
  /** Whether the sum belongs to the present parameters and exponent. */
  private current = false;

  constructor(model: ResidualModel, start: Float64Array, floor: DampingFloor = { share: USUAL_SHARE, ends: [model.parameters] }) {
    this.model = model;
    this.floor = floor;
    this.parameters = Float64Array.from(start);
    this.residuals = new Float64Array(model.residuals);
    this.sum = symmetricSum(model.parameters + 1, panelRows(model.parameters + 1));
    const { size } = this.sum;
    this.cholesky = new Cholesky(size);
    this.factors = new Float64Array(model.residuals);
    this.trial = new Float64Array(model.parameters);
    this.trialResiduals = new Float64Array(model.residuals);
    this.step = new Float64Array(size);
    this.gradient = new Float64Array(model.parameters);
    this.diagonal = new Float64Array(model.parameters);
    model.evaluate(this.parameters, this.residuals);
  }

  /** From now on Σ|r|^p for this even p ≥ 2, with damping as at the start. */
  setExponent(exponent: number): void {
    if (!(exponent >= 2 && exponent % 2 === 0)) throw new RangeError(`${exponent} is no even exponent`);
    this.exponent = exponent;
    this.current = false;
    this.damping = FIRST_DAMPING;
    this.growth = 2;
  }

  /** Copies. */
  state(): MarquardtState {
    return { parameters: Float64Array.from(this.parameters), damping: this.damping, growth: this.growth };
  }

  /** Goes on from a state of the same model and exponent. */
  resume({ parameters, damping, growth }: MarquardtState): void {
    this.parameters.set(parameters);
    this.model.evaluate(this.parameters, this.residuals);
    this.damping = damping;
    this.growth = growth;
    this.current = false;
  }

  /** One iteration: at most one new Jacobian, one factorisation and one evaluation. */
  iterate(): MarquardtStep {
    return toEnd(this.iteratePausing());
  }

  /** As `iterate`, in parts, between which the state is that of before. */
  *iteratePausing(): Pausing<MarquardtStep> {
    const scale = largest(this.residuals);
    const before = this.norm(this.residuals, scale);
    const stopped = (exhausted: boolean): MarquardtStep => ({ accepted: false, norm: before, before, exhausted });
    if (scale === 0 || !Number.isFinite(scale)) return stopped(true);
    if (!this.current) yield* this.linearise(scale);
    if (!(yield* this.solve())) return stopped(this.increaseDamping());
    const predicted = this.predictedReduction();
    for (let i = 0; i < this.trial.length; i++) this.trial[i] = this.parameters[i] + this.step[i];
    this.model.evaluate(this.trial, this.trialResiduals);
    const reduction = this.objective(this.residuals, scale) - this.objective(this.trialResiduals, scale);
    // Close to a minimum rounding, with another scale, may turn a reduction of the one sum into growth of the norm.
    const norm = this.norm(this.trialResiduals, largest(this.trialResiduals));
    if (!(reduction > 0 && predicted > 0 && norm <= before)) return stopped(this.increaseDamping());
    const gain = 2 * (reduction / predicted) - 1;
    this.damping = Math.max(SMALLEST_DAMPING, this.damping * Math.max(1 / 3, 1 - gain * gain * gain));
    this.growth = 2;
    this.parameters.set(this.trial);
    this.residuals.set(this.trialResiduals);
    this.current = false;
    return { accepted: true, norm, before, exhausted: false };
  }

  private increaseDamping(): boolean {
    this.damping *= this.growth;
    this.growth *= 2;
    return this.damping > LARGEST_DAMPING;
  }

  /** JᵀWJ, the gradient JᵀWr and the diagonal at the present parameters. */
  private *linearise(scale: number): Pausing<void> {
    const { sum, model, factors, residuals } = this;
    const half = (this.exponent - 2) / 2;
    for (let i = 0; i < factors.length; i++) factors[i] = power(Math.abs(residuals[i]) / scale, half);
    sum.sum.fill(0);
    yield* model.accumulate(this.parameters, residuals, factors, sum);
    const last = model.parameters * sum.size;
    for (let i = 0; i < model.parameters; i++) this.gradient[i] = sum.sum[last + i];
    this.scaleDamping();
    this.current = true;
  }

  private scaleDamping(): void {
    const { sum, size } = this.sum;
    let first = 0;
    for (const end of this.floor.ends) {
      let total = 0;
      for (let i = first; i < end; i++) total += sum[i * size + i];
      const floor = (this.floor.share * total) / (end - first);
      for (let i = first; i < end; i++) this.diagonal[i] = sum[i * size + i] + floor;
      first = end;
    }
  }

  /** Leaves the step; false where the damped matrix is not positive definite. */
  private *solve(): Pausing<boolean> {
    const { sum, cholesky, step, model } = this;
    const { size, matrix } = cholesky;
    matrix.set(sum.sum);
    for (let i = 0; i < model.parameters; i++) matrix[i * size + i] += this.damping * this.diagonal[i];
    // The rows past the parameters, the residuals among them, become those of the identity.
    for (let row = model.parameters; row < size; row++) {
      matrix.fill(0, row * size, row * size + row);
      matrix[row * size + row] = 1;
    }
    if (!(yield* cholesky.factorPausing())) return false;
    step.fill(0);
    for (let i = 0; i < model.parameters; i++) step[i] = -this.gradient[i] / (this.exponent - 1);
    cholesky.solve(step);
    return true;
  }

  /** Of s²/p·Σq^p, by its quadratic model: ½·δᵀ((p−1)·μ·D·δ − g). */
  private predictedReduction(): number {
    let sum = 0;
    const damping = (this.exponent - 1) * this.damping;
    for (let i = 0; i < this.gradient.length; i++) {
      sum += this.step[i] * (damping * this.diagonal[i] * this.step[i] - this.gradient[i]);
    }
    return sum / 2;
  }

  private objective(residuals: Float64Array, scale: number): number {
    const half = this.exponent / 2;
    let sum = 0;
    for (let i = 0; i < residuals.length; i++) {
      const ratio = residuals[i] / scale;
      sum += power(ratio * ratio, half);
    }
    return (sum * scale * scale) / this.exponent;
  }

  private norm(residuals: Float64Array, scale: number): number {
    if (scale === 0) return 0;
    return scale * root((this.objective(residuals, scale) * this.exponent) / (scale * scale * residuals.length), this.exponent);
  }
}
