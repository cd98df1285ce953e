// Damaged, invented and enormous files of parameters: each is read or refused with one diagnostic, and soon.

import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { chainer } from "../../src/formats/chainer/index.ts";
import { readModel } from "../../src/formats/index.ts";
import type { Arrays } from "../formats/chainer/archives.ts";
import { archive, array, BASE, diagnosticOf, FILE, floats, LEAKY, npy, patched, placeOf } from "../formats/chainer/archives.ts";
import type { Told } from "../diagnostics/thrown.ts";
import { damage, outcomeOf } from "./damage.ts";
import { processorMilliseconds } from "../processor-time.ts";

const SEEDS = [archive(), archive(BASE, 6), archive({ "updater/iteration": array([]), "updater/model:main/l1/W": array([2, 2]) })];
/** The beginning that makes it an archive of arrays is kept: other files are the matter of other tests. */
const KEPT = 40;
const read = (bytes: Uint8Array) => outcomeOf(bytes, LEAKY);

describe("readModel", () => {
  test("of the undamaged files", () => {
    expect(SEEDS.map(read)).toEqual(["read", "read", "read"]);
  });

  test("of a file cut off anywhere", () => {
    for (const seed of SEEDS) {
      for (let length = KEPT; length < seed.length; length++) expect(read(seed.subarray(0, length))).toBe("refused");
    }
  });

  test("of a file with one bit changed anywhere: it is refused or was of no importance", () => {
    const counts = { read: 0, refused: 0 };
    for (const seed of SEEDS) {
      const whole = readModel(seed, FILE, LEAKY);
      for (let position = 0; position < seed.length; position++) {
        const changed = seed.slice();
        changed[position] ^= 1 << (position % 8);
        const isForeign = position < KEPT && !chainer.sniff(changed);
        const outcome = isForeign ? "refused" : read(changed);
        counts[outcome]++;
        // Checksums and names that stand twice leave only times, versions and the like to change unnoticed.
        if (outcome === "read") expect(readModel(changed, FILE, LEAKY)).toEqual(whole);
      }
    }
    expect(counts.refused).toBeGreaterThan(1.5 * counts.read);
    expect(counts.read).toBeGreaterThan(0);
  });

  test("of files damaged in several ways", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SEEDS), fc.array(damage, { minLength: 1, maxLength: 4 }), (seed, damages) => {
        const damaged = damages.reduce((bytes, one) => one(bytes), seed.subarray(KEPT));
        read(Uint8Array.from([...seed.subarray(0, KEPT), ...damaged]));
      }),
      { numRuns: 3000 },
    );
  });

  test("of whole archives with damaged arrays in them", () => {
    const keys = fc.constantFrom("l1/W", "l1/b", "l2/W", "l2/b", "W", "W1", "b10", "updater/model:main/l1/W", "__proto__", "model:a/b", "epoch", "/W", "l1//W");
    const header = fc.record({
      descr: fc.constantFrom("'<f4'", "'>f8'", "'<f2'", "'|O'", "[('a', '<f4')]", "None", "'<f99'", "((((((((((((((((((1,),),),),),),),),),),),),),),),),),),)"),
      order: fc.constantFrom("False", "True", "None", "0"),
      shape: fc.constantFrom("()", "(2,)", "(2, 1)", "(2L, 1L)", "(1, 2)", "(0, 2)", "(-1, 2)", "(2", "[2, 1]", "2", "(99999999999999999999999, 1)", "(2, 1,)"),
    });
    const arrays = header.chain(({ descr, order, shape }) =>
      fc.uint8Array({ maxLength: 20 }).map((data) => npy(`{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`, data)),
    );
    const good = fc.constantFrom(array([2, 1]), array([1, 2]), array([2]), array([1]), array([]));
    const contents = fc.oneof({ arbitrary: good, weight: 6 }, arrays, fc.tuple(good, damage).map(([bytes, one]) => one(bytes)));
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(fc.dictionary(keys, contents, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), fc.constantFrom<(0 | 6)[]>(0, 6), (files: Arrays, level) => {
        outcomes[read(archive(files, level))]++;
      }),
      { numRuns: 3000 },
    );
    expect(outcomes.read).toBeGreaterThan(100);
    expect(outcomes.refused).toBeGreaterThan(100);
  });
});

describe("files made to be slow or to use up memory", () => {
  const MAXIMUM_MILLISECONDS = 2000;

  function promptRefusal(bytes: Uint8Array): string {
    const refusals: Told[] = [];
    expect(processorMilliseconds(() => refusals.push(diagnosticOf(bytes)))).toBeLessThan(MAXIMUM_MILLISECONDS);
    const [{ message, note = "" }] = refusals;
    return `${message}; ${note.split("\n")[0]}`;
  }

  test("a small file that expands to a gigabyte", () => {
    const bomb = archive({ "l1/W": new Uint8Array(2 ** 24) }, 6);
    expect(bomb.length).toBeLessThan(2 ** 16);
    expect(promptRefusal(patched(bomb, placeOf(bomb, "PK\x01\x02") + 24, 0x40000000))).toBe("the archive expands to more than 512 MiB; ");
    expect(promptRefusal(patched(bomb, placeOf(bomb, "PK\x01\x02") + 24, 1000))).toBe("a file in the archive is damaged; it does not expand to the 1000 bytes the archive says");
    expect(promptRefusal(bomb)).toBe("it is no numpy array (.npy); ");
  });

  test("one small file under many names", () => {
    const names = Array.from({ length: 2000 }, (_, number) => `l${number}/W`);
    const files = archive(Object.fromEntries(names.map((name) => [name, array([1, 1])])));
    expect(promptRefusal(files)).toBe("the file holds 2000 layers; at most 256 are read");
    const directory = placeOf(files, "PK\x01\x02");
    const overlapping = patched(files, directory + 20, 200);
    expect(promptRefusal(overlapping)).toMatch(/^the archive contradicts itself; its data overlaps/);
  });

  test("a great many files, a great many layers in any order", () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 20_000 }, (_, number) => [`${number}.npy`, new Uint8Array(0)])), { level: 0, mtime: new Date(1980, 0, 1, 12) });
    expect(promptRefusal(many)).toBe("the archive has 20000 files in it; at most 10000 are read");
    const letters = Array.from("abcdefghijklmnop");
    const layers = Object.fromEntries(letters.flatMap((a) => letters.map((b) => [`${a}${b}/W`, array([3, 3])])));
    expect(promptRefusal(archive(layers))).toMatch(/^the order of the layers is not clear: several fit; /);
    expect(promptRefusal(archive({ ...layers, "aa/W": array([2, 1]) }))).toMatch(/^the order of the layers is not clear: several fit; /);
  });

  test("a header of brackets, of digits, of strings", () => {
    for (const text of ["(".repeat(9999), "[{(".repeat(3333), "9".repeat(9999), "'".repeat(9999), `'${" ".repeat(9990)}`, "u'".repeat(4999), " ".repeat(9999), "-".repeat(9999)]) {
      expect(promptRefusal(archive({ "l1/W": npy(text, floats(1)) }))).toMatch(/^the header of the array is damaged; /);
    }
  });
});
