// Says why the errors of a file are not known, or not taken for those of its network.

import type { Distrust, TrainingRecord } from "./model.ts";

export function distrustReason(distrust: Distrust): string {
  switch (distrust) {
    case "changed":
      return "the network was changed after the training";
    case "unbound":
      return "the record does not say of which parameters it is";
    case "fused":
      return "it was measured with products that are rounded before they are added";
  }
}

/** In the place of an error that a record does not have. */
export function notMeasured(record: TrainingRecord | undefined): string {
  return record?.distrust === undefined ? "not recorded in the model" : `not measured: ${distrustReason(record.distrust)}`;
}
