// The ops a model may be made of. Adding one is a file beside this one and a line here.

import type { Op } from "../op.ts";
import { add } from "./add.ts";
import { dropout } from "./dropout.ts";
import { flatten } from "./flatten.ts";
import { gemm } from "./gemm.ts";
import { identity } from "./identity.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { matmul } from "./matmul.ts";
import { relu } from "./relu.ts";

export const OPS: readonly Op[] = [add, dropout, flatten, gemm, identity, leakyRelu, matmul, relu];
