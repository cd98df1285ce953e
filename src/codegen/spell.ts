// Walks a Program once and has a language's Spelling write every piece: names are final here, numbers become text.

import { visitExpression } from "../program/expression.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Buffer, BufferId, Expression, Index, LocalId, Program, Statement } from "../program/program.ts";
import { callingConvention } from "../program/program.ts";
import type { Backend, Signature, SpelledValue, Spelling } from "./backend.ts";
import { commentSafe } from "./comment.ts";
import { NameScope } from "./names.ts";

/** A Program as text; the lines of the body are indented. */
export interface SpelledProgram {
  readonly functionName: string;
  readonly tables: readonly { readonly comment: string; readonly lines: readonly string[] }[];
  /** Working memory that is declared at the top of the file. */
  readonly fileScratch: readonly string[];
  readonly signature: string;
  readonly parameters: Signature["parameters"];
  readonly body: readonly string[];
}

export function spellProgram(program: Program, backend: Backend, functionName: string): SpelledProgram {
  return new Speller(program, backend, functionName).spell();
}

class Speller {
  private readonly program: Program;
  private readonly spelling: Spelling;
  private readonly functionName: string;
  private readonly bufferNames: readonly string[];
  private readonly localNames = new Map<LocalId, string>();
  private readonly functionScope: NameScope;
  private readonly body: string[] = [];

  constructor(program: Program, backend: Backend, functionName: string) {
    this.program = program;
    this.spelling = backend.spelling(program);
    this.functionName = functionName;
    const fileScope = new NameScope(backend.reserved);
    fileScope.declare(functionName);
    this.functionScope = fileScope.inner();
    const { outputs } = callingConvention(program);
    const returned = outputs.find(({ passing }) => passing === "returned")?.buffer;
    // Callers know the parameters by name: whatever else would be called the same gives way.
    const names = new Map<Buffer, string>();
    const declare = (roles: readonly Buffer["role"][], scope: NameScope, hint: (name: string) => string = (name) => name): void => {
      for (const buffer of program.buffers) if (roles.includes(buffer.role) && buffer !== returned) names.set(buffer, scope.declare(hint(buffer.name)));
    };
    declare(["input", "output"], fileScope);
    // The file's names first: one that the function had taken before would hide the table inside it.
    declare(["table"], fileScope, (name) => backend.tableName(functionName, name));
    declare(["scratch"], this.functionScope);
    this.bufferNames = program.buffers.map((buffer) => names.get(buffer) ?? buffer.name);
  }

  spell(): SpelledProgram {
    const { inputs } = callingConvention(this.program);
    const fileScratch: string[] = [];
    const used = usedBuffers(this.program);
    for (const { buffer, passing } of inputs) {
      if (!used.has(buffer)) this.write(1, this.spelling.ignore(this.nameOf(buffer)));
      else if (passing === "scalar") this.write(1, this.spelling.receive(this.nameOf(buffer)));
    }
    for (const buffer of this.program.buffers) {
      if (buffer.role !== "scratch") continue;
      const { level, line } = this.spelling.scratch(this.nameOf(buffer), buffer.size);
      const lines = buffer.comment === undefined ? [line] : [this.spelling.comment(commentSafe(buffer.comment)), line];
      if (level === "file") fileScratch.push(...lines);
      else this.write(1, lines);
    }
    if (this.body.length > 0) this.body.push("");
    this.statements(this.program.body, this.functionScope, 1);
    const signature = this.signature();
    return {
      functionName: this.functionName,
      tables: this.tables(),
      fileScratch,
      signature: this.spelling.signature(signature),
      parameters: signature.parameters,
      body: this.body,
    };
  }

  private tables(): SpelledProgram["tables"] {
    return this.program.buffers.flatMap((buffer) =>
      buffer.role === "table" ? [{ comment: commentSafe(buffer.comment), lines: this.spelling.table(this.nameOf(buffer), buffer) }] : [],
    );
  }

  private signature(): Signature {
    const { inputs, outputs } = callingConvention(this.program);
    const arrays = outputs.filter(({ passing }) => passing === "array");
    return {
      functionName: this.functionName,
      parameters: [
        ...inputs.map(({ buffer, passing }) => ({
          name: this.nameOf(buffer),
          role: buffer.role,
          size: passing === "scalar" ? undefined : buffer.size,
        })),
        ...arrays.map(({ buffer }) => ({ name: this.nameOf(buffer), role: buffer.role, size: buffer.size })),
      ],
      returnsNumber: arrays.length < outputs.length,
    };
  }

