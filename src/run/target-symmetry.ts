// Whether the functions that a network was trained for are even or odd, as far as their expressions prove it.

import type { Symmetry } from "../network/table-numbers.ts";
import { parityOf } from "../train/target/parity.ts";
import type { Target } from "../train/target/target.ts";

/** Of all of them; of none nothing is known. */
export async function haveSymmetry(targets: readonly Target[], symmetry: Symmetry): Promise<boolean> {
  const parities = await Promise.all(targets.map(parityOf));
  return parities.length > 0 && parities.every((parity) => parity[symmetry]);
}
