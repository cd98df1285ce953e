// What a diagnostic looks like on a terminal, and that text of a hostile file cannot change that.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OPTION_SPELLING } from "../../src/shell/option-spelling.ts";
import { DiagnosticError, isFailure } from "../../src/diagnostics/diagnostic.ts";
import { LIBRARY_SPELLING, prose, setting } from "../../src/diagnostics/prose.ts";
import type { Failure } from "../../src/diagnostics/diagnostic.ts";
import { diagnosticAsJson, renderDiagnostic } from "../../src/diagnostics/render-diagnostic.ts";
import { anyText } from "./any-text.ts";

const id = "model-damaged";
const render = (failure: Omit<Failure, "id">): string => renderDiagnostic({ id, ...failure }, OPTION_SPELLING);

describe("renderDiagnostic", () => {
  test("shows message, place, note and hint, a line each", () => {
    const text = render({ message: "it is broken", place: "a.onnx: node 1", note: "why", hint: "what" });
    expect(text).toBe("error: it is broken\n  at a.onnx: node 1\n  note: why\n  hint: what");
  });

  test("leaves out what is not there", () => {
    expect(render({ message: "no" })).toBe("error: no");
    expect(render({ message: "no", hint: "do" })).toBe("error: no\n  hint: do");
  });

  test("indents the lines of a note and of a hint under their first one", () => {
    const text = render({ message: "m", note: "one\ntwo\n\nfour", hint: "five\nsix" });
    expect(text).toBe("error: m\n  note: one\n        two\n        \n        four\n  hint: five\n        six");
  });

  test("shows control characters, line breaks of names among them, by their codes", () => {
    const text = render({
      message: "a\nb\r\tc\u0000\u001b[31m\u007f\u009b",
      place: "x\u202ey\u2066z",
      note: "n\u001b\nm\u0007",
    });
    expect(text).toBe(
      "error: a\\x0ab\\x0d\\x09c\\x00\\x1b[31m\\x7f\\x9b\n  at x\\u202ey\\u2066z\n  note: n\\x1b\n        m\\x07",
    );
  });

  test("shows what separates lines, and marks of direction, by their codes", () => {
    expect(render({ message: "a\u2028b\u2029c\u200e\u061cd\ufeff" })).toBe("error: a\\u2028b\\u2029c\\u200e\\u061cd\\ufeff");
  });

  test("leaves other letters as they are", () => {
    expect(render({ message: "naïve ∑ 例 😀" })).toBe("error: naïve ∑ 例 😀");
  });

  test("no text adds a line or a control character", () => {
    fc.assert(
      fc.property(anyText, anyText, (message, place) => {
        const lines = render({ message, place }).split("\n");
        expect(lines.length).toBe(2);
        expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

/** Settings in every part, with a value and without. */
const spoken = {
  id: "hold-out-too-small",
  message: prose`${setting("holdOut")} is too small for ${3} samples`,
  place: setting("holdOut"),
  note: prose`see ${setting("learningRate", "0.1")}\nand ${"more"}`,
  hint: prose`give ${prose`${setting("holdOut", "0")} or fewer`} ${setting("inputs")}`,
} as const satisfies Failure;

describe("settings that are spoken of", () => {
  test("are options on the command line", () => {
    expect(renderDiagnostic(spoken, OPTION_SPELLING)).toBe(
      "error: --hold-out is too small for 3 samples\n  at --hold-out\n  note: see --learning-rate 0.1\n        and more\n" +
        "  hint: give --hold-out 0 or fewer --inputs",
    );
  });

  test("are fields in a program", () => {
    expect(renderDiagnostic(spoken, LIBRARY_SPELLING)).toBe(
      "error: holdOut is too small for 3 samples\n  at holdOut\n  note: see learningRate: 0.1\n        and more\n" +
        "  hint: give holdOut: 0 or fewer inputs",
    );
    expect(new DiagnosticError(spoken).message).toBe("holdOut is too small for 3 samples");
  });

  test("are data until then", () => {
    expect(spoken.hint).toEqual(["give ", { setting: "holdOut", value: "0" }, " or fewer", " ", { setting: "inputs", value: undefined }]);
  });
});

describe("diagnosticAsJson", () => {
  test("has every field, spelled", () => {
    expect(diagnosticAsJson(new DiagnosticError(spoken).diagnostic, OPTION_SPELLING)).toEqual({
      error: {
        id: "hold-out-too-small",
        category: "usage",
        message: "--hold-out is too small for 3 samples",
        place: "--hold-out",
        note: "see --learning-rate 0.1\nand more",
        hint: "give --hold-out 0 or fewer --inputs",
      },
    });
  });

  test("is null where nothing is said", () => {
    expect(diagnosticAsJson(new DiagnosticError({ id: "defect", message: "m" }).diagnostic, OPTION_SPELLING)).toEqual({
      error: { id: "defect", category: "defect", message: "m", place: null, note: null, hint: null },
    });
  });
});

test("a DiagnosticError is an Error with the diagnostic's message, and a category that follows from its id", () => {
  const failure = { id: "file-unreadable", message: "cannot be read" } as const;
  const error = new DiagnosticError(failure);
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.message, error.diagnostic]).toEqual(["DiagnosticError", "cannot be read", { ...failure, category: "file" }]);
});

test("kinds of failure are told by their ids", () => {
  const error = new DiagnosticError(spoken);
  expect(isFailure(error, "hold-out-too-small")).toBe(true);
  expect(isFailure(error, "defect", "hold-out-too-small")).toBe(true);
  expect(isFailure(error, "hold-out-invalid")).toBe(false);
  expect(isFailure(new Error("hold-out-too-small"), "hold-out-too-small")).toBe(false);
});
