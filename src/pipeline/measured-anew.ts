// Sees to it that a model says of its errors what is true of it: a record of another network's is measured again, where that is possible.

import type { LoadedModel } from "./load-model.ts";

/** The same model, its record with an error that is its own wherever one can be had; unchanged where the record is trusted. */
export async function measuredAnew(loaded: LoadedModel): Promise<LoadedModel> {
  const { record } = loaded.model;
  if (record?.distrust === undefined || record.targets.length === 0) return loaded;
  // Loaded where it is needed: few models are changed after they were trained.
  const { measuredAgainstTarget } = await import("./measured-against-target.ts");
  return await measuredAgainstTarget(loaded, record);
}
