// Says why the errors of a file are not taken for those of its network.

import type { Distrust } from "./model.ts";

export function distrustReason(distrust: Distrust): string {
  switch (distrust) {
    case "changed":
      return "the network was changed after the training";
    case "unbound":
      return "the record does not say of which parameters it is";
  }
}
