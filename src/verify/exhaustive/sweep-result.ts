// What is found out of a function at every float32 of a stretch, as data, as the bytes that the programs of sweeps write, and of several
// stretches together. Evaluates nothing.

/** The largest of some errors and the place of the first number that has it; −1 where there is none. */
export interface Worst {
  readonly error: number;
  readonly place: number;
}

/** How far an element of the outputs is from its target at the most. An error is infinite where the result is no number. */
export interface OutputErrors {
  readonly absolute: Worst;
  /** |error / target|, where the target is not 0. */
  readonly relative: Worst;
  /** |error|, in units in the last place of the float32 that is nearest to the target. */
  readonly ulp: Worst;
  /** Numbers for which the target is 0. */
  readonly zero: number;
  /** Numbers for which the target is infinite or no number: these are left out. */
  readonly none: number;
}

export interface SweepResult {
  /**
   * For each element of the outputs the sum, modulo 2^32, of the bits of all results, each times twice its number's place plus 1: no result
   * can change alone and leave it the same. A NaN counts as 0x7fc00000.
   */
  readonly hashes: readonly number[];
  /** Of each element of the outputs; absent where nothing is known of targets. */
  readonly errors: readonly OutputErrors[] | undefined;
}

const HASH_BYTES = 4;
const WORST_BYTES = 12;
const ERRORS_BYTES = 3 * WORST_BYTES + 8;

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The result in the bytes of such a program; undefined where there are too few or too many. */
export function resultOf(bytes: Uint8Array, width: number, isJudged: boolean): SweepResult | undefined {
  if (bytes.length !== width * (HASH_BYTES + (isJudged ? ERRORS_BYTES : 0))) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const elements = Array.from({ length: width }, (_, element) => element);
  const hashes = elements.map((element) => view.getUint32(HASH_BYTES * element, isLittleEndian));
  const worstAt = (at: number): Worst => ({ error: view.getFloat64(at, isLittleEndian), place: view.getInt32(at + 8, isLittleEndian) });
  const errorsAt = (at: number): OutputErrors => ({
    absolute: worstAt(at),
    relative: worstAt(at + WORST_BYTES),
    ulp: worstAt(at + 2 * WORST_BYTES),
    zero: view.getUint32(at + 3 * WORST_BYTES, isLittleEndian),
    none: view.getUint32(at + 3 * WORST_BYTES + 4, isLittleEndian),
  });
  return { hashes, errors: isJudged ? elements.map((element) => errorsAt(HASH_BYTES * width + ERRORS_BYTES * element)) : undefined };
}

/** The same bytes. */
export function bytesOfResult({ hashes, errors = [] }: SweepResult): Uint8Array {
  const view = new DataView(new ArrayBuffer(HASH_BYTES * hashes.length + ERRORS_BYTES * errors.length));
  hashes.forEach((hash, element) => {
    view.setUint32(HASH_BYTES * element, hash, isLittleEndian);
  });
  errors.forEach(({ absolute, relative, ulp, zero, none }, element) => {
    const at = HASH_BYTES * hashes.length + ERRORS_BYTES * element;
    [absolute, relative, ulp].forEach(({ error, place }, position) => {
      view.setFloat64(at + position * WORST_BYTES, error, isLittleEndian);
      view.setInt32(at + position * WORST_BYTES + 8, place, isLittleEndian);
    });
    view.setUint32(at + 3 * WORST_BYTES, zero, isLittleEndian);
    view.setUint32(at + 3 * WORST_BYTES + 4, none, isLittleEndian);
  });
  return new Uint8Array(view.buffer);
}

/** Of stretches that follow one another. */
export function joinedResults(results: readonly SweepResult[]): SweepResult {
  return results.reduce((one, other) => ({
    hashes: one.hashes.map((hash, element) => (hash + other.hashes[element]) >>> 0),
    errors: one.errors?.map((errors, element) => joinedErrors(errors, other.errors?.[element])),
  }));
}

function joinedErrors(one: OutputErrors, other: OutputErrors | undefined): OutputErrors {
  if (other === undefined) return one;
  const worse = (first: Worst, second: Worst): Worst => (second.error > first.error ? second : first);
  return {
    absolute: worse(one.absolute, other.absolute),
    relative: worse(one.relative, other.relative),
    ulp: worse(one.ulp, other.ulp),
    zero: one.zero + other.zero,
    none: one.none + other.none,
  };
}

export function haveSameHashes(one: SweepResult, other: SweepResult): boolean {
  return one.hashes.every((hash, element) => hash === other.hashes[element]);
}
