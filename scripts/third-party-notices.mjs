// The notices of the packages that are bundled into dist, as their licences ask for. Reads what esbuild says it took in.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} root
 * @param {readonly string[]} inputs paths of bundled files, from the root on
 * @returns {string} one section for each package, by name
 */
export function thirdPartyNotices(root, inputs) {
  const packages = new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  const sections = [...packages].sort().map((name) => {
    const folder = join(root, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
    const texts = files.map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
    return [`${name} ${version} (${license})`, ...texts].join("\n\n");
  });
  return `nnc contains parts of these packages.\n\n${sections.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
