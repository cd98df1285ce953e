// The number behind the names of losses that tell small errors from large ones.

import type { ChoiceParameter } from "../choices.ts";

/** The squares of its bounds are float32 too, so that nothing a loss derives from it is 0 or infinite. */
export const ERROR_SCALE: Omit<ChoiceParameter, "usual" | "example"> = {
  name: "error",
  allows: (value) => value >= 1e-15 && value <= 1e15,
  range: "from 1e-15 to 1e15",
};
