// What the version of a package may be: three numbers, as every registry takes them.

export function isPackageVersion(text: string): boolean {
  return /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/.test(text);
}
