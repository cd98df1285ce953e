// The unit in the last place of float32.

/** The distance from a number's float32 to the next one away from 0; of subnormals 2^−149. */
export function ulpOf(value: number): number {
  const magnitude = Math.abs(Math.fround(value));
  return magnitude === 0 ? 2 ** -149 : 2 ** Math.max(-149, Math.floor(Math.log2(magnitude)) - 23);
}
