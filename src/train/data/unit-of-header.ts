// Takes the unit that the header of a column gives, `temp [degC]`, apart from it. Converts nothing and names nothing.

/** The last brackets or parentheses of a header, with something before them. */
const WITH_UNIT = /^(.*\S)\s*(?:\[([^[\]]+)\]|\(([^()]+)\))$/;

/** `degC` of `temp [degC]` and of `temp (degC)`, without space around it; undefined where a header gives none. */
export function unitOfHeader(header: string): string | undefined {
  const [, , inBrackets, inParentheses] = WITH_UNIT.exec(header.trim()) ?? [];
  const unit = (inBrackets ?? inParentheses ?? "").trim();
  return unit === "" ? undefined : unit;
}

/** `temp` of `temp [degC]` and of `temp`. */
export function withoutUnit(header: string): string {
  return WITH_UNIT.exec(header.trim())?.[1] ?? header.trim();
}
