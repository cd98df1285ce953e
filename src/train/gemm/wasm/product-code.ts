// Emits a float32 matrix product: the loops over blocks, panels and tiles around the depth loop of a tile. What becomes of the
// sums is emitted by whoever asks for the product, while they are in registers.

import type { FunctionBuilder, Local } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { i32 } from "../../../wasm/scalar-instructions.ts";
import { SIMD_FLOAT32 } from "../blocking.ts";
import { PANEL_WIDTH, panelsOf } from "../panel-matrix.ts";
import { columnsOf, rowsOf, type MatrixProduct } from "../product.ts";
import { LANES, VECTOR_BYTES } from "./tile-arithmetic.ts";
import { emitDepthLoop, emitSteps, startSums, type LeftPanel, type RightPanel, type TileSums } from "./tile.ts";
import { emitTurnedDepthLoop } from "./turned-tile.ts";

const { MR, NR, MC, KC, NC } = SIMD_FLOAT32;
const lanes = LANES.float32;

/** Bytes of a step of a panel. */
const STEP_BYTES = 4 * PANEL_WIDTH;
/** Tiles whose rows lie in one panel of the left matrix: two. */
const TILES_OF_PANEL = PANEL_WIDTH / MR;
/** Bytes of a left matrix that needs no blocks of rows. */
const SMALL_BYTES = 4 * MC * KC;
/** Steps a product without a loop may have: with more in one basic block V8 spills sums. */
const STRAIGHT_STEPS = 2;
/** Steps of a turn of the depth loop where the left matrix is read along a panel, and where across it. */
const [STEPS_ALONG, STEPS_ACROSS] = [4, PANEL_WIDTH];

/** Where a vector of elements of the result is: at `address` + `offset` bytes in a matrix of its form that starts at 0. */
export interface VectorPlace {
  readonly address: Operand<"i32">;
  readonly offset: number;
  /** Which vector of the panels that are computed side by side. */
  readonly vector: number;
}

/** Emits what becomes of the sums. */
export interface Epilogue {
  /** At panels of the result, side by side, whose first lane is `lanes` bytes into a row. */
  startPanels(lanes: Operand<"i32">, vectors: number): void;
  /** For a vector of finished elements. */
  finish(place: VectorPlace, sums: Operand<"v128">): void;
}

/** @throws RangeError for a product deeper than KC. */
export function emitProduct(code: FunctionBuilder, product: MatrixProduct, epilogue: Epilogue): void {
  if (product.depth > KC) throw new RangeError(`a product of depth ${product.depth} is not cut`);
  code.scope(() => new ProductLoops(code, product, epilogue).emit());
}

/** For columns in blocks of NC, for rows in blocks of MC, for panels of NR columns, for tiles of MR rows: the depth loop. */
class ProductLoops {
  private readonly code: FunctionBuilder;
  private readonly product: MatrixProduct;
  private readonly epilogue: Epilogue;
  private readonly length: number;
  private readonly width: number;
  /** Bytes from the start of a matrix of the result's form to the present tile. */
  private readonly place: Local<"i32">;
  /** Bytes from the start of a row to the present panel, and to the first one of the block of columns. */
  private readonly panel: Local<"i32">;
  private readonly firstPanel: Local<"i32">;
  /** The present panel of the right matrix, and the first one of the block of columns. */
  private readonly right: Local<"i32">;
  private readonly firstRight: Local<"i32">;
  /** The present rows of the left matrix, and the first ones of the block of rows. */
  private readonly left: Local<"i32">;
  private readonly firstRows: Local<"i32">;
  private readonly zero: Local<"v128">;

  constructor(code: FunctionBuilder, product: MatrixProduct, epilogue: Epilogue) {
    this.code = code;
    this.product = product;
    this.epilogue = epilogue;
    this.length = rowsOf(product);
    this.width = columnsOf(product);
    this.place = code.keep(i32.constant(0));
    this.firstPanel = code.keep(i32.constant(0));
    this.firstRight = code.keep(i32.constant(4 * product.right.start));
    this.panel = code.local("i32");
    this.right = code.local("i32");
    this.left = code.local("i32");
    this.firstRows = code.local("i32");
    this.zero = code.keep(lanes.zero);
  }

  emit(): void {
    const { code, width } = this;
    code.repeat(Math.floor(width / NC), () => this.emitColumns(NC));
    if (width % NC > 0) this.emitColumns(width % NC);
  }

  /** All rows of a block of columns. */
  private emitColumns(columns: number): void {
    const { code, length, product } = this;
    const block = 4 * length * product.depth <= SMALL_BYTES ? length : MC;
    code.set(this.firstRows, i32.constant(4 * product.left.start));
    code.repeat(Math.floor(length / block), () => this.emitRows(block, columns));
    if (length % block > 0) this.emitRows(length % block, columns);
    const panels = panelsOf(columns);
    code.increase(this.place, (panels - 1) * length * STEP_BYTES);
    code.increase(this.firstPanel, panels * STEP_BYTES);
    code.increase(this.firstRight, panels * this.rightPanelBytes);
  }

