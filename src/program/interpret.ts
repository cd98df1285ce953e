// Interprets a Program or a function of a unit: the meaning of the language, and the oracle every compiled program is compared
// with. Runs many calls at a time, lane by lane, so that a million inputs take seconds.

import { Machine, type StateMemory } from "./machine.ts";
import type { FunctionId, LocalId, Program } from "./program.ts";
import { SCALARS, type Values } from "./scalar.ts";
import { remembers, statesOf, unitOf, type Unit } from "./unit.ts";

/** Calls computed side by side at the most. */
const MOST_LANES = 256;
/** Lanes are computed so many at a time. */
const LANES_OF_A_TURN = 4;

/**
 * The results of `count` calls, all float32.
 *
 * @param inputs per input buffer, in order, the arguments of all calls: count × size, row-major.
 * @returns per output buffer, in order, count × size values.
 * @throws RangeError where an input has another number of elements or a buffer of arguments is not of float32.
 */
export function interpret(program: Program, inputs: readonly Float32Array[], count: number): Float32Array[] {
  return interpretValues(program, inputs, count).map((values) => {
    if (!(values instanceof Float32Array)) throw new RangeError("an output is not of float32");
    return values;
  });
}

/** As `interpret`, with arguments and results of the buffers' own types. */
export function interpretValues(program: Program, inputs: readonly Values[], count: number): Values[] {
  return interpretUnit(unitOf("program", program), 0, inputs, count);
}

/** As `interpretValues`, of a function of a unit: where it has state, one call after the other, the first one as after a start. */
export function interpretUnit(unit: Unit, id: FunctionId, inputs: readonly Values[], count: number): Values[] {
  const { program } = unit.functions[id];
  const lanes = statesOf(unit, id).length > 0 ? 1 : lanesFor(count);
  return runCalls(program, machineOf(unit, id, lanes), inputs, count);
}

/** As `interpretValues`, but variables of f32 are not rounded where these are: what compilers do that keep more precision than they may. */
export function interpretUnrounded(program: Program, unrounded: ReadonlySet<LocalId>, inputs: readonly Values[], count: number): Values[] {
  const lanes = remembers(program) ? 1 : lanesFor(count);
  return runCalls(program, new Machine(program, lanes, [], new Map(), unrounded), inputs, count);
}

function lanesFor(count: number): number {
  return Math.min(MOST_LANES, LANES_OF_A_TURN * Math.ceil(count / LANES_OF_A_TURN));
}

function runCalls(program: Program, machine: Machine, inputs: readonly Values[], count: number): Values[] {
  checkArguments(program, inputs, count);
  const inputBuffers = buffersWithRole(program, "input");
  const outputBuffers = buffersWithRole(program, "output");
  const outputs = outputBuffers.map((buffer) => SCALARS[program.buffers[buffer].scalar].newValues(count * program.buffers[buffer].size));
  for (let first = 0; first < count; first += machine.lanes) {
    const lanes = Math.min(machine.lanes, count - first);
    inputBuffers.forEach((buffer, position) => machine.write(buffer, inputs[position], first, lanes));
    machine.run();
    outputBuffers.forEach((buffer, position) => machine.read(buffer, outputs[position], first, lanes));
  }
  return outputs;
}

function machineOf({ functions }: Unit, id: FunctionId, lanes: number): Machine {
  const states: StateMemory = new Map();
  const machines: Machine[] = [];
  for (const { program } of functions.slice(0, id + 1)) machines.push(new Machine(program, lanes, machines, states));
  return machines[id];
}

/** @throws RangeError where an input has not the elements that `count` calls take. */
export function checkArguments(program: Program, inputs: readonly Values[], count: number): void {
  buffersWithRole(program, "input").forEach((id, position) => {
    const given = inputs[position]?.length;
    const needed = count * program.buffers[id].size;
    if (given !== needed) throw new RangeError(`input ${position} has ${given ?? 0} elements instead of ${needed}`);
  });
}

function buffersWithRole(program: Program, role: "input" | "output"): number[] {
  return program.buffers.flatMap((buffer, id) => (buffer.role === role ? [id] : []));
}
