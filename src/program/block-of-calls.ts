// Makes of a function one that does as many calls of it at once: run by run, each for all calls, so that compilers find loops over
// neighbours in memory with nothing between their turns. The order of every call's operations stays as it is, and so do its bits.

import { CallMaker } from "./call-of-block.ts";
import { addIndex, constantIndex, load, variableIndex } from "./expression.ts";
import { callingConvention, type Buffer, type BufferId, type Index, type LocalId, type Program, type Statement } from "./program.ts";
import { sumBounds } from "./sum-bounds.ts";
import { usesOf } from "./uses.ts";
import { crossingLocals } from "./crossing-locals.ts";
import { pickedRecords, recordKey, type PickedRecord } from "./picked-records.ts";
import { recordTablesOf } from "./record-tables.ts";
import { haveRuns, picksOf, runsOf } from "./runs-of-statements.ts";
import { workingBytes } from "./working-memory.ts";

/** Calls of a block: a power of two, so that every vector is full. */
const [MOST_CALLS, FEWEST_CALLS] = [128, 8];
/** Of working memory: what the first cache of small processors holds beside the tables. */
const MOST_BYTES = 16384;

export interface Block {
  readonly program: Program;
  readonly calls: number;
  /** Of working memory. */
  readonly bytes: number;
}

/**
 * Its arrays hold what as many calls take and give, one call's numbers after the other's. Outputs are stored last, so that one of single
 * numbers may be an input of such as well. Undefined of functions that remember something, call others or take nothing, and of those whose
 * calls take too much working memory.
 */
export function blockOfCalls(program: Program): Block | undefined {
  const { inputs } = callingConvention(program);
  const isPlain = inputs.length > 0 && program.buffers.every(({ role }) => role !== "state") && haveRuns(program.body) && !hasProvedSums(program);
  if (!isPlain) return undefined;
  const bytesOfOne = workingBytes(new BlockMaker(program, 1).make());
  let calls = MOST_CALLS;
  while (calls * bytesOfOne > MOST_BYTES) calls /= 2;
  return calls < FEWEST_CALLS ? undefined : { program: new BlockMaker(program, calls).make(), calls, bytes: calls * bytesOfOne };
}

/** What sums of integers can be is proved of variables, not of their elements in an array; and compilers make vectors of such sums as they are. */
function hasProvedSums(program: Program): boolean {
  const proved = sumBounds(program);
  return [...crossingLocals(program)].some((variable) => proved.has(variable));
}

class BlockMaker {
  private readonly program: Program;
  private readonly calls: number;
  private readonly buffers: Buffer[];
  private readonly locals;
  /** Tables of records. */
  private readonly records: ReadonlySet<Buffer>;
  /** What holds a variable of every call. */
  private readonly homes = new Map<LocalId, BufferId>();
  /** Where inputs and outputs of several numbers are while it computes: the first number of all calls, then the second. */
  private readonly turned = new Map<BufferId, BufferId>();

  constructor(program: Program, calls: number) {
    this.program = program;
    this.calls = calls;
    this.locals = [...program.locals];
    this.records = recordTablesOf([program]);
    this.buffers = program.buffers.map((buffer) => (buffer.role === "table" ? buffer : { ...buffer, size: buffer.size * calls }));
    for (const variable of crossingLocals(program)) {
      const { name, scalar, bounds } = program.locals[variable];
      this.homes.set(variable, this.scratch({ name: `${name}s`, scalar, size: calls, ...(bounds === undefined ? {} : { bounds }) }));
    }
    const { loaded } = usesOf(program);
    program.buffers.forEach(({ role, name, scalar, size }, id) => {
      if (size > 1 && (role === "output" || (role === "input" && loaded.has(id)))) this.turned.set(id, this.scratch({ name: `${name}_turned`, scalar, size: size * calls }));
    });
  }

  make(): Program {
    const body = [...this.turn("input"), ...this.blockOf(this.program.body), ...this.turn("output")];
    return { buffers: this.buffers, locals: this.locals, body };
  }

