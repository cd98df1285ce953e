// Leaves out variables, tables and working memory that nothing reads: an op may ask for an element and not need it, and Go compiles no
// variable without a use. Program to Program.

import { visitExpression } from "../../program/expression.ts";
import { valuesOf, type Buffer, type BufferId, type Index, type LocalId, type Program, type Statement } from "../../program/program.ts";
import { renameBuffers } from "../../program/rename-buffers.ts";
import { usesOf } from "../../program/uses.ts";

/** The program without what only that reads which nothing reads, and without loops that do nothing. */
export function dropUnread(program: Program): Program {
  let { body } = program;
  for (;;) {
    const read = readLocals(body);
    const { loaded } = usesOf({ ...program, body });
    const isUnread = (statement: Statement): boolean => {
      if (statement.kind === "let" || statement.kind === "set") return !read.has(statement.local);
      return statement.kind === "store" && program.buffers[statement.buffer].role === "scratch" && !loaded.has(statement.buffer);
    };
    const rest = without(body, isUnread);
    if (countOf(rest) === countOf(body)) return withoutUnreadBuffers({ ...program, body }, loaded);
    body = rest;
  }
}

function withoutUnreadBuffers(program: Program, loaded: ReadonlySet<BufferId>): Program {
  const isKept = ({ role }: Buffer, id: BufferId): boolean => (role !== "table" && role !== "scratch") || loaded.has(id);
  if (program.buffers.every(isKept)) return program;
  const places = program.buffers.map((_, id) => program.buffers.slice(0, id).filter(isKept).length);
  return { ...program, buffers: program.buffers.filter(isKept), body: renameBuffers(program.body, (buffer) => places[buffer]) };
}

function without(statements: readonly Statement[], isUnread: (statement: Statement) => boolean): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    if (isUnread(statement)) return [];
    if (statement.kind !== "for") return [statement];
    const body = without(statement.body, isUnread);
    return body.length === 0 ? [] : [{ ...statement, body }];
  });
}

function countOf(statements: readonly Statement[]): number {
  return statements.reduce((count, statement) => count + 1 + (statement.kind === "for" ? countOf(statement.body) : 0), 0);
}

/** Variables that a value or an index is computed from, but for values that a variable itself is set to. */
function readLocals(statements: readonly Statement[]): ReadonlySet<LocalId> {
  const read = new Set<LocalId>();
  const readIndex = ({ terms }: Index): void => terms.forEach(({ variable }) => read.add(variable));
  const visit = (statement: Statement): void => {
    if (statement.kind === "for") {
      statement.body.forEach(visit);
      return;
    }
    if (statement.kind === "store") readIndex(statement.index);
    if (statement.kind === "call") for (const argument of statement.arguments) if (argument.kind === "region") readIndex(argument.start);
    for (const value of valuesOf(statement)) {
      visitExpression(value, (one) => {
        if (one.kind === "load") readIndex(one.index);
        else if (one.kind === "local" && !(statement.kind === "set" && statement.local === one.local)) read.add(one.local);
      });
    }
  };
  statements.forEach(visit);
  return read;
}
