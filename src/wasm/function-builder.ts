// Builds the body of one WebAssembly function statement by statement, and keeps count of locals and of nested blocks.
// Optimises nothing: the engine that runs the module does.

import { bytes, sized, unsigned, vector, type Bytes } from "./module-bytes.ts";
import { i32 } from "./scalar-instructions.ts";
import { TYPE_CODES, type Operand, type Statement, type ValueType } from "./operand.ts";

/** A parameter or local variable. */
export interface Local<T extends ValueType> {
  readonly type: T;
  readonly index: number;
  /** Its present value. */
  readonly get: Operand<T>;
}

/** A place to branch to: the end of a block or the start of a loop. */
export interface Label {
  /** How many blocks are open around the code inside it. */
  readonly depth: number;
}

const EMPTY_BLOCK_TYPE = 0x40;
const [BLOCK, LOOP, IF] = [0x02, 0x03, 0x04].map((opcode) => bytes(opcode, EMPTY_BLOCK_TYPE));
const [END, BRANCH, BRANCH_IF, LOCAL_GET, LOCAL_SET] = [0x0b, 0x0c, 0x0d, 0x20, 0x21].map((opcode) => bytes(opcode));

export class FunctionBuilder {
  private code: Bytes = "";
  private readonly parameterTypes: ValueType[] = [];
  private readonly localTypes: ValueType[] = [];
  /** Locals in use, in the order they were asked for. */
  private readonly taken: { readonly type: ValueType; readonly index: number }[] = [];
  private readonly free: Readonly<Record<ValueType, number[]>> = { i32: [], f32: [], f64: [], v128: [] };
  private depth = 0;

  /**
   * Declares the next parameter.
   *
   * @throws RangeError after the first local: parameters come first in the numbering.
   */
  parameter<T extends ValueType>(type: T): Local<T> {
    if (this.localTypes.length > 0) throw new RangeError("parameters are declared before locals");
    this.parameterTypes.push(type);
    return newLocal(type, this.parameterTypes.length - 1);
  }

  /** A local; what it holds is open until it is set. Inside a scope it may be one that an earlier scope gave back. */
  local<T extends ValueType>(type: T): Local<T> {
    const index = this.free[type].pop() ?? this.parameterTypes.length + this.localTypes.push(type) - 1;
    this.taken.push({ type, index });
    return newLocal(type, index);
  }

  /** Runs `body` and takes back the locals it asked for: they must not be used afterwards. */
  scope(body: () => void): void {
    const before = this.taken.length;
    body();
    for (let i = this.taken.length - 1; i >= before; i--) this.free[this.taken[i].type].push(this.taken[i].index);
    this.taken.length = before;
  }

  /** A new local holding `value`: what is used more than once is computed once. */
  keep<T extends ValueType>(value: Operand<T>): Local<T> {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }

  emit(statement: Statement): void {
    this.code += statement.code;
  }

  /** What `body` would emit, not emitted: to be emitted any number of times at the same depth of blocks. */
  recorded(body: () => void): Statement {
    const before = this.code;
    this.code = "";
    body();
    const { code } = this;
    this.code = before;
    return { code };
  }

  set<T extends ValueType>(local: Local<T>, value: Operand<T>): void {
    this.code += value.code + LOCAL_SET + unsigned(local.index);
  }

  /** local += amount; nothing where the amount is 0. */
  increase(local: Local<"i32">, amount: number): void {
    if (amount !== 0) this.set(local, i32.add(local.get, i32.constant(amount)));
  }

  /** Code that a branch to `exit` leaves. */
  block(body: (exit: Label) => void): void {
    this.nested(BLOCK, body);
  }

  /** Code that a branch to `again` starts over; without a branch it runs once. */
  loop(body: (again: Label) => void): void {
    this.nested(LOOP, body);
  }

  /** Runs `body` where the condition is not 0. */
  if(condition: Operand<"i32">, body: () => void): void {
    this.code += condition.code;
    this.nested(IF, body);
  }

  branch(label: Label): void {
    this.code += BRANCH + unsigned(this.depth - label.depth);
  }

  /** Branches where the condition is not 0. */
  branchIf(label: Label, condition: Operand<"i32">): void {
    this.code += condition.code + BRANCH_IF + unsigned(this.depth - label.depth);
  }

  /** Runs `body` `turns` times: without a loop where that is once, and not at all where it is 0. */
  repeat(turns: number, body: () => void): void {
    if (turns <= 1) {
      if (turns === 1) body();
      return;
    }
    this.scope(() => {
      const left = this.keep(i32.constant(turns));
      this.loop((again) => {
        body();
        this.increase(left, -1);
        this.branchIf(again, left.get);
      });
    });
  }

  /** The function's type: parameters, then what `result` leaves (§5.3.6). */
  type(result: ValueType | undefined): Bytes {
    const types = (list: readonly ValueType[]) => vector(list.map((type) => bytes(TYPE_CODES[type])));
    return bytes(0x60) + types(this.parameterTypes) + types(result === undefined ? [] : [result]);
  }

  /** The function's entry in the code section; `result` is computed last (§5.5.13). */
  body(result: Operand<ValueType> | undefined): Bytes {
    const runs: { type: ValueType; count: number }[] = [];
    for (const type of this.localTypes) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    const locals = vector(runs.map(({ type, count }) => unsigned(count) + bytes(TYPE_CODES[type])));
    return sized(locals + this.code + (result?.code ?? "") + END);
  }

  private nested(start: Bytes, body: (label: Label) => void): void {
    this.code += start;
    this.depth++;
    body({ depth: this.depth });
    this.depth--;
    this.code += END;
  }
}

function newLocal<T extends ValueType>(type: T, index: number): Local<T> {
  return { type, index, get: { type, code: LOCAL_GET + unsigned(index) } };
}