  private scratch(buffer: Omit<Extract<Buffer, { readonly role: "scratch" }>, "role">): BufferId {
    this.buffers.push({ role: "scratch", ...buffer });
    return this.buffers.length - 1;
  }

  private counter(name: string): LocalId {
    this.locals.push({ name, scalar: "i32" });
    return this.locals.length - 1;
  }

  /** Copies what callers have call by call to where it is number by number, or back. */
  private turn(wanted: "input" | "output"): readonly Statement[] {
    return [...this.turned].flatMap(([own, turned]): readonly Statement[] => {
      const { role, size } = this.program.buffers[own];
      if (role !== wanted) return [];
      const [i, k] = [this.counter("i"), this.counter("k")];
      const [outside, inside] = [addIndex(variableIndex(k), variableIndex(i), size), addIndex(variableIndex(i), variableIndex(k), this.calls)];
      const statement: Statement =
        role === "input"
          ? { kind: "store", buffer: turned, index: inside, value: load(own, outside) }
          : { kind: "store", buffer: own, index: outside, value: load(turned, inside) };
      const inner: Statement = { kind: "for", variable: k, extent: size, step: 1, body: [statement] };
      return [{ kind: "for", variable: i, extent: this.calls, step: 1, body: [inner] }];
    });
  }

  private blockOf(statements: readonly Statement[]): readonly Statement[] {
    return runsOf(statements, this.program).flatMap((run): readonly Statement[] => {
      if (run.kind === "loop") return [{ ...run.loop, body: this.blockOf(run.loop.body) }];
      const records = pickedRecords(run.statements, this.program, this.records).filter(({ pick }) => this.homes.has(pick));
      const lines = records.map((record): Line => ({ ...record, line: this.lineOf(record) }));
      const copied = lines.length === 0 ? [] : [this.forCalls((call) => lines.flatMap((line) => this.copy(line, call)))];
      return [
        ...copied,
        this.forCalls((call) => {
          for (const { table, pick, length, line } of lines) call.lines.set(recordKey(table, variableIndex(pick)), { line, length });
          const isCopied = (buffer: BufferId, index: Index): boolean => call.lines.has(recordKey(buffer, index));
          const picked = new Set(run.statements.flatMap((one) => picksOf(one, this.program, isCopied)));
          const fetched = [...picked].flatMap((pick) => this.fetch(pick, call));
          return [...fetched, ...run.statements.map((one) => call.statement(one))];
        }),
      ];
    });
  }

  private forCalls(bodyOf: (call: CallMaker) => readonly Statement[]): Statement {
    const variable = this.counter("i");
    const call = new CallMaker(this.program, this.calls, variableIndex(variable), this.homes, this.turned);
    return { kind: "for", variable, extent: this.calls, step: 1, body: bodyOf(call) };
  }

  /** Where a record of every call is. */
  private lineOf({ table, length }: PickedRecord): BufferId {
    const { name, scalar } = this.program.buffers[table];
    return this.scratch({ name: `picked_${name}`, scalar, size: length * this.calls });
  }

  /** In one piece: processors load a number that vectors are made of in half the time where the other one of the record comes with it. */
  private copy({ table, pick, length, line }: Line, call: CallMaker): readonly Statement[] {
    const fetched = this.fetch(pick, call);
    const picked = variableIndex(call.copies.get(pick) ?? pick);
    const copies = Array.from({ length }, (_, number): Statement => {
      const [from, to] = [picked, call.index].map((index) => addIndex(constantIndex(number), index, length));
      return { kind: "store", buffer: line, index: to, value: load(table, from) };
    });
    return [...fetched, ...copies];
  }

  /** A variable that picks an element is a variable in this run as well. */
  private fetch(variable: LocalId, call: CallMaker): readonly Statement[] {
    const home = this.homes.get(variable);
    if (home === undefined) return [];
    this.locals.push(this.program.locals[variable]);
    const copy = this.locals.length - 1;
    call.copies.set(variable, copy);
    return [{ kind: "let", local: copy, value: load(home, call.index), mutable: false }];
  }
}

/** A record with what holds it for every call. */
interface Line extends PickedRecord {
  readonly line: BufferId;
}
