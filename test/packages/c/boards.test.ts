// A C package on boards: Arduino's core for AVR compiles its sketch, and simavr runs it; Cortex-M0 and M4 run its self-test under qemu.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { c } from "../../../src/languages/c/language.ts";
import { expectedSums, MAIN, request } from "../../codegen/products-of-bytes.ts";
import { emittedText } from "../../fixtures.ts";
import { runIn, writePackage } from "../written-package.ts";
import { SAMPLE } from "./sample.ts";

let folder = "";
let sources = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-boards-"));
  sources = join(folder, "sample");
  writePackage(SAMPLE, sources);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ARDUINO = "/usr/share/arduino/hardware/arduino/avr";

/** As platform.txt has it compile for an Uno. Debian's core 1.8.7 names DECIMAL_DIG, which avr-libc 2.0.0 has in C++ from 2011 on not at all. */
const FLAGS = [
  "-w", "-Os", "-ffunction-sections", "-fdata-sections", "-flto", "-mmcu=atmega328p", "-DF_CPU=16000000L", "-DARDUINO=10819", "-DARDUINO_AVR_UNO",
  "-DARDUINO_ARCH_AVR", "-DDECIMAL_DIG=17", `-I${ARDUINO}/cores/arduino`, `-I${ARDUINO}/variants/standard`,
];
const COMPILERS: Readonly<Record<string, readonly string[]>> = {
  ".c": ["avr-gcc", "-std=gnu11", "-fno-fat-lto-objects"],
  ".cpp": ["avr-g++", "-std=gnu++11", "-fpermissive", "-fno-exceptions", "-fno-threadsafe-statics"],
  ".S": ["avr-gcc", "-x", "assembler-with-cpp"],
};

function compiled(file: string, into: string): string {
  const compiler = COMPILERS[extname(file)];
  const object = join(into, `${file.replaceAll("/", "_")}.o`);
  runIn(folder, [...compiler, ...FLAGS, `-I${join(sources, "src")}`, "-c", file, "-o", object]);
  return object;
}

