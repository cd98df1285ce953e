// The state of planning one step: memory, operations so far, and the homes of values. Decides nothing about single ops.

import { valueOf, type Value } from "../../../network/network.ts";
import { elementCount } from "../../../network/shape.ts";
import { type ValueId } from "../../../network/op.ts";
import type { Expression } from "../../../program/program.ts";
import type { TrainingStep } from "../training-step.ts";
import { MemoryPlan } from "./memory-plan.ts";
import { OperandTable } from "./operands.ts";
import { PANEL_WIDTH, rowMajorPlaces, storedSize, type Across, type PanelMatrix } from "../../gemm/panel-matrix.ts";
import { extents, matrixForm, usualAcross, usualExtents, type MatrixForm } from "./matrix-form.ts";
import type { MatrixProduct } from "../../gemm/product.ts";
import type { InitialData, LaneStore, MicroOperation, StepPlan } from "./operations.ts";
import { planBlocks, slotMatrix, type ParameterBlocks } from "./step-memory.ts";
import type { Home } from "./value-home.ts";

/** Places of what goes in and comes out, counted in float32. */
export interface StepPlaces {
  /** Queues the caller fills, of row-major arrays for each run in turn: the inputs of the step's network by their ids. */
  readonly inputs: ReadonlyMap<ValueId, Queue>;
  readonly prediction: PanelMatrix;
  readonly blocks: ParameterBlocks;
  /** The rule's rates for each run in turn. */
  readonly rates: Queue;
  /** The means of the runs: one float64 each. */
  readonly means: number;
  /** See the operation `blemish`, over the updated parameters. */
  readonly blemish: number;
}

/** What the runs of a schedule take in turn: `size` float32 each, from `start` on. */
export interface Queue {
  readonly start: number;
  readonly size: number;
}

/** A schedule and where its arguments and results are. */
export interface PlannedStep {
  readonly schedule: StepPlan;
  readonly places: StepPlaces;
}

/** A map under construction: later values may still be computed in its registers. */
interface OpenMap {
  readonly kind: "map";
  readonly length: number;
  readonly width: number;
  readonly product: MatrixProduct | undefined;
  readonly stores: LaneStore[];
}

export class Planning {
  readonly step: TrainingStep;
  readonly memory = new MemoryPlan();
  readonly operands = new OperandTable();
  readonly blocks: ParameterBlocks;
  /** Where each of the rule's rates is during a run. */
  readonly rates: readonly number[];
  readonly means: number;
  readonly blemish: number;
  /** Runs in a row at most. */
  private readonly runs: number;
  private readonly rateQueue: Queue;
  private readonly operations: (Exclude<MicroOperation, { readonly kind: "map" }> | OpenMap)[] = [];
  private readonly homes = new Map<ValueId, Home>();
  private readonly inputs = new Map<ValueId, Queue>();
  /** Where the gradients belong; taken by the first value that is written in the right orientation. */
  private readonly reserved: Map<ValueId, { readonly across: Across; readonly start: number }>;

  constructor(step: TrainingStep, { stateCount, rateCount }: { readonly stateCount: number; readonly rateCount: number }, runs: number) {
    this.step = step;
    this.runs = runs;
    const rates = { start: this.memory.allocate(rateCount), length: 1, width: rateCount };
    this.rates = Array.from({ length: rateCount }, (_, rate) => rates.start + rate);
    this.rateQueue = this.pushQueue(rates);
    this.means = this.memory.allocate(2 * runs);
    this.blemish = this.memory.allocate(4);
    this.blocks = planBlocks(step, stateCount, this.memory);
    const { slots, gradients } = this.blocks;
    this.reserved = new Map(slots.toReversed().map(({ gradient, across, start }) => [gradient, { across, start: gradients + start }]));
  }

