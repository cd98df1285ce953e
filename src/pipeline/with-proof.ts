// Has the error proved that a source states, where the proof is soon done.

import { costOf } from "../network/describe.ts";
import type { LoadedModel } from "./load-model.ts";
import type { InForm } from "./loaded-form.ts";
import { recordedGoal } from "./recorded-goal.ts";

/** Multiply-adds of a network that is followed over its pieces before its source is written: some tenths of a second. */
const MOST_MULTIPLY_ADDS = 600_000;

/** Pieces of all the network's values, which are computed before: the same. */
const MOST_COMPUTED = 100_000;

/**
 * With what is proved of the error against the target that the model records; unchanged where there is no such target, where the network is
 * none of lines of one input, or where it has too many of them. Which it is depends on the model alone.
 *
 * @param asRead the model before it was given its form.
 */
export async function withProof(asRead: LoadedModel, inItsForm: InForm): Promise<InForm> {
  const { record } = asRead.model;
  if (record === undefined || record.data !== undefined || record.domain.length !== 1) return inItsForm;
  const goal = await recordedGoal(record);
  if (goal === undefined) return inItsForm;
  // Loaded where it is needed: many models have no target.
  const [{ subjectOf }, { certifyLines }] = await Promise.all([import("./certified.ts"), import("../certify/certify-lines.ts")]);
  const limits = { mostPieces: MOST_MULTIPLY_ADDS / costOf(asRead.network).multiplyAdds, mostComputed: MOST_COMPUTED };
  const found = certifyLines(await subjectOf(asRead, inItsForm.loaded, goal), limits);
  return found?.kind === "proved" ? { ...inItsForm, proved: found.outputs } : inItsForm;
}
