// What is read of the texts of compilers' tools.

import { expect, test } from "vitest";
import { sectionBytes, stackBytes } from "../../src/benchmark/object-file.ts";

test("bytes of code and data, of what size -A prints of an object by gcc", () => {
  const printed = `timed.o  :
section             size   addr
.text                  0      0
.text.unlikely        16      0
.data                  8      0
.bss                   4      0
.text.timed          155      0
.rodata             2064      0
.rodata.cst16         32      0
.comment              43      0
.note.GNU-stack        0      0
.eh_frame             56      0
Total               2378


`;
  expect(sectionBytes(printed)).toEqual({ code: 171, data: 2104 });
});

test("the bytes of the function that takes the most, of gcc's and clang's files", () => {
  expect(stackBytes("timed.c:12:7:timed\t48\tstatic\ntimed.c:60:6:timed_block\t13352\tdynamic,bounded\n")).toBe(13352);
  expect(stackBytes("timed.c:12:timed\t8\tstatic\n")).toBe(8);
  expect(stackBytes("")).toBeUndefined();
});
