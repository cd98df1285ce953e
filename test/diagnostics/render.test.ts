// What a diagnostic looks like on a terminal, and that text of a hostile file cannot change that.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../src/diagnostics/render.ts";
import { anyText } from "./any-text.ts";

describe("renderDiagnostic", () => {
  test("shows message, place, note and hint, a line each", () => {
    const text = renderDiagnostic({ category: "model", message: "it is broken", place: "a.onnx: node 1", note: "why", hint: "what" });
    expect(text).toBe("error: it is broken\n  at a.onnx: node 1\n  note: why\n  hint: what");
  });

  test("leaves out what is not there", () => {
    expect(renderDiagnostic({ category: "usage", message: "no" })).toBe("error: no");
    expect(renderDiagnostic({ category: "usage", message: "no", hint: "do" })).toBe("error: no\n  hint: do");
  });

  test("indents the lines of a note and of a hint under their first one", () => {
    const text = renderDiagnostic({ category: "toolchain", message: "m", note: "one\ntwo\n\nfour", hint: "five\nsix" });
    expect(text).toBe("error: m\n  note: one\n        two\n        \n        four\n  hint: five\n        six");
  });

  test("shows control characters, line breaks of names among them, by their codes", () => {
    const text = renderDiagnostic({
      category: "model",
      message: "a\nb\r\tc\u0000\u001b[31m\u007f\u009b",
      place: "x\u202ey\u2066z",
      note: "n\u001b\nm\u0007",
    });
    expect(text).toBe(
      "error: a\\x0ab\\x0d\\x09c\\x00\\x1b[31m\\x7f\\x9b\n  at x\\u202ey\\u2066z\n  note: n\\x1b\n        m\\x07",
    );
  });

  test("leaves other letters as they are", () => {
    expect(renderDiagnostic({ category: "model", message: "naïve ∑ 例 😀" })).toBe("error: naïve ∑ 例 😀");
  });

  test("no text adds a line or a control character", () => {
    fc.assert(
      fc.property(anyText, anyText, (message, place) => {
        const lines = renderDiagnostic({ category: "model", message, place }).split("\n");
        expect(lines.length).toBe(2);
        expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

test("a DiagnosticError is an Error with the diagnostic's message", () => {
  const diagnostic = { category: "file", message: "cannot be read" } as const;
  const error = new DiagnosticError(diagnostic);
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.message, error.diagnostic]).toEqual(["DiagnosticError", "cannot be read", diagnostic]);
});
