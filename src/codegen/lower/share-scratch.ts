// Lets arrays of working memory share their room where their lifetimes allow: eight layers of 64 need two arrays. Program to
// Program; every result keeps its bits.

import type { Buffer, BufferId, Program, ScratchBuffer } from "../../program/program.ts";
import { renameBuffers } from "../../program/rename-buffers.ts";
import { visitAccesses } from "../../program/visit-accesses.ts";
import { colourIntervals } from "./colour-intervals.ts";

/** Names that are listed of an array that holds several values. */
const MOST_NAMES = 6;

/**
 * The program in which arrays of one type that are never in use at the same time are one array, as large as the largest of
 * them and called what the first one is. An array is in use from the first to the last of the program's outermost statements
 * that access it, both included: lowering writes every element before it is read. Arrays that are never accessed go.
 */
export function shareScratch(program: Program): Program {
  const places = new Map<BufferId, BufferId>();
  for (const group of groupsOf(program)) for (const id of group) places.set(id, group[0]);
  const buffers: Buffer[] = [];
  const ids = new Map<BufferId, BufferId>();
  program.buffers.forEach((buffer, id) => {
    if (buffer.role === "scratch" && places.get(id) !== id) return;
    ids.set(id, buffers.length);
    buffers.push(buffer.role === "scratch" ? joined(program, [...places].flatMap(([member, place]) => (place === id ? [member] : []))) : buffer);
  });
  const renamed = (id: BufferId): BufferId => {
    const found = ids.get(places.get(id) ?? id);
    if (found === undefined) throw new Error(`Program is broken: there is no buffer ${id}`);
    return found;
  };
  return { ...program, buffers, body: renameBuffers(program.body, renamed) };
}

/** The arrays that share their room, each group in the order of the program. */
function groupsOf(program: Program): readonly (readonly BufferId[])[] {
  const lifetimes = lifetimesOf(program);
  const scratch = program.buffers.flatMap((buffer, id) => {
    const lifetime = lifetimes.get(id);
    return buffer.role === "scratch" && lifetime !== undefined ? [{ id, kind: kindOf(buffer), size: buffer.size, ...lifetime }] : [];
  });
  return [...new Set(scratch.map(({ kind }) => kind))].flatMap((kind) => {
    const alike = scratch.filter((one) => one.kind === kind);
    const colours = colourIntervals(alike);
    return [...new Set(colours)].map((colour) => alike.filter((_, position) => colours[position] === colour).map(({ id }) => id));
  });
}

/** Arrays of one type, of which the same is known, may be one. */
function kindOf({ scalar, bounds }: ScratchBuffer): string {
  return bounds === undefined ? scalar : `${scalar} ${bounds.least} ${bounds.greatest}`;
}

/** The positions, among the outermost statements, of the first and the last one that accesses a buffer. */
function lifetimesOf(program: Program): ReadonlyMap<BufferId, { readonly first: number; readonly last: number }> {
  const lifetimes = new Map<BufferId, { readonly first: number; readonly last: number }>();
  program.body.forEach((statement, position) => {
    visitAccesses([statement], (buffer) => lifetimes.set(buffer, { first: lifetimes.get(buffer)?.first ?? position, last: position }));
  });
  return lifetimes;
}

/** One array for several values. */
function joined({ buffers }: Program, members: readonly BufferId[]): ScratchBuffer {
  const arrays = members.flatMap((id) => (buffers[id].role === "scratch" ? [buffers[id]] : []));
  const names = [...new Set(arrays.map(({ name }) => name))];
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names;
  const size = Math.max(...arrays.map((array) => array.size));
  if (names.length === 1) return { ...arrays[0], size };
  return { ...arrays[0], size, comment: `${shown.slice(0, -1).join(", ")} and ${shown[shown.length - 1]}, one after the other` };
}
