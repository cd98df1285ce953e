// Lets arrays of working memory share their room where their lifetimes allow: eight layers of 64 need two arrays, and the results of a layer may lie
// partly over what they are computed from. Program to Program; every result keeps its bits.

import type { Buffer, BufferId, Program, ScratchBuffer, Statement } from "../../program/program.ts";
import { moveBuffers, type PlaceOfBuffer } from "../../program/rename-buffers.ts";
import { placeInArena, type LeastDistance } from "./arena.ts";
import { colourIntervals, roomOf } from "./colour-intervals.ts";
import { leastDistance, stepsOf, type Step } from "./least-distance.ts";
import { lifetimesOf, type Lifetime } from "./lifetimes.ts";

/** Names that are listed of an array that holds several values. */
const MOST_NAMES = 6;

/** Elements from which on it is worth a thought whether an array lies partly over another one. */
const MANY = 64;

/** The part of all room that must be saved where arrays lie partly over each other. */
const WORTHWHILE = 1 / 32;

/** An array of the program, and when it is in use. */
interface Used extends Lifetime {
  readonly id: BufferId;
  readonly size: number;
}

/** An array and where it begins in the one that it shares. */
interface Member {
  readonly id: BufferId;
  readonly offset: number;
}

/**
 * The program in which arrays of one type that are never in use at the same time are one array, as large as the largest of
 * them and called what the first one is. An array is in use from the first to the last of the statements
 * that access it, both included, as lifetimes.ts says: lowering writes every element before it is read. Where the elements of one are written while another one
 * is read for the last time, they may be places that are not read afterwards. Arrays that are never accessed go.
 */
export function shareScratch(program: Program): Program {
  const groups = groupsOf(program);
  const buffers: Buffer[] = [];
  const places = new Map<BufferId, PlaceOfBuffer>();
  program.buffers.forEach((buffer, id) => {
    const group = groups.find((members) => members.some((member) => member.id === id));
    if (buffer.role === "scratch" && (group === undefined || places.has(id))) return;
    for (const member of group ?? [{ id, offset: 0 }]) places.set(member.id, { buffer: buffers.length, offset: member.offset });
    buffers.push(group === undefined ? buffer : joined(program, group));
  });
  const placeOf = (id: BufferId): PlaceOfBuffer => {
    const found = places.get(id);
    if (found === undefined) throw new Error(`Program is broken: there is no buffer ${id}`);
    return found;
  };
  return { ...program, buffers, body: moveBuffers(program.body, placeOf) };
}

/** The arrays that share their room, each group in the order of the program. */
function groupsOf(program: Program): readonly (readonly Member[])[] {
  const lifetimes = lifetimesOf(program);
  const scratch = program.buffers.flatMap((buffer, id) => {
    const lifetime = lifetimes.get(id);
    return buffer.role === "scratch" && lifetime !== undefined ? [{ id, kind: kindOf(buffer), size: buffer.size, ...lifetime }] : [];
  });
  return [...new Set(scratch.map(({ kind }) => kind))].flatMap((kind) => {
    const alike = scratch.filter((one) => one.kind === kind);
    const apart = coloured(alike);
    const large = alike.filter(({ size }) => size >= MANY);
    const small = coloured(alike.filter(({ size }) => size < MANY));
    const arena = placeInArena(large, distanceOf(program, large));
    if (arena.size + small.room > (1 - WORTHWHILE) * apart.room) return apart.groups;
    return [...separated(large, arena.offsets), ...small.groups];
  });
}

/** Arrays one over the other where their lifetimes allow. */
function coloured(arrays: readonly Used[]): { readonly groups: readonly (readonly Member[])[]; readonly room: number } {
  const colours = colourIntervals(arrays);
  const members = (colour: number): readonly Member[] => arrays.filter((_, position) => colours[position] === colour).map(({ id }) => ({ id, offset: 0 }));
  return { groups: [...new Set(colours)].map(members), room: roomOf(arrays, colours) };
}

/** By how much an array must begin before another one that is in use until it is. */
function distanceOf(program: Program, arrays: readonly Used[]): LeastDistance {
  const known = new Map<string, number | undefined>();
  const ids = new Set(arrays.map(({ id }) => id));
  const seen = new Map<readonly Statement[], readonly (readonly Step[])[]>();
  const stepsIn = (statements: readonly Statement[]): readonly (readonly Step[])[] => {
    const steps = seen.get(statements) ?? statements.map((statement) => stepsOf(program.locals, [statement], ids));
    seen.set(statements, steps);
    return steps;
  };
  return (early, late) => {
    const [{ id, among, from, to }, { id: lateId, among: amongLate, from: begin }] = [arrays[early], arrays[late]];
    if (among !== amongLate || from >= begin) return undefined;
    const key = `${early} ${late}`;
    if (!known.has(key)) known.set(key, leastDistance(stepsIn(among).slice(begin, to + 1).flat(), { early: id, late: lateId }));
    return known.get(key);
  };
}

/** One array for all that lie over each other somewhere, another one for those beside them. */
function separated(arrays: readonly Used[], offsets: readonly number[]): readonly (readonly Member[])[] {
  const groups: { readonly members: Member[]; readonly first: number; end: number }[] = [];
  for (const position of arrays.map((_, at) => at).sort((a, b) => offsets[a] - offsets[b])) {
    const [{ id, size }, offset] = [arrays[position], offsets[position]];
    if (groups.length === 0 || groups[groups.length - 1].end <= offset) groups.push({ members: [], first: offset, end: offset });
    const group = groups[groups.length - 1];
    group.members.push({ id, offset: offset - group.first });
    group.end = Math.max(group.end, offset + size);
  }
  return groups.map(({ members }) => members.toSorted((a, b) => a.id - b.id));
}

/** Arrays of one type, of which the same is known, may be one. */
function kindOf({ scalar, bounds }: ScratchBuffer): string {
  return bounds === undefined ? scalar : `${scalar} ${bounds.least} ${bounds.greatest}`;
}

/** One array for several values. */
function joined({ buffers }: Program, members: readonly Member[]): ScratchBuffer {
  const arrays = members.flatMap(({ id, offset }) => {
    const array = buffers[id];
    return array.role === "scratch" ? [{ array, end: offset + array.size }] : [];
  });
  const names = [...new Set(arrays.map(({ array: { name } }) => name))];
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names;
  const array = { ...arrays[0].array, size: Math.max(...arrays.map(({ end }) => end)) };
  if (names.length === 1) return array;
  const manner = members.some(({ offset }) => offset !== members[0].offset) ? "one after the other, partly over the one before" : "one after the other";
  return { ...array, comment: `${shown.slice(0, -1).join(", ")} and ${shown[shown.length - 1]}, ${manner}` };
}
