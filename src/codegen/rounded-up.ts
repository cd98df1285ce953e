// Shows an error in few digits that never say less than it is.

/** Four significant digits, never less than the value. */
export function roundedUp(value: number): string {
  if (value === 0) return "0";
  const nearest = value.toExponential(3);
  if (Number(nearest) >= value) return nearest;
  const [mantissa, exponent] = nearest.split("e");
  return Number(`${Number(mantissa) + 0.001}e${exponent}`).toExponential(3);
}
