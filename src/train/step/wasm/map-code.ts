// Emits the operation `map`: loops over panels and steps, register tiles of the product, and the expressions on its elements.

import { declareSums, emitDepthLoop, emitStep, VECTOR_BYTES, type LeftPanel, type TileSums } from "../../gemm/wasm/tile.ts";
import { emitTurnedDepthLoop } from "../../gemm/wasm/turned-tile.ts";
import type { FunctionBuilder, Local } from "../../../wasm/function-builder.ts";
import { i32 } from "../../../wasm/scalar.ts";
import type { MapLanes, MatrixProduct } from "../schedule/schedule.ts";
import { PANEL_WIDTH, panelsOf, storedSize } from "../schedule/panel-matrix.ts";
import { LaneCode } from "./lane-code.ts";

/** Bytes of a step of a panel. */
const STEP_BYTES = 4 * PANEL_WIDTH;
const TILE_ROWS = 4;
/** Steps a product without a loop may have: with more in one basic block V8 spills sums. */
const STRAIGHT_STEPS = 2;
/**
 * Rows of a large product that are finished for all panels before the next ones: what they read of the left matrix, at most
 * 32 KiB with the depth of a part, is still in cache for the next panel. A multiple of eight.
 */
const BLOCK_ROWS = 32;
/** Bytes of a left matrix that needs no blocks. */
const SMALL_BYTES = 32768;
/** Vectors a flat map handles in one turn of its loop. */
const FLAT_VECTORS = 4;

