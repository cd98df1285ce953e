// Writes JSON for --json. What JSON has no number for is written as a string, never as null.

import type { JsonFields, JsonFormat, Known, Printed } from "./json-format.ts";

/**
 * A document of this format: its version, then its fields as they are in `value`. Indented by two spaces, with a newline at the end; NaN,
 * infinities and −0 become "NaN", "Infinity", "-0".
 */
export function toJson<Fields extends JsonFields, Value extends Printed<Fields>>(
  { version }: JsonFormat<Fields>,
  value: Value & Known<Value, Printed<Fields>>,
): string {
  return `${JSON.stringify({ version, ...value }, spelled, 2)}\n`;
}

function spelled(_key: string, field: unknown): unknown {
  if (typeof field !== "number") return field;
  if (Object.is(field, -0)) return "-0";
  return Number.isFinite(field) ? field : String(field);
}
