// Tables of numpy's arrays, against files that numpy 2 wrote itself, and what is refused.

import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { writeNpy } from "../../src/formats/chainer/npy.ts";
import { readSamples } from "../../src/run/read-samples.ts";
import { toldOf, type Told } from "../diagnostics/thrown.ts";

async function tableOf(bytes: Uint8Array) {
  const { table } = await readSamples(bytes, "samples", "samples");
  return { columns: table.columns.map(({ header, name, values, missing }) => ({ header, name, values: [...values], missing: [...missing] })), lines: [...table.lines], notes: table.notes };
}

async function refusal(bytes: Uint8Array): Promise<Told> {
  return await readSamples(bytes, "samples", "samples").then(() => { throw new Error("it was read"); }, toldOf);
}

const written = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64"));
/** An array of records or of any other type, by its header. */
function arrayOf(header: string, data: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(`${header}\n`);
  return Uint8Array.of(0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, text.length, 0, ...text, ...data);
}

describe("files that numpy wrote", () => {
  test("an array of float64 in Fortran's order, with NaN", async () => {
    // np.save(s, np.asfortranarray([[1, 2.5], [-3, 1e-3], [0, np.nan]]))
    const array = written("k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADwPwAAAAAAAAjAAAAAAAAAAAAAAAAAAAAEQPyp8dJNYlA/AAAAAAAA+H8=");
    expect(await tableOf(array)).toEqual({
      columns: [{ header: "c1", name: "c1", values: [1, -3, 0], missing: [] }, { header: "c2", name: "c2", values: [2.5, 0.001, NaN], missing: [2] }],
      lines: [1, 2, 3],
      notes: ["the samples of the array are called lines, from 1"],
    });
  });

  test("an archive of a matrix of big-endian int16 and of truth values", async () => {
    // np.savez_compressed(s, x=np.array([[1, -2], [3, 4]], dtype=">i2"), label=np.array([True, False]))
    const { columns } = await tableOf(written("UEsDBC0AAAAIAAAAIQD56dSs//////////8FABQAeC5ucHkBABAAiAAAAAAAAABOAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6XaaSuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CkaaOgq1CmQDLgbG//8YmBlYAFBLAwQtAAAACAAAACEA7hm7Xf//////////CQAUAGxhYmVsLm5weQEAEACCAAAAAAAAAEYAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXpNkqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALkYGAFBLAQItAy0AAAAIAAAAIQD56dSsTgAAAIgAAAAFAAAAAAAAAAAAAACAAQAAAAB4Lm5weVBLAQItAy0AAAAIAAAAIQDuGbtdRgAAAIIAAAAJAAAAAAAAAAAAAACAAYUAAABsYWJlbC5ucHlQSwUGAAAAAAIAAgBqAAAABgEAAAAA"));
    expect(columns).toEqual([
      { header: "x[0]", name: "x_0", values: [1, 3], missing: [] }, { header: "x[1]", name: "x_1", values: [-2, 4], missing: [] }, { header: "label", name: "label", values: [1, 0], missing: [] },
    ]);
  });
});

test("further axes are columns too", async () => {
  const { columns } = await tableOf(writeNpy(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), [2, 2, 2]));
  expect(columns.map(({ values }) => values)).toEqual([[1, 5], [2, 6], [3, 7], [4, 8]]);
});

const AGAIN = "write it again with numpy, or as CSV";
const archive = (arrays: Readonly<Record<string, Uint8Array>>): Uint8Array => zipSync(arrays);

test.each<[string, Uint8Array, Omit<Told, "category">]>([
  ["texts", arrayOf("{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }", [65, 0, 0, 0]), { place: "samples", message: "the array holds no numbers", note: "its elements are of type <U1", hint: "save numbers: array.astype(numpy.float32)" }],
  ["no axis", writeNpy(Float32Array.of(1), []), { place: "samples", message: "the array is []", hint: "it needs a row for each sample" }],
  ["no samples", writeNpy(new Float32Array(), [0, 3]), { place: "samples", message: "the array is [0, 3]", hint: "it needs a row for each sample" }],
  ["an array that is cut short", writeNpy(Float32Array.of(1, 2), [1, 2]).slice(0, -1), { place: "samples", message: "the data has 7 bytes", note: "its type <f4 and shape [1, 2] ask for 8", hint: AGAIN }],
  ["a header that is none", arrayOf("{'descr': 3}"), { place: "samples", message: "the header of the array is damaged", note: "{'descr': 3}", hint: AGAIN }],
  ["more cells than are read", arrayOf("{'descr': '<f4', 'fortran_order': False, 'shape': (100000000, 3), }"), { place: "samples", message: "the file has more than 67108864 cells", note: "it has 100000000 rows of 3 columns", hint: "train on a part of the rows, or remove columns that are not needed" }],
  ["three axes in Fortran's order", arrayOf("{'descr': '|u1', 'fortran_order': True, 'shape': (1, 1, 1), }", [1]), { place: "samples", message: "the array is [1, 1, 1] in Fortran's order", note: "arrays of more than two axes are read in C's order", hint: AGAIN }],
  ["arrays of other lengths", archive({ "x.npy": writeNpy(new Float32Array(4), [2, 2]), "y.npy": writeNpy(new Float32Array(3), [3]) }), { place: "samples", message: "the arrays have different numbers of samples", note: "x is [2, 2], y is [3]", hint: "the first axis of every array counts the samples" }],
  ["two columns of one name", archive({ "x.npy": writeNpy(new Float32Array(4), [2, 2]), "x[0].npy": writeNpy(new Float32Array(2), [2]) }), { place: "samples", message: "two columns are called 'x[0]'", note: "the other is column 1", hint: "give each column a name of its own" }],
  ["an archive that is cut short", archive({ "x.npy": writeNpy(new Float32Array(4), [2, 2]) }).slice(0, -9), { place: "samples", message: "the archive is cut off: its directory, which is at the end, is missing", hint: AGAIN }],
  ["another archive", archive({ "xl/workbook.xml": Uint8Array.of(1) }), { place: "samples", message: "the file is not a text file", note: "it is a spreadsheet or another archive", hint: "save or export it as CSV, encoded in UTF-8" }],
])("%s", async (_, bytes, expected) => {
  expect(await refusal(bytes)).toEqual({ category: "model", ...expected });
});
