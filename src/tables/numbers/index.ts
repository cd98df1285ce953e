// The kinds of numbers that tables of cells store: adding one is a file beside this one, a line here and its name in table-numbers.ts.

import type { Numbers } from "../../network/table-numbers.ts";
import { float16Borders } from "./float16-borders.ts";
import { float32Lines } from "./float32-lines.ts";
import { int16Borders } from "./int16-borders.ts";
import { int8Borders } from "./int8-borders.ts";
import type { NumberKind } from "./number-kind.ts";

export const NUMBER_KINDS: Readonly<Record<Numbers, NumberKind>> = {
  float32: float32Lines,
  int16: int16Borders,
  float16: float16Borders,
  int8: int8Borders,
};
