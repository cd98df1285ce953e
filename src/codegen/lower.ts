// Lowers a Network to a Program: decides memory, loops and the order of every operation. Knows no op by name.
// Pointwise ops are computed in the loop of the value they follow; views cost nothing.

import { broadcastIndices, sameShape } from "../network/broadcast.ts";
import type { Network, OperationValue, Shape, ValueId } from "../network/network.ts";
import { elementCount, useCounts, valueOf } from "../network/network.ts";
import { ProgramBuilder } from "../program/builder.ts";
import { checkProgram } from "../program/check.ts";
import { constantIndex, flatIndex, load } from "../program/expression.ts";
import type { BufferId, Expression, Index, Program } from "../program/program.ts";

/** The Program that computes one call of the network. */
export function lower(network: Network): Program {
  const lowering = new Lowering(network);
  lowering.run();
  const program = lowering.builder.finish();
  checkProgram(program);
  return program;
}

/** Where the elements of a value are, row-major. */
type Storage =
  | { readonly kind: "buffer"; readonly buffer: BufferId }
  /** A value of one element that is in a variable or a constant. */
  | { readonly kind: "atom"; readonly atom: Expression };

class Lowering {
  readonly builder = new ProgramBuilder();
  private readonly network: Network;
  private readonly inlined: ReadonlySet<ValueId>;
  private readonly storages = new Map<ValueId, Storage>();
  private readonly outputBuffers: readonly BufferId[];
  private readonly returnsScalar: boolean;

  constructor(network: Network) {
    this.network = network;
    this.inlined = valuesComputedInPlace(network);
    for (const { name, value } of network.inputs) {
      const buffer = this.builder.buffer({ role: "input", name, scalar: "f32", size: elementCount(valueOf(network, value).shape) });
      this.storages.set(value, { kind: "buffer", buffer });
    }
    this.outputBuffers = network.outputs.map(({ name, value }) =>
      this.builder.buffer({ role: "output", name, scalar: "f32", size: elementCount(valueOf(network, value).shape) }),
    );
    const [only] = network.outputs;
    this.returnsScalar =
      only !== undefined && network.outputs.length === 1 && elementCount(valueOf(network, only.value).shape) === 1;
  }

  run(): void {
    this.declareTables();
    const written = new Set<number>();
    this.network.values.forEach((value, id) => {
      if (value.kind === "operation" && !this.inlined.has(id)) this.materialise(value, id, written);
    });
    this.network.outputs.forEach(({ value }, position) => {
      const buffer = this.outputBuffers[position];
      if (buffer !== undefined && !written.has(position)) this.copyToOutput(value, buffer);
    });
  }

  /** Computes a value into memory of its own: an output where it is nothing else, a variable, or scratch. */
  private materialise(value: OperationValue, id: ValueId, written: Set<number>): void {
    const { shape, name } = value;
    if (value.op.computation.kind === "view") {
      this.storages.set(id, this.storageOf(argument(value, 0)));
    } else if (elementCount(shape) === 1) {
      const element = this.builder.named(name, this.element(value, shape.map(() => constantIndex(0))));
      this.storages.set(id, { kind: "atom", atom: element });
    } else {
      const position = this.network.outputs.findIndex((output) => output.value === id);
      const onlyWritten = position >= 0 && useCounts(this.network)[id] === 1;
      const output = onlyWritten ? this.outputBuffers[position] : undefined;
      const buffer = output ?? this.builder.buffer({ role: "scratch", name, scalar: "f32", size: elementCount(shape) });
      if (output !== undefined) written.add(position);
      this.forEachElement(shape, (indices) => {
        this.builder.store(buffer, flatIndex(shape, indices), this.element(value, indices));
      });
      this.storages.set(id, { kind: "buffer", buffer });
    }
  }

  /** The expression of one element of an operation's result; emits the statements it needs. */
  private element(value: OperationValue, indices: readonly Index[]): Expression {
    const { computation } = value.op;
    switch (computation.kind) {
      case "pointwise": {
        const elements = value.arguments.map((id) => {
          const shape = valueOf(this.network, id).shape;
          return this.builder.atom(this.read(id, broadcastIndices(shape, indices)));
        });
        return computation.value(elements, value.attributes);
      }
      case "element":
        return computation.element({
          shapes: value.arguments.map((id) => valueOf(this.network, id).shape),
          attributes: value.attributes,
          indices,
          read: (position, at) => this.read(argument(value, position), at),
          statements: this.builder,
        });
      case "view":
        throw new Error(`${value.op.name} is a view: it has no elements of its own`);
    }
  }

  private read(id: ValueId, indices: readonly Index[]): Expression {
    const value = valueOf(this.network, id);
    if (this.inlined.has(id) && value.kind === "operation") return this.element(value, indices);
    return this.readStored(id, flatIndex(value.shape, indices));
  }

  private readStored(id: ValueId, index: Index): Expression {
    const storage = this.storageOf(id);
    return storage.kind === "atom" ? storage.atom : load(storage.buffer, index);
  }

  /** Tables stand in the order in which operations name them: W1, b1, W2, … */
  private declareTables(): void {
    const named = this.network.values.flatMap((value) => (value.kind === "operation" ? value.arguments : []));
    for (const id of new Set([...named, ...this.network.outputs.map((output) => output.value)])) {
      const value = valueOf(this.network, id);
      if (value.kind !== "parameter") continue;
      const { name, shape, data } = value;
      const rowLength = shape.at(-1) ?? 1;
      const buffer = this.builder.buffer({ role: "table", name, scalar: "f32", size: data.length, values: data, rowLength, comment: `${name}, ${shape.join(" x ")}` });
      this.storages.set(id, { kind: "buffer", buffer });
    }
  }

  private storageOf(id: ValueId): Storage {
    const known = this.storages.get(id);
    if (known === undefined) throw new Error(`value ${valueOf(this.network, id).name} is used before it is computed`);
    return known;
  }

  private copyToOutput(id: ValueId, buffer: BufferId): void {
    const size = elementCount(valueOf(this.network, id).shape);
    if (this.returnsScalar) {
      this.builder.return(this.readStored(id, constantIndex(0)));
      return;
    }
    this.builder.for("i", size, (index) => this.builder.store(buffer, index, this.readStored(id, index)));
  }

  private forEachElement(shape: Shape, emit: (indices: readonly Index[]) => void, indices: readonly Index[] = []): void {
    const extent = shape[indices.length];
    if (extent === undefined) emit(indices);
    else this.builder.for("i", extent, (index) => this.forEachElement(shape, emit, [...indices, index]));
  }
}

/**
 * Values that need no memory: their one user is pointwise, of the same shape, and computes them in its own loop.
 */
function valuesComputedInPlace(network: Network): ReadonlySet<ValueId> {
  const uses = useCounts(network);
  const inlined = new Set<ValueId>();
  for (const user of network.values) {
    if (user.kind !== "operation" || user.op.computation.kind !== "pointwise") continue;
    for (const id of user.arguments) {
      const value = valueOf(network, id);
      if (
        value.kind === "operation" &&
        value.op.computation.kind !== "view" &&
        uses[id] === 1 &&
        sameShape(value.shape, user.shape)
      ) {
        inlined.add(id);
      }
    }
  }
  return inlined;
}

function argument(value: OperationValue, position: number): ValueId {
  const id = value.arguments[position];
  if (id === undefined) throw new RangeError(`${value.op.name} has no argument ${position}`);
  return id;
}
