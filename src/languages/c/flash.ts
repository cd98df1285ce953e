// Keeps tables in the flash of an AVR, where constants are otherwise copied to its little RAM: avr-gcc's address space `__flash` reads them
// from there. Other compilers see nothing of it.

import type { Program, Statement, TableBuffer } from "../../program/program.ts";
import type { TablePlace } from "../../codegen/language.ts";

/** Qualifies a table that is in flash, and copies from one. */
const QUALIFIER = "NNC_FLASH";
const COPY = "NNC_COPY";

interface Flash {
  /** With a blank behind it, or nothing. */
  readonly qualifier: (table: TableBuffer) => string;
  /** The statement that copies a record to where the target begins. */
  readonly copy: (record: string, target: string) => string;
}

/** Of the programs' tables that are only read by index: a function that is passed an array reads RAM, and what is volatile is there to be read as it is. */
export function flashOf(programs: readonly Program[]): Flash {
  const passed = new Set(programs.flatMap((program) => passedBy(program.body).map((buffer) => program.buffers[buffer])));
  const read = new Set(programs.flatMap(({ buffers }) => buffers).filter((buffer) => !passed.has(buffer)));
  return {
    qualifier: (table) => (table.size > 1 && table.isOpaque !== true && read.has(table) ? `${QUALIFIER} ` : ""),
    copy: (record, target) => `${COPY}(&${target}, ${record}, sizeof ${record});`,
  };
}

/**
 * What a source of this text says before its tables; undefined where none is in flash. avr-gcc 5.4 defines __FLASH in -std=c99 as well,
 * in which it does not know __flash.
 */
export function tablePlace(text: string): TablePlace | undefined {
  const isCopied = text.includes(`${COPY}(`);
  if (!text.includes(`${QUALIFIER} `)) return undefined;
  return {
    comment: "On AVR tables stay in flash, from which avr-gcc reads them in C with its extensions.",
    lines: [
      "#if defined(__FLASH) && !defined(__STRICT_ANSI__)",
      ...(isCopied ? ["#include <avr/pgmspace.h>"] : []),
      `#define ${QUALIFIER} __flash`,
      ...(isCopied ? [`#define ${COPY} memcpy_P`] : []),
      "#else",
      `#define ${QUALIFIER}`,
      ...(isCopied ? [`#define ${COPY} memcpy`] : []),
      "#endif",
    ],
  };
}

function passedBy(statements: readonly Statement[]): readonly number[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "for") return passedBy(statement.body);
    if (statement.kind !== "call") return [];
    return statement.arguments.flatMap((argument) => (argument.kind === "region" ? [argument.buffer] : []));
  });
}
