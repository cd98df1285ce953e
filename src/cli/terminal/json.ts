// Writes JSON for --json. What JSON has no number for is written as a string, never as null.

/** Indented by two spaces, with a newline at the end; NaN, infinities and −0 become "NaN", "Infinity", "-0". */
export function toJson(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_key, field: unknown) =>
      typeof field === "number" && (!Number.isFinite(field) || Object.is(field, -0))
        ? Object.is(field, -0)
          ? "-0"
          : String(field)
        : field,
    2,
  );
  return `${text}\n`;
}