  /** All panels of a block. */
  private emitRows(rows: number, columns: number): void {
    const { code, product, length } = this;
    code.set(this.panel, this.firstPanel.get);
    code.set(this.right, this.firstRight.get);
    const together = panelsAtOnce(product) * NR;
    code.repeat(Math.floor(columns / together), () => this.emitPanels(rows, together));
    if (columns % together > 0) this.emitPanels(rows, columns % together);
    code.increase(this.place, (rows - panelsOf(columns) * length) * STEP_BYTES);
    const rowsOfSteps = product.leftAcross === "depth" ? rows : Math.floor(rows / PANEL_WIDTH) * product.left.length;
    code.increase(this.firstRows, rowsOfSteps * STEP_BYTES);
  }

  /** The panels of so many columns, side by side. */
  private emitPanels(rows: number, columns: number): void {
    const { code, product, left } = this;
    code.scope(() => {
      this.epilogue.startPanels(this.panel.get, Math.ceil(columns / 4));
      code.set(left, this.firstRows.get);
      if (product.leftAcross === "rows") this.emitTilesOfPanels(rows, columns);
      else this.emitTiles(rows, columns);
      const panels = panelsOf(columns);
      code.increase(this.place, (panels * this.length - rows) * STEP_BYTES);
      code.increase(this.panel, panels * STEP_BYTES);
      code.increase(this.right, panels * this.rightPanelBytes);
    });
  }

  private emitTiles(rows: number, columns: number): void {
    this.code.repeat(Math.floor(rows / MR), () => this.emitTile(MR, columns));
    if (rows % MR > 0) this.emitTile(rows % MR, columns);
  }

  /** The rows of a tile lie side by side in a panel of the left matrix, which has room for two tiles. */
  private emitTilesOfPanels(rows: number, columns: number): void {
    const { code, left, product } = this;
    const tiles = Math.floor(rows / MR);
    const remaining = code.keep(i32.constant(tiles));
    code.repeat(tiles, () => {
      this.emitTile(MR, columns);
      code.increase(left, 4 * MR);
      code.increase(remaining, -1);
      const isPanelDone = i32.equal(i32.and(remaining.get, i32.constant(1)), i32.constant(tiles % TILES_OF_PANEL));
      code.if(isPanelDone, () => code.increase(left, product.left.length * STEP_BYTES - STEP_BYTES));
    });
    if (rows % MR > 0) this.emitTile(rows % MR, columns);
  }

  private emitTile(rows: number, columns: number): void {
    const { code, length, product } = this;
    const vectors = Math.ceil(columns / 4);
    code.scope(() => {
      const sums = startSums(code, this.zero, rows, vectors);
      this.emitSums(sums, columns);
      sums.forEach((row, i) => {
        row.forEach((sum, vector) => {
          this.epilogue.finish({ address: this.place.get, offset: i * STEP_BYTES + vectorOffset(vector, length), vector }, sum.get);
        });
      });
    });
    code.increase(this.place, rows * STEP_BYTES);
    if (product.leftAcross === "depth") code.increase(this.left, rows * STEP_BYTES);
  }

  private emitSums(sums: TileSums, columns: number): void {
    const { code, product } = this;
    const { depth, right, rightAcross } = product;
    if (rightAcross === "depth") {
      const turned = { pointer: code.keep(this.right.get), columnBytes: STEP_BYTES, turnBytes: right.length * STEP_BYTES, columns };
      const left = leftPanel(product, code.keep(this.left.get), PANEL_WIDTH);
      emitTurnedDepthLoop(code, left, turned, sums, code.keep(i32.constant(depth)));
      return;
    }
    const unroll = product.leftAcross === "depth" ? STEPS_ACROSS : STEPS_ALONG;
    const vectorBytes = (vector: number): number => vectorOffset(vector, right.length);
    const rightPanel = (pointer: Local<"i32">): RightPanel => ({ pointer, stepBytes: STEP_BYTES, vectorBytes });
    if (depth > STRAIGHT_STEPS) {
      const left = leftPanel(product, code.keep(this.left.get), unroll);
      emitDepthLoop(code, { lanes, left, right: rightPanel(code.keep(this.right.get)), sums }, depth, unroll);
      return;
    }
    emitSteps(code, { lanes, left: leftPanel(product, this.left, unroll), right: rightPanel(this.right), sums }, depth);
  }

  /** From a panel of columns in the right matrix to the next one. */
  private get rightPanelBytes(): number {
    const { right, rightAcross } = this.product;
    return (rightAcross === "columns" ? right.length : PANEL_WIDTH) * STEP_BYTES;
  }
}

/** Panels of one tile. Where there are few rows, more columns, so that enough chains of sums run side by side. */
function panelsAtOnce(product: MatrixProduct): number {
  return product.rightAcross === "columns" ? Math.max(1, Math.floor(MR / rowsOf(product))) : 1;
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
function leftPanel({ left, leftAcross }: MatrixProduct, pointer: Local<"i32">, unroll: number): LeftPanel {
  return leftAcross === "rows"
    ? { pointer, rowBytes: 4, stepBytes: STEP_BYTES, turnBytes: unroll * STEP_BYTES }
    : { pointer, rowBytes: STEP_BYTES, stepBytes: 4, turnBytes: left.length * STEP_BYTES };
}