export function emitMap(code: FunctionBuilder, map: MapLanes): void {
  code.scope(() => {
    const lanes = new LaneCode(code, map.stores, map.product === undefined ? [] : [map.product.initial]);
    if (map.product === undefined && !lanes.readsRows) emitFlat(code, map, lanes);
    else new PanelLoops(code, map, lanes).emit();
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

class PanelLoops {
  private readonly code: FunctionBuilder;
  private readonly map: MapLanes;
  private readonly lanes: LaneCode;
  /** Bytes from the start of a matrix of the map's form to the present tile. */
  private readonly place: Local<"i32">;
  /** Bytes from the start of a row to the present panel. */
  private readonly panel: Local<"i32">;
  /** The present panel of the right matrix and the present rows of the left one, where there is a product. */
  private readonly right: Local<"i32">;
  private readonly left: Local<"i32">;
  /** The first rows of the present block in the left matrix. */
  private readonly firstRows: Local<"i32">;

  constructor(code: FunctionBuilder, map: MapLanes, lanes: LaneCode) {
    this.code = code;
    this.map = map;
    this.lanes = lanes;
    this.place = code.keep(i32.constant(0));
    this.panel = code.keep(i32.constant(0));
    this.right = code.local("i32");
    this.left = code.local("i32");
    this.firstRows = code.local("i32");
  }

  emit(): void {
    const { length, product } = this.map;
    const block = product === undefined || 4 * length * product.depth <= SMALL_BYTES ? length : BLOCK_ROWS;
    this.code.set(this.firstRows, i32.constant(4 * (product?.left.start ?? 0)));
    this.code.repeat(Math.floor(length / block), () => this.emitRows(block));
    if (length % block > 0) this.emitRows(length % block);
  }

  /** All panels of a block of rows. */
  private emitRows(rows: number): void {
    const { code, map } = this;
    const { product, width, length } = map;
    const panels = panelsOf(width);
    code.set(this.panel, i32.constant(0));
    if (product !== undefined) code.set(this.right, i32.constant(4 * product.right.start));
    const lanes = panelsAtOnce(map) * PANEL_WIDTH;
    code.repeat(Math.floor(width / lanes), () => this.emitPanels(rows, lanes));
    if (width % lanes > 0) this.emitPanels(rows, width % lanes);
    code.increase(this.place, (rows - panels * length) * STEP_BYTES);
    if (product === undefined) return;
    const rowsOfSteps = product.leftAcross === "depth" ? rows : Math.floor(rows / PANEL_WIDTH) * product.left.length;
    code.increase(this.firstRows, rowsOfSteps * STEP_BYTES);
  }

  /** The panels of `lanes` lanes, side by side. */
  private emitPanels(rows: number, lanes: number): void {
    const { code, map, left } = this;
    code.scope(() => {
      this.lanes.startPanel(this.panel.get, Math.ceil(lanes / 4));
      const { product } = map;
      if (product !== undefined) code.set(left, this.firstRows.get);
      if (product?.leftAcross === "rows") this.emitPairsOfTiles(product, rows, lanes);
      else this.emitTiles(product, rows, lanes);
      const panels = panelsOf(lanes);
      code.increase(this.place, (panels * map.length - rows) * STEP_BYTES);
      code.increase(this.panel, panels * STEP_BYTES);
      if (product === undefined) return;
      code.increase(this.right, panels * (product.rightAcross === "columns" ? product.right.length : PANEL_WIDTH) * STEP_BYTES);
    });
  }

  private emitTiles(product: MatrixProduct | undefined, length: number, lanes: number): void {
    this.code.repeat(Math.floor(length / TILE_ROWS), () => this.emitTile(product, TILE_ROWS, lanes, 0));
    if (length % TILE_ROWS > 0) this.emitTile(product, length % TILE_ROWS, lanes, 0);
  }

  /** The rows of a tile lie side by side in a panel of the left matrix, which has room for two tiles. */
  private emitPairsOfTiles(product: MatrixProduct, length: number, lanes: number): void {
    const emitRows = (rows: number): void => {
      for (let row = 0; row < rows; row += TILE_ROWS) this.emitTile(product, Math.min(TILE_ROWS, rows - row), lanes, 4 * row);
      this.code.increase(this.left, product.left.length * STEP_BYTES);
    };
    // A loop over the two tiles where they are long: the module is smaller, and compiled sooner.
    const emitPair = (): void => {
      if (product.depth <= STRAIGHT_STEPS) {
        emitRows(PANEL_WIDTH);
        return;
      }
      this.code.repeat(2, () => {
        this.emitTile(product, TILE_ROWS, lanes, 0);
        this.code.increase(this.left, 4 * TILE_ROWS);
      });
      this.code.increase(this.left, (product.left.length - 1) * STEP_BYTES);
    };
    this.code.repeat(Math.floor(length / PANEL_WIDTH), emitPair);
    if (length % PANEL_WIDTH > 0) emitRows(length % PANEL_WIDTH);
  }

  private emitTile(product: MatrixProduct | undefined, rows: number, lanes: number, offset: number): void {
    const vectors = Math.ceil(lanes / 4);
    this.code.scope(() => {
      const sums = product === undefined ? undefined : this.emitSums(product, declareSums(this.code, rows, vectors), lanes, offset);
      for (let row = 0; row < rows; row++) {
        for (let vector = 0; vector < vectors; vector++) {
          this.lanes.emitStores({ ...this.vectorAt(row, vector), product: sums?.[row][vector].get });
        }
      }
    });
    this.code.increase(this.place, rows * STEP_BYTES);
    if (product?.leftAcross === "depth") this.code.increase(this.left, rows * STEP_BYTES);
  }

  private emitSums(product: MatrixProduct, sums: TileSums, lanes: number, offset: number): TileSums {
    const { code } = this;
    const { depth } = product;
    sums.forEach((row, i) => {
      row.forEach((sum, vector) => {
        code.set(sum, this.lanes.value(product.initial, { ...this.vectorAt(i, vector), product: undefined }));
      });
    });
    const { length } = product.right;
    if (product.rightAcross === "depth") {
      const right = { pointer: code.keep(this.right.get), columnBytes: STEP_BYTES, turnBytes: length * STEP_BYTES, columns: lanes };
      const left = leftPanel(product, code.keep(this.left.get), offset, PANEL_WIDTH);
      emitTurnedDepthLoop(code, left, right, sums, code.keep(i32.constant(depth)));
      return sums;
    }
    const rightPanel = (pointer: Local<"i32">) => ({ pointer, stepBytes: STEP_BYTES, vectorBytes: (vector: number) => vectorOffset(vector, length) });
    const unroll = product.leftAcross === "depth" ? PANEL_WIDTH : 4;
    if (depth <= STRAIGHT_STEPS) {
      const left = leftPanel(product, depth > 1 ? code.keep(this.left.get) : this.left, offset, unroll);
      for (let step = 0; step < depth; step++) {
        if (step > 0) code.increase(left.pointer, left.stepBytes);
        emitStep(code, left, rightPanel(this.right), sums, step * STEP_BYTES);
      }
      return sums;
    }
    const left = leftPanel(product, code.keep(this.left.get), offset, unroll);
    emitDepthLoop(code, left, rightPanel(code.keep(this.right.get)), sums, depth, unroll);
    return sums;
  }

  private vectorAt(row: number, vector: number) {
    return { address: this.place.get, offset: row * STEP_BYTES + vectorOffset(vector, this.map.length), vector };
  }
}

/** Panels of one tile. Where there are few rows, more columns, so that enough chains of sums run side by side. */
function panelsAtOnce({ length, product }: MapLanes): number {
  if (product?.rightAcross !== "columns") return 1;
  return Math.max(1, Math.floor(TILE_ROWS / length));
}

/** Bytes from the start of a tile to a vector of its first row, in a matrix of this length. */
function vectorOffset(vector: number, length: number): number {
  return (vector >> 1) * length * STEP_BYTES + (vector & 1) * VECTOR_BYTES;
}

/**
 * Rows across: an element a row, a step of the panel a step. Depth across: the other way round, eight steps a panel.
 *
 * @param unroll steps of a turn: eight where the depth is across.
 */
function leftPanel({ left, leftAcross }: MatrixProduct, pointer: Local<"i32">, offset: number, unroll: number): LeftPanel {
  return leftAcross === "rows"
    ? { pointer, offset, rowBytes: 4, stepBytes: STEP_BYTES, turnBytes: unroll * STEP_BYTES }
    : { pointer, offset, rowBytes: STEP_BYTES, stepBytes: 4, turnBytes: left.length * STEP_BYTES };
}
