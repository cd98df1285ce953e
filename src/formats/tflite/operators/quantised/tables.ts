// Operators that make of each quantised number by itself another one: of 8 bits a table of all 256, computed while the file is read by the integer
// arithmetic of TensorFlow Lite for Microcontrollers; of 16 bits the arithmetic itself (words.ts).

import { gather } from "../../../../network/ops/gather.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { SCALARS } from "../../../../program/scalar.ts";
import type { Application } from "../../application.ts";
import { dividedByPower, logistic, scaled, tanh } from "../../fixed-point.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { FUSED } from "../activated.ts";
import type { Operation } from "../operation.ts";
import { hardSwishOf } from "./hard-swish.ts";
import { checkedMultiplier, rangeOf, type Range } from "./requantised.ts";
import { leakyReluOfWords, logisticOfQuantisedWords, rescaledWords, tanhOfQuantisedWords } from "./words.ts";

/** Before the point, of the arguments of logistic and tanh. */
const INTEGER_BITS = 4;

/** What becomes of a quantised number less its zero point, before that of the result is added; beyond the result's range it is its nearest end. */
type Entry = (x: number) => number;

function tabulated(application: Application, range: Range, entry: Entry): Operand {
  const x = application.input(0);
  const { least, greatest } = SCALARS[application.scalarOf(x)];
  const { zeroPoint } = oneScaleOf(application.tensor(0));
  if (greatest - least > 255) throw new Unsupported("its input is of integers of more than 8 bits");
  const kept = (value: number): number => Math.min(Math.max(value + range.zero, range.least), range.greatest);
  const entries = Array.from({ length: greatest - least + 1 }, (_, place) => kept(entry(place + least - zeroPoint)));
  const places = application.apply(fromZero, [x], { zero: least });
  return application.apply(gather, [application.constant("table", range.scalar, [entries.length], entries), places]);
}

function table(activation: number, entryFor: (application: Application, scale: number, range: Range) => Entry): Operation {
  return (application) => {
    const range = rangeOf(application.outputs[0], activation);
    return [tabulated(application, range, entryFor(application, oneScaleOf(application.tensor(0)).scale, range))];
  };
}

/** Times the ratio of the scales, which is rounded to float32. */
function rescaled(activation: number): Operation {
  return table(activation, (_, scale, range) => {
    const multiplier = checkedMultiplier(Math.fround(scale / range.scale));
    return (x) => scaled(x, multiplier);
  });
}

/** A function of fractions with four bits before the point, whose results are counted in units of a power of 2; far from 0 it is what it tends to. */
function ofFraction(scaleBits: number, zero: number, far: readonly [below: number, above: number], compute: (x: number) => number): Operation {
  return table(FUSED.NONE, (_, scale, range) => {
    if (range.scale !== 2 ** -scaleBits || range.zero !== zero) throw new Unsupported(`its result has the scale ${range.scale} and the zero point ${range.zero} instead of 1/${2 ** scaleBits} and ${zero}`);
    const multiplier = checkedMultiplier(scale * 2 ** (31 - INTEGER_BITS));
    const radius = Math.floor((2 ** INTEGER_BITS - 1) * 2 ** (31 - INTEGER_BITS - multiplier.shift));
    return (x) => {
      if (Math.abs(x) >= radius) return far[x < 0 ? 0 : 1];
      return dividedByPower(compute(scaled(x, multiplier)), 31 - scaleBits);
    };
  });
}

const leaky: Operation = table(FUSED.NONE, ({ options }, scale, range) => {
  const slope = options.float(0);
  const ratios = [scale / range.scale, Math.abs(scale * slope) / range.scale];
  const [identity, sloped] = ratios.map(checkedMultiplier);
  return (x) => (x >= 0 ? scaled(x, identity) : Math.sign(slope) * scaled(x, sloped));
});

/** One way for numbers of 8 bits, and one for such of 16. */
function ofWidth(ofBytes: Operation, ofWords: Operation): Operation {
  return (application) => (application.scalarOf(application.input(0)) === "i16" ? ofWords(application) : ofBytes(application));
}

export const QUANTISED_TABLES: Readonly<Record<string, Operation>> = {
  HARD_SWISH: table(FUSED.NONE, (_, scale, range) => hardSwishOf(scale, range.scale)),
  LEAKY_RELU: ofWidth(leaky, leakyReluOfWords),
  LOGISTIC: ofWidth(ofFraction(8, -128, [0, 256], logistic), logisticOfQuantisedWords),
  RELU: ofWidth(rescaled(FUSED.RELU), rescaledWords(FUSED.RELU)),
  RELU6: ofWidth(rescaled(FUSED.RELU6), rescaledWords(FUSED.RELU6)),
  RELU_N1_TO_1: rescaled(FUSED.RELU_N1_TO_1),
  TANH: ofWidth(ofFraction(7, 0, [-256, 256], tanh), tanhOfQuantisedWords),
};
