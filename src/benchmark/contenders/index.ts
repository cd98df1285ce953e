// Who takes part in a benchmark, in the order of the rows. Adding one is a file beside this one and a line here.

import type { Contender } from "../contender.ts";
import { batch, emitted, network } from "./emitted.ts";
import { evenTable } from "./even-table.ts";
import { formula } from "./formula.ts";
import { inline } from "./inline.ts";
import { emxOnnxCgen, onnx2c } from "./onnx-generators.ts";
import { openblas } from "./openblas.ts";

export const CONTENDERS: readonly [Contender, ...Contender[]] = [
  emitted, inline, batch, network, formula, evenTable, onnx2c, emxOnnxCgen, openblas,
];
