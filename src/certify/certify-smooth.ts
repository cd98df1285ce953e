// Proves the error of a network of one input that bends: of tanh, sigmoids and other elementary functions, products and quotients.

import { bandsOf, type BandsOn } from "../analysis/band-run.ts";
import { certificationOf, floatsOfDomain, NO_BANDS, NO_FLOATS, type Certification, type OutputCertificate, type Subject } from "./certificate.ts";
import { coverWithBands, type Stretch } from "./cover.ts";
import { errorInParts, largestError } from "./largest-error.ts";
import { SMOOTH_FUNCTIONS } from "./smooth-functions.ts";

/** Stretches of a domain before any is halved. */
const PARTS = 64;

/** Halves stretches of the domain until a line follows the network so near that nothing is gained: some seconds. */
export function certifySmooth(subject: Subject): Certification {
  const floats = floatsOfDomain(subject);
  if (floats === undefined) return NO_FLOATS;
  const cuts = evenCuts(floats);
  const covered = (bands: BandsOn): readonly Stretch[] | undefined => coverWithBands(bands, cuts);
  const [computed, network] = [bandsOf(subject.computed, SMOOTH_FUNCTIONS, "float32"), bandsOf(subject.network, SMOOTH_FUNCTIONS, "real")];
  const [emitted, real] = [covered(computed), covered(network)];
  if (emitted === undefined || real === undefined) return NO_BANDS;
  return certificationOf(
    subject.targets.map((target, place): OutputCertificate => {
      const { atMost: maxAbsError, at } = largestError(target, computed, emitted, place);
      const inParts = errorInParts(target, computed, emitted, place);
      return { maxAbsError, at: [at], inParts, networkError: largestError(target, network, real, place).atMost };
    }),
  );
}

/** Float32 numbers, both ends among them, about as far from each other. */
export function evenCuts([least, greatest]: readonly [number, number], parts = PARTS): readonly number[] {
  const cuts = Array.from({ length: parts + 1 }, (_, place) => Math.fround(least + ((greatest - least) * place) / parts));
  return [...new Set([least, ...cuts.slice(1, -1), greatest])];
}
