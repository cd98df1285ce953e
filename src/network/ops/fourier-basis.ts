// The roots of unity as the matrices of discrete Fourier transforms, float32. Builds no operations.

/** What a transform is of and gives; a complex number is two numbers side by side, its real and its imaginary part. */
export interface Transform {
  /** Of the full transform. */
  readonly length: number;
  /** How many of the arguments' places there are, from the first on. */
  readonly places: number;
  /** Numbers at each place: 1 of reals, 2 of complex ones. */
  readonly parts: 1 | 2;
  /** Numbers of the result: complex ones, but for the inverse of half a spectrum, which gives reals. */
  readonly results: number;
  readonly kind: "forward" | "inverse" | "inverse-of-half";
}

/** A matrix with more elements than this is refused. */
export const MOST_OF_BASIS = 2 ** 24;

export function partsOfResult({ kind }: Transform): 1 | 2 {
  return kind === "inverse-of-half" ? 1 : 2;
}

/** How many elements a matrix has. */
export function basisSize(transform: Transform): number {
  return transform.places * transform.parts * transform.results * partsOfResult(transform);
}

/**
 * What each part of each place adds to each part of each result, row-major as places × parts × results × parts of a result: each the nearest
 * float32 to its value in float64, in which 0, ±1 and ±½ are exact. Inverses are not divided by their length.
 */
export function fourierBasis(transform: Transform): Float32Array {
  const { length, places, parts, results, kind } = transform;
  const outs = partsOfResult(transform);
  const basis = new Float32Array(basisSize(transform));
  const sign = kind === "forward" ? -1 : 1;
  let at = 0;
  for (let place = 0; place < places; place += 1) {
    // Half a spectrum stands for the other half, which is its mirror image.
    const scale = kind !== "inverse-of-half" || place === 0 || 2 * place === length ? 1 : 2;
    for (let part = 0; part < parts; part += 1) {
      for (let result = 0; result < results; result += 1) {
        const turn = (place * result) % length;
        const [real, imaginary] = [cosineOf(turn, length), sign * sineOf(turn, length)];
        // (1, i)·(real + i·imaginary)
        const row = part === 0 ? [real, imaginary] : [-imaginary, real];
        for (let out = 0; out < outs; out += 1) basis[at++] = scale * row[out] + 0;
      }
    }
  }
  return basis;
}

/** cos(2π·turn/length) with `turn` within 0…length: by the half, then the quarter in which its argument is small. */
function cosineOf(turn: number, length: number): number {
  if (2 * turn > length) return cosineOf(length - turn, length);
  if (4 * turn > length) return -cosineOf(length / 2 - turn, length);
  return 8 * turn > length ? Math.sin(2 * Math.PI * ((length / 4 - turn) / length)) : Math.cos(2 * Math.PI * (turn / length));
}

function sineOf(turn: number, length: number): number {
  if (2 * turn > length) return -sineOf(length - turn, length);
  return 4 * turn > length ? cosineOf(turn - length / 4, length) : cosineOf(length / 4 - turn, length);
}
