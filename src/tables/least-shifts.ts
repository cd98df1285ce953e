// Shifts of neighbours that each have to be so much greater than the one before, so that the furthest of all is as near as can be. In float64.

/** Halvings of the distance that is tried. */
const HALVINGS = 40;

/**
 * A shift for each of the neighbours: shift i + 1 is at least shift i + `behind[i]`, and the largest |shift i| + `distances[i]` is about the
 * least there is; each shift is as near to 0 as these leave it.
 */
export function leastShifts(behind: readonly number[], distances: Float64Array): readonly number[] {
  let [least, most] = [distances.reduce((worst, one) => Math.max(worst, one), 0), 0];
  // Raising each in turn is enough.
  most = least + behind.reduce((sum, one) => sum + Math.max(one, 0), 0);
  for (let halving = 0; halving < HALVINGS && least < most; halving++) {
    const middle = (least + most) / 2;
    if (shiftsWithin(middle, behind, distances) === undefined) least = middle;
    else most = middle;
  }
  return shiftsWithin(most, behind, distances) ?? Array.from(distances, () => 0);
}

/** With no |shift| + distance over `bound`; undefined where there are none. */
function shiftsWithin(bound: number, behind: readonly number[], distances: Float64Array): readonly number[] | undefined {
  const room = Array.from(distances, (distance) => bound - distance);
  const greatest = [...room];
  for (let place = room.length - 2; place >= 0; place--) greatest[place] = Math.min(room[place], greatest[place + 1] - behind[place]);
  const shifts: number[] = [];
  for (const [place, most] of greatest.entries()) {
    const least = place === 0 ? -room[0] : Math.max(-room[place], shifts[place - 1] + behind[place - 1]);
    if (least > most) return undefined;
    shifts.push(Math.min(Math.max(0, least), most));
  }
  return shifts;
}
