// What the address and the licence of a package may be, as every registry's files can hold them.

/** An address of a page, without signs that mean something in the files of a package. */
export function isPackageUrl(text: string): boolean {
  return /^https?:\/\/[A-Za-z0-9][A-Za-z0-9._~:/?#[\]@!&()*+,;=%-]{1,240}$/.test(text);
}

/** An expression of SPDX's identifiers, such as `MIT` or `MIT OR Apache-2.0`, or UNLICENSED, as npm calls a package that nobody else may use. */
export function isPackageLicense(text: string): boolean {
  return /^[A-Za-z0-9(][A-Za-z0-9.+() -]{0,98}[A-Za-z0-9.+)]$/.test(text);
}
