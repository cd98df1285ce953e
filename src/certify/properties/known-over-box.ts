// What sums of results are at the least over a box, every rounding included: of rectifiers by following them back, of anything else by affine forms.

import { formsOf, type FormsOver } from "../../analysis/affine-run.ts";
import type { LeastSum, OutputSum } from "../../analysis/output-sum.ts";
import { RectifierBounds } from "../../analysis/rectifiers/rectifier-bounds.ts";
import { rectifierNetworkOf, type RectifierNetwork } from "../../analysis/rectifiers/rectifier-network.ts";
import type { Bounds } from "../../program/domains/affine-algebra.ts";
import { coefficientOf, multipleOf, negativeForm, steadyForm, sumOfForms, UNKNOWN_FORM, type AffineForm } from "../../program/domains/affine-form/affine-form.ts";
import type { Program } from "../../program/program.ts";
import { SMOOTH_FUNCTIONS } from "../smooth-functions.ts";

/** Slopes are by half a side of the box. */
export interface KnownOverBox {
  readonly least: (sum: OutputSum) => LeastSum;
  /** How much a sum goes with each input, roughly. */
  readonly slopesOf: (sum: OutputSum) => Float64Array;
  /** @param part of the box. */
  readonly within: (part: readonly Bounds[]) => KnownOverBox;
}

/** @param box float32 ends, one interval for each element of the inputs. */
export type KnownOver = (box: readonly Bounds[]) => KnownOverBox;

/** @param computed its calls are in place. */
export function knownOver(computed: Program): KnownOver {
  let forms: KnownOver | undefined;
  const byForms: KnownOver = (box) => {
    // Many networks of rectifiers never ask for them.
    forms ??= knownByForms(formsOf(computed, SMOOTH_FUNCTIONS, "float32"));
    return forms(box);
  };
  const network = rectifierNetworkOf(computed);
  return network === undefined ? byForms : (box) => knownByRectifiers(network, new RectifierBounds(network, box), box, byForms);
}

function knownByRectifiers(network: RectifierNetwork, bounds: RectifierBounds, box: readonly Bounds[], byForms: KnownOver): KnownOverBox {
  if (!bounds.isKnown) return byForms(box);
  const bySides = (slopes: Float64Array): Float64Array => slopes.map((slope, input) => (slope * (box[input].high - box[input].low)) / 2);
  let forms: KnownOverBox | undefined;
  return {
    least(sum) {
      const { low, slopes, lost } = bounds.least(sum);
      // Where roundings alone are in the way forms are asked, which follow them more nearly.
      const isOfRoundings = low <= 0 && low + lost > 0;
      if (isOfRoundings) forms ??= byForms(box);
      const other = isOfRoundings ? forms?.least(sum) : undefined;
      return other !== undefined && other.low > low ? other : { low, slopes: bySides(slopes) };
    },
    slopesOf: (sum) => bySides(bounds.slopesOf(sum)),
    within: (part) => knownByRectifiers(network, new RectifierBounds(network, part, bounds.deciding), part, byForms),
  };
}

function knownByForms(formsOver: FormsOver): KnownOver {
  return function known(box): KnownOverBox {
    const forms = formsOver(box);
    const formOf = ({ weights, constant }: OutputSum): AffineForm =>
      forms === undefined ? UNKNOWN_FORM : weights.map((weight, output) => weighted(forms[output], weight)).reduce(sumOfForms, steadyForm(constant));
    const slopesOf = (form: AffineForm): Float64Array => Float64Array.from(box, (_, input) => coefficientOf(form, input));
    return {
      least(sum) {
        const form = formOf(sum);
        return { low: form.low, slopes: slopesOf(form) };
      },
      slopesOf: (sum) => slopesOf(formOf(sum)),
      within: known,
    };
  };
}

function weighted(form: AffineForm, weight: number): AffineForm {
  if (weight === 0) return steadyForm(0);
  if (weight === 1) return form;
  return weight === -1 ? negativeForm(form) : multipleOf(form, weight);
}