test("Arduino's core compiles the sketch, which fits an Uno; there it passes the self-tests and prints the results", () => {
  const built = join(folder, "arduino");
  mkdirSync(built);
  const core = readdirSync(`${ARDUINO}/cores/arduino`).filter((file) => extname(file) in COMPILERS).map((file) => compiled(`${ARDUINO}/cores/arduino/${file}`, built));
  const sketch = join(built, "sketch.cpp");
  writeFileSync(sketch, `#include <Arduino.h>\n${readFileSync(join(sources, "examples/sample/sample.ino"), "utf8")}`);
  const own = [sketch, join(sources, "src/pseudo_exp.c"), join(sources, "src/three_to_two.c")].map((file) => compiled(file, built));
  runIn(built, ["avr-gcc-ar", "rcs", "core.a", ...core]);
  runIn(built, ["avr-gcc", "-w", "-Os", "-flto", "-fuse-linker-plugin", "-Wl,--gc-sections", "-mmcu=atmega328p", "-o", "sketch.elf", ...own, "core.a", "-lm"]);
  // The sketch has no end; simavr prints what its serial port sends, in colours.
  const { stdout, stderr } = spawnSync("simavr", ["-m", "atmega328p", "-f", "16000000", "sketch.elf"], { cwd: built, encoding: "utf8", timeout: 20_000 });
  const printed = (stdout + stderr).replace(/\u001b\[[\d;]*m/g, "");
  expect(printed).toContain("pseudo_exp: self-test passed");
  expect(printed).toContain("three_to_two: self-test passed");
  const [, result] = /const float y = pseudo_exp\(0\.5f\); \/\* (\S+) \*\//.exec(readFileSync(join(sources, "README.md"), "utf8")) ?? [];
  const [, shown] = /pseudo_exp: (-?\d+\.\d{6})\b/.exec(printed) ?? [];
  expect(Number(shown)).toBeCloseTo(Number(result), 5);
});

test.each([
  ["microbit", ["-mcpu=cortex-m0", "-mthumb"], [0x0, 0x20000000, 0x20004000]],
  ["mps2-an386", ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"], [0x0, 0x20000000, 0x20040000]],
] as const)("the self-test passes on a %s under qemu", (machine, options, [flash, ram, top]) => {
  const built = join(folder, machine);
  mkdirSync(built);
  writeFileSync(join(built, "start.c"), START);
  writeFileSync(join(built, "memory.ld"), linkerScript(flash, ram, top));
  const files = [join(sources, "src/pseudo_exp.c"), join(sources, "src/three_to_two.c"), join(sources, "test/selftest.c"), "start.c"];
  runIn(built, ["arm-none-eabi-gcc", ...options, "-O2", "-Wall", "-Wextra", "-Werror", `-I${join(sources, "src")}`, "--specs=rdimon.specs", "-nostartfiles", "-T", "memory.ld", ...files, "-o", "selftest.elf"]);
  const said = execFileSync("qemu-system-arm", ["-M", machine, "-nographic", "-monitor", "none", "-serial", "none", "-semihosting-config", "enable=on,target=native", "-kernel", "selftest.elf"], { cwd: built, encoding: "utf8", timeout: 60_000 });
  expect(said.replaceAll("\r", "")).toBe("pseudo_exp: ok\nthree_to_two: ok\n");
});

test("a Cortex-M4 under qemu adds up products of bytes in pairs to the interpreter's sums", () => {
  const built = join(folder, "products");
  mkdirSync(built);
  const files = { "start.c": START, "memory.ld": linkerScript(0, 0x20000000, 0x20040000), "main.c": MAIN, "products.c": emittedText(c, request()) };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(built, file), text);
  const compile = ["arm-none-eabi-gcc", "-mcpu=cortex-m4", "-mthumb", "-O2", "-Wall", "-Wextra", "-Werror"];
  runIn(built, [...compile, "-c", "products.c"]);
  expect(runIn(built, ["arm-none-eabi-objdump", "-d", "products.o"]).match(/\bsmlad\b/g)?.length).toBeGreaterThanOrEqual(6);
  runIn(built, [...compile, "--specs=rdimon.specs", "-nostartfiles", "-T", "memory.ld", "start.c", "main.c", "products.o", "-o", "products.elf"]);
  const said = execFileSync("qemu-system-arm", ["-M", "mps2-an386", "-nographic", "-monitor", "none", "-serial", "none", "-semihosting-config", "enable=on,target=native", "-kernel", "products.elf"], { cwd: built, encoding: "utf8", timeout: 60_000 });
  expect(said.replaceAll("\r", "")).toBe(expectedSums());
});

/** Switches the floating-point unit on where there is one, before any code that uses it. */
const START = `extern int main(void);
extern void exit(int code);
extern void initialise_monitor_handles(void);
extern char stack_top, data_load, data_start, data_end, bss_start, bss_end;

void start(void);
static void run(void) {
    initialise_monitor_handles();
    exit(main());
}
void start(void) {
    char *from = &data_load;
    for (char *to = &data_start; to < &data_end; ++to) *to = *from++;
    for (char *to = &bss_start; to < &bss_end; ++to) *to = 0;
#if defined(__ARM_FP)
    *(volatile unsigned *)0xE000ED88 |= 0xFu << 20;
    __asm__ volatile("dsb\\nisb");
#endif
    void (*volatile next)(void) = run;
    next();
}
void _init(void);
void _init(void) {}
void _fini(void);
void _fini(void) {}
__attribute__((section(".vectors"), used)) static const void *const vectors[2] = {&stack_top, (const void *)start};
`;

function linkerScript(flash: number, ram: number, top: number): string {
  return `MEMORY { flash (rx) : ORIGIN = ${flash}, LENGTH = 256K  ram (rwx) : ORIGIN = ${ram}, LENGTH = ${top - ram} }
ENTRY(start)
SECTIONS {
  .text : { KEEP(*(.vectors)) *(.text*) *(.rodata*) . = ALIGN(4); } > flash
  .ARM.exidx : { *(.ARM.exidx*) } > flash
  data_load = LOADADDR(.data);
  .data : { data_start = .; *(.data*) . = ALIGN(4); data_end = .; } > ram AT > flash
  .bss : { bss_start = .; *(.bss*) *(COMMON) . = ALIGN(4); bss_end = .; } > ram
  end = .; __end__ = .;
  stack_top = ${top};
}
`;
}
