// Emits the operation `map`: its product with the expressions on its sums, or loops over elements where it has none.

import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import { i32 } from "../../../wasm/scalar-instructions.ts";
import { PANEL_WIDTH, panelsOf, storedSize } from "../../gemm/panel-matrix.ts";
import { VECTOR_BYTES } from "../../gemm/wasm/tile-arithmetic.ts";
import { emitProduct } from "../../gemm/wasm/product-code.ts";
import type { LaneOperand } from "../plan/operands.ts";
import type { MapLanes } from "../plan/operations.ts";
import { LaneCode } from "./lane-code.ts";

/** Bytes of a step of a panel. */
const STEP_BYTES = 4 * PANEL_WIDTH;
const VECTORS_OF_STEP = STEP_BYTES / VECTOR_BYTES;
/** Vectors and steps that maps without a product handle in one turn of a loop. */
const [FLAT_VECTORS, PANEL_STEPS] = [4, 4];

/** @param operands what the locals of the map's expressions are. */
export function emitMap(code: FunctionBuilder, map: MapLanes, operands: readonly LaneOperand[]): void {
  code.scope(() => {
    const lanes = new LaneCode(code, map.stores, operands);
    if (map.product !== undefined) {
      emitProduct(code, map.product, {
        startPanels: (address, vectors) => lanes.startPanel(address, vectors),
        finish: (place, product) => lanes.emitStores({ ...place, product }),
      });
    } else if (lanes.readsRows) emitPanels(code, map, lanes);
    else emitFlat(code, map, lanes);
  });
}

/** Without product and rows all vectors are alike, padding included. */
function emitFlat(code: FunctionBuilder, { length, width }: MapLanes, lanes: LaneCode): void {
  const vectors = storedSize(length, width) / 4;
  const address = code.keep(i32.constant(0));
  const emitVectors = (count: number): void => {
    for (let vector = 0; vector < count; vector++) {
      lanes.emitStores({ address: address.get, offset: vector * VECTOR_BYTES, vector: 0, product: undefined });
    }
    code.increase(address, count * VECTOR_BYTES);
  };
  code.repeat(Math.floor(vectors / FLAT_VECTORS), () => emitVectors(FLAT_VECTORS));
  emitVectors(vectors % FLAT_VECTORS);
}

/** Rows are read once for each panel. */
function emitPanels(code: FunctionBuilder, { length, width }: MapLanes, lanes: LaneCode): void {
  const address = code.keep(i32.constant(0));
  const panel = code.keep(i32.constant(0));
  const emitSteps = (steps: number): void => {
    for (let index = 0; index < steps * VECTORS_OF_STEP; index++) {
      lanes.emitStores({ address: address.get, offset: index * VECTOR_BYTES, vector: index % VECTORS_OF_STEP, product: undefined });
    }
    code.increase(address, steps * STEP_BYTES);
  };
  code.repeat(panelsOf(width), () => {
    code.scope(() => {
      lanes.startPanel(panel.get, VECTORS_OF_STEP);
      code.repeat(Math.floor(length / PANEL_STEPS), () => emitSteps(PANEL_STEPS));
      emitSteps(length % PANEL_STEPS);
      code.increase(panel, STEP_BYTES);
    });
  });
}