  private statements(statements: readonly Statement[], scope: NameScope, depth: number): void {
    for (const statement of statements) {
      switch (statement.kind) {
        case "let": {
          const value = this.value(statement.value);
          const name = this.declare(statement.local, scope);
          this.write(depth, this.spelling.let(name, value, statement.mutable));
          break;
        }
        case "set":
          this.write(depth, this.spelling.set(this.localName(statement.local), this.value(statement.value)));
          break;
        case "store": {
          const target = this.spelling.target(this.bufferName(statement.buffer), this.index(statement.index));
          this.write(depth, this.spelling.store(target, this.value(statement.value)));
          break;
        }
        case "for": {
          const inner = scope.inner();
          const { open, close } = this.spelling.for(this.declare(statement.variable, inner), statement.extent, statement.step);
          this.write(depth, [open]);
          this.statements(statement.body, inner, depth + 1);
          this.write(depth, [close]);
          break;
        }
        case "return":
          this.write(depth, this.spelling.return(this.atom(statement.value)));
      }
    }
  }

  private value(expression: Expression): SpelledValue {
    switch (expression.kind) {
      case "apply":
        return this.applied(expression);
      case "convert":
        throw new Error(`no language spells the conversion to ${expression.to}`);
      case "constant":
      case "local":
      case "load":
        return { kind: "atom", text: this.atom(expression) };
    }
  }

  private applied({ operator, operands }: Extract<Expression, { readonly kind: "apply" }>): SpelledValue {
    if (operator === "select") {
      const [condition, whenTrue, whenFalse] = operands;
      return { kind: "select", condition: this.condition(condition), whenTrue: this.atom(whenTrue), whenFalse: this.atom(whenFalse) };
    }
    const { sign } = OPERATORS[operator];
    if (sign === undefined || operands.length !== 2) throw new Error(`no language spells ${operator}`);
    return { kind: "binary", operator: sign, left: this.atom(operands[0]), right: this.atom(operands[1]) };
  }

  private condition(expression: Expression): string {
    if (expression.kind !== "apply") return this.atom(expression);
    const { operator, operands } = expression;
    return operands.map((operand) => this.atom(operand)).join(` ${OPERATORS[operator].sign ?? operator} `);
  }

  private atom(expression: Expression): string {
    switch (expression.kind) {
      case "constant":
        return this.spelling.constant(expression.value);
      case "local":
        return this.localName(expression.local);
      case "load":
        return this.access(expression.buffer, expression.index);
      case "apply":
      case "convert":
        throw new Error("Program is broken: an operand is itself an operation");
    }
  }

  /** Numbers passed by value and tables of one element have no index. */
  private access(id: number, index: Index): string {
    const buffer = this.program.buffers[id];
    if (buffer === undefined) throw new Error(`Program is broken: there is no buffer ${id}`);
    const isNumber = buffer.size === 1 && (buffer.role === "input" || buffer.role === "table");
    return isNumber ? this.bufferName(id) : this.spelling.element(this.bufferName(id), this.index(index));
  }

  private index(index: Index): string {
    return this.spelling.index(index, (local) => this.localName(local));
  }

  private declare(local: LocalId, scope: NameScope): string {
    const name = scope.declare(this.program.locals[local]?.name ?? "v");
    this.localNames.set(local, name);
    return name;
  }

  private localName(local: LocalId): string {
    const name = this.localNames.get(local);
    if (name === undefined) throw new Error(`Program is broken: local ${local} is used before it is declared`);
    return name;
  }

  private nameOf(buffer: Buffer): string {
    return this.bufferName(this.program.buffers.indexOf(buffer));
  }

  private bufferName(id: BufferId): string {
    const name = this.bufferNames[id];
    if (name === undefined) throw new Error(`Program is broken: there is no buffer ${id}`);
    return name;
  }

  private write(depth: number, lines: readonly string[]): void {
    for (const line of lines) this.body.push(line === "" ? "" : this.spelling.indent.repeat(depth) + line);
  }
}

function usedBuffers(program: Program): ReadonlySet<Buffer> {
  const used = new Set<Buffer>();
  const visitAll = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.kind === "for") visitAll(statement.body);
      else {
        visitExpression(statement.value, (one) => {
          if (one.kind === "load") used.add(program.buffers[one.buffer]);
        });
      }
    }
  };
  visitAll(program.body);
  return used;
}
