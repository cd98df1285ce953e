// Emits what is remembered next, from one step or call to the next: first, elsewhere, what another memory holds until then.

import type { Shape } from "../../network/shape.ts";
import { elementCount } from "../../network/shape.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { copyElements } from "./copy-elements.ts";
import { rowMajor, type Storage } from "./storage.ts";

/** A memory, where what it holds next is, and what that is called. */
export interface Remembered {
  readonly storage: Storage;
  /** Copies what is remembered next. */
  readonly keep: (next: Storage) => void;
  readonly next: Storage;
  readonly value: { readonly name: string; readonly scalar: Scalar; readonly shape: Shape };
}

/** What is computed where it is remembered stays there. */
export function rememberNext(builder: ProgramBuilder, all: readonly Remembered[]): void {
  const moved = all.map(({ storage, next, value }): Storage => {
    const isElsewhere = all.every((one) => !isIn(next, one.storage));
    return isElsewhere || next === storage ? next : copyOf(builder, value, next);
  });
  all.forEach(({ storage, keep }, position) => {
    if (moved[position] !== storage) keep(moved[position]);
  });
}

function copyOf(builder: ProgramBuilder, { name, scalar, shape }: Remembered["value"], storage: Storage): Storage {
  if (storage.kind === "atom") return { kind: "atom", atom: builder.let(name, storage.atom) };
  const copy = rowMajor(builder.buffer({ role: "scratch", name, scalar, size: elementCount(shape) }), shape);
  copyElements(builder, shape, storage, copy);
  return copy;
}

/** Whether elements are some of a memory, by the buffer or the variable that they are in. */
function isIn(storage: Storage, memory: Storage): boolean {
  if (memory.kind === "atom") return storage.kind === "atom" && isSameVariable(storage.atom, memory.atom);
  return storage.kind === "buffer" ? storage.buffer === memory.buffer : storage.atom.kind === "load" && storage.atom.buffer === memory.buffer;
}

function isSameVariable(one: Expression, other: Expression): boolean {
  return one.kind === "local" && other.kind === "local" && one.local === other.local;
}