  /** Gives a parameter or input its home. */
  declare(value: Exclude<Value, { readonly kind: "operation" }>, id: ValueId): void {
    const form = matrixForm(value.shape);
    const slot = this.blocks.slots.find(({ parameter }) => parameter === id);
    if (slot !== undefined) {
      const version = { matrix: slotMatrix(slot, this.blocks.parameters), operation: -1 };
      this.homes.set(id, { id, form, versions: new Map([[slot.across, version]]), computed: undefined, constant: undefined });
      return;
    }
    const isConstant = value.kind === "parameter" && elementCount(value.shape) === 1;
    const home: Home = { id, form, versions: new Map(), computed: undefined, constant: isConstant ? value.data[0] : undefined };
    this.homes.set(id, home);
    if (isConstant) return;
    const { length, width } = usualExtents(form);
    const matrix = { start: this.memory.allocate(storedSize(length, width)), length, width };
    home.versions.set(usualAcross(form), { matrix, operation: -1 });
    if (value.kind === "parameter") {
      const data = new Float32Array(storedSize(length, width));
      rowMajorPlaces({ ...matrix, start: 0 }, "columns").forEach((place, position) => (data[place] = value.data[position]));
      this.memory.initial.push({ start: matrix.start, data });
      return;
    }
    this.inputs.set(id, this.pushQueue(matrix));
  }

  home(id: ValueId): Home {
    const home = this.homes.get(id);
    if (home === undefined) throw new RangeError(`value ${id} is not planned yet`);
    return home;
  }

  alias(id: ValueId, of: ValueId): void {
    this.homes.set(id, this.home(of));
  }

  /** Appends an operation; its position. */
  push(operation: Exclude<MicroOperation, { readonly kind: "map" }>): number {
    return this.operations.push(operation) - 1;
  }

  /** Appends a map without stores; its position. */
  pushMap(length: number, width: number, product?: MatrixProduct): number {
    return this.operations.push({ kind: "map", length, width, product, stores: [] }) - 1;
  }

  /** Whether the operation at a position is a map over matrices of this form with the usual axis across. */
  isMapOf(position: number, form: MatrixForm): boolean {
    const operation = this.operations[position];
    if (operation?.kind !== "map") return false;
    const { length, width } = usualExtents(form);
    return operation.length === length && operation.width === width;
  }

  /** Says that the map at `position` computes a value, with its usual axis across, as `expression`. */
  computed(id: ValueId, position: number, expression: Expression): void {
    const form = matrixForm(valueOf(this.step.network, id).shape);
    this.homes.set(id, { id, form, versions: new Map(), computed: { operation: position, expression }, constant: undefined });
  }

  /** Makes the map at `position` store an expression. */
  store(position: number, start: number, value: Expression): void {
    const map = this.operations[position];
    if (map?.kind !== "map") throw new RangeError(`operation ${position} is no map`);
    map.stores.push({ start, value });
  }

  /** Says that the operation at `position` writes a value to memory. */
  written(id: ValueId, across: Across, matrix: PanelMatrix, position: number): void {
    const form = matrixForm(valueOf(this.step.network, id).shape);
    const version = { matrix, operation: position };
    this.homes.set(id, { id, form, versions: new Map([[across, version]]), computed: undefined, constant: undefined });
  }

  /** A place for a value: in the block of gradients where it is one. */
  place(id: ValueId, across: Across): PanelMatrix {
    const { length, width } = extents(matrixForm(valueOf(this.step.network, id).shape), across);
    const slot = this.reserved.get(id);
    return { start: slot?.across === across ? slot.start : this.memory.allocate(storedSize(length, width)), length, width };
  }

  /** Whether a value is a parameter's gradient that is wanted with its rows across. */
  isWantedAcrossRows(id: ValueId): boolean {
    return this.reserved.get(id)?.across === "rows";
  }

  /** The value in memory with its usual axis across; stores it where it is not there yet. */
  usually(id: ValueId): PanelMatrix {
    return this.inMemory(id, usualAcross(this.home(id).form));
  }

  /** The value in memory in the orientation asked for; stores or transposes it where it is not there yet. */
  inMemory(id: ValueId, across: Across): PanelMatrix {
    const home = this.home(id);
    const found = home.versions.get(across);
    if (found !== undefined) return found.matrix;
    const other = across === "rows" ? "columns" : "rows";
    if (home.versions.size === 0) this.storeHome(home);
    const stored = home.versions.get(across);
    if (stored !== undefined) return stored.matrix;
    const from = this.inMemory(home.id, other);
    const matrix = this.place(home.id, across);
    home.versions.set(across, { matrix, operation: this.push({ kind: "transpose", from, to: matrix.start }) });
    return matrix;
  }

