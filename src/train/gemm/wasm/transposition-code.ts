// Emits the transposition of a 4×4 block of float32 held in four vectors. Touches no memory.

import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { f32x4 } from "../../../wasm/simd.ts";

type Vector = Operand<"v128">;
export type Block = readonly [Vector, Vector, Vector, Vector];

/** The columns of a block given by its rows, by interleaving twice. */
export function emitTranspose(code: FunctionBuilder, [row0, row1, row2, row3]: Block): Block {
  const keep = (value: Vector): Vector => code.keep(value).get;
  const low01 = keep(f32x4.shuffle(row0, row1, [0, 4, 1, 5]));
  const low23 = keep(f32x4.shuffle(row2, row3, [0, 4, 1, 5]));
  const high01 = keep(f32x4.shuffle(row0, row1, [2, 6, 3, 7]));
  const high23 = keep(f32x4.shuffle(row2, row3, [2, 6, 3, 7]));
  return [
    f32x4.shuffle(low01, low23, [0, 1, 4, 5]),
    f32x4.shuffle(low01, low23, [2, 3, 6, 7]),
    f32x4.shuffle(high01, high23, [0, 1, 4, 5]),
    f32x4.shuffle(high01, high23, [2, 3, 6, 7]),
  ];
}
