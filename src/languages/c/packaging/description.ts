// A package's sentence about itself as the files of build systems and registries hold it.

/** What PlatformIO takes at the most. */
const LONGEST = 255;

/** Signs that mean nothing in JSON and YAML strings, Kconfig, pkg-config's and Arduino's properties; others became question marks. */
export function description(summary: string): string {
  const plain = summary.replace(/[^A-Za-z0-9 .,;:()[\]+*/=^%!_-]/g, "?").replace(/\s+/g, " ").trim();
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 3)}...`;
}