  /** Computes a value whose element i, row-major, is element elements[i] of another one. */
  copyElements(id: ValueId, source: ValueId, elements: Int32Array): void {
    const across = this.usualAcrossOf(id);
    const matrix = this.place(id, across);
    // Places are listed with the usual axis across, of which the elements are in row-major order either way.
    this.written(id, across, matrix, this.pushGather(this.usually(source), matrix, elements));
  }

  /**
   * Makes a value of several others: element i of a part, row-major, becomes element elements[i] of it, and what no part has is
   * `fill`.
   */
  placeElements(id: ValueId, parts: readonly { readonly source: ValueId; readonly elements: Int32Array }[], fill: number): void {
    const across = this.usualAcrossOf(id);
    const matrix = this.place(id, across);
    const places = rowMajorPlaces(matrix, "columns");
    if (fill !== 0) {
      const data = new Float32Array(storedSize(matrix.length, matrix.width));
      for (const place of places) data[place - matrix.start] = fill;
      this.memory.initial.push({ start: matrix.start, data });
    }
    const positions = parts.map(({ source, elements }) => {
      return this.pushCopies(rowMajorPlaces(this.usually(source), "columns"), elements.map((position) => places[position]));
    });
    this.written(id, across, matrix, Math.max(...positions));
  }

  /** The axis of a value that usually runs across. */
  usualAcrossOf(id: ValueId): Across {
    return usualAcross(matrixForm(valueOf(this.step.network, id).shape));
  }

  /** An operand of `shape`, its usual axis across, made by repeating elements of a value: element i, row-major, is element map[i]. */
  spread(source: ValueId, map: Int32Array, shape: readonly number[]): Expression {
    const { length, width } = usualExtents(matrixForm(shape));
    return this.operands.read("matrix", this.gathered(source, map, length, width).start);
  }

  /** A matrix made of a value's elements: element i, row-major, is element map[i] of the value. */
  gathered(source: ValueId, map: Int32Array, length: number, width: number): PanelMatrix {
    const matrix = { start: this.memory.allocate(storedSize(length, width)), length, width };
    this.pushGather(this.usually(source), matrix, map);
    return matrix;
  }

  finish(prediction: PanelMatrix): PlannedStep {
    const initial: readonly InitialData[] = this.memory.initial;
    return {
      schedule: { size: this.memory.size, initial, operands: this.operands.operands, operations: this.operations },
      places: { inputs: this.inputs, prediction, blocks: this.blocks, rates: this.rateQueue, means: this.means, blemish: this.blemish },
    };
  }

  /** Element i of `to`, row-major, becomes element map[i] of `matrix`, both with their usual axes across; the operation's position. */
  pushGather(matrix: PanelMatrix, to: PanelMatrix, map: Int32Array): number {
    const from = rowMajorPlaces(matrix, "columns");
    const targets = rowMajorPlaces(to, "columns");
    return this.pushCopies(map.map((position) => from[position]), targets);
  }

  /** Copies elements from places to as many others; the operation's position. */
  private pushCopies(sources: Int32Array, targets: Int32Array): number {
    return this.push({ kind: "gather", count: targets.length, sources: this.memory.table(sources), targets: this.memory.table(targets) });
  }

  /** A queue of row-major matrices, packed in turn. Packing reads whole vectors: up to seven float32 past the end. */
  private pushQueue(to: PanelMatrix): Queue {
    const size = to.length * to.width;
    const start = this.memory.allocate(this.runs * size + PANEL_WIDTH);
    this.push({ kind: "pack", from: start, stride: size, to });
    return { start, size };
  }

  /** Writes to memory what is only in registers or known as a constant. */
  private storeHome(home: Home): void {
    const across = usualAcross(home.form);
    const matrix = this.place(home.id, across);
    if (home.computed !== undefined) {
      const { operation, expression } = home.computed;
      this.store(operation, matrix.start, expression);
      home.versions.set(across, { matrix, operation });
      return;
    }
    if (home.constant === undefined) throw new RangeError(`value ${home.id} is nowhere`);
    this.memory.initial.push({ start: matrix.start, data: Float32Array.of(home.constant) });
    home.versions.set(across, { matrix, operation: -1 });
  }
}
