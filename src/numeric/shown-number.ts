// Numbers as they are shown to people, in figures of a fixed form. What is to be read back is written elsewhere.

/** Digits in groups of three: `69,633`. */
export function showCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `96.7 %` */
export function showShare(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Three significant digits: `4.60e-3`; `0` for 0. */
export function showError(value: number): string {
  return value === 0 ? "0" : value.toExponential(2);
}
