// Makes sure that the compilers, the Python modules and the browser the tests use are there; installs them with apt-get when root.
// Never skips silently: what can be neither found nor installed is named in one line. `npm start` does not run this.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SetupFailure, run, runScript, say } from "./bootstrap.mjs";

/**
 * Something the tests run: how to see that it works and what provides it.
 * @typedef {object} Requirement
 * @property {string} name
 * @property {readonly (readonly string[])[]} probes commands, one of which must succeed
 * @property {string} apt package of Debian and its descendants
 * @property {string} mac command for macOS
 */

const python = "/usr/bin/python3";
const pip = `${python} -m pip install`;
const xcode = "xcode-select --install";

/** @type {readonly Requirement[]} */
export const requirements = [
  { name: "gcc", probes: [["gcc", "--version"], ["cc", "--version"]], apt: "gcc", mac: xcode },
  { name: "g++", probes: [["g++", "--version"]], apt: "g++", mac: xcode },
  { name: "make", probes: [["make", "--version"]], apt: "make", mac: xcode },
  { name: "clang", probes: [["clang", "--version"]], apt: "clang", mac: xcode },
  { name: "tcc", probes: [["tcc", "-v"]], apt: "tcc", mac: "brew install --HEAD tcc" },
  { name: "go", probes: [["go", "version"]], apt: "golang-go", mac: "brew install go" },
  // gofmt has no --version; formatting its (empty) standard input succeeds.
  { name: "gofmt", probes: [["gofmt"]], apt: "golang-go", mac: "brew install go" },
  { name: "git", probes: [["git", "--version"]], apt: "git", mac: xcode },
  { name: "onnx for Python", probes: [[python, "-c", "import onnx"]], apt: "python3-onnx", mac: `${pip} onnx` },
  { name: "chromium", probes: [["chromium", "--version"]], apt: "chromium", mac: "brew install --cask chromium" },
  { name: "numpy for Python", probes: [[python, "-c", "import numpy"]], apt: "python3-numpy", mac: `${pip} numpy` },
];

/** Of `npm run test:packages` beside those of the tests. @type {readonly Requirement[]} */
export const packageRequirements = [
  { name: "cmake", probes: [["cmake", "--version"]], apt: "cmake", mac: "brew install cmake" },
  { name: "meson", probes: [["meson", "--version"]], apt: "meson", mac: "brew install meson" },
  { name: "pkg-config", probes: [["pkg-config", "--version"]], apt: "pkg-config", mac: "brew install pkg-config" },
  { name: "cppcheck", probes: [["cppcheck", "--version"]], apt: "cppcheck", mac: "brew install cppcheck" },
  { name: "avr-gcc", probes: [["avr-gcc", "--version"]], apt: "gcc-avr", mac: "brew install avr-gcc" },
  { name: "Arduino's core", probes: [["test", "-d", "/usr/share/arduino/hardware/arduino/avr"]], apt: "arduino-core-avr", mac: "brew install arduino-cli" },
  { name: "simavr", probes: [["sh", "-c", "command -v simavr"]], apt: "simavr", mac: "brew install simavr" },
  { name: "arm-none-eabi-gcc", probes: [["arm-none-eabi-gcc", "--version"]], apt: "gcc-arm-none-eabi", mac: "brew install arm-none-eabi-gcc" },
  { name: "newlib for Arm", probes: [["test", "-d", "/usr/lib/arm-none-eabi/newlib"]], apt: "libnewlib-arm-none-eabi", mac: "brew install arm-none-eabi-gcc" },
  { name: "qemu-system-arm", probes: [["qemu-system-arm", "--version"]], apt: "qemu-system-arm", mac: "brew install qemu" },
];

/**
 * The requirements whose probes all fail.
 * @param {(command: readonly string[]) => boolean} succeeds runs a command
 * @param {readonly Requirement[]} wanted
 * @returns {Requirement[]}
 */
export function missingRequirements(succeeds, wanted = requirements) {
  return wanted.filter((requirement) => !requirement.probes.some((probe) => succeeds(probe)));
}

/**
 * The one line for someone who has to install things themselves.
 * @param {readonly Requirement[]} missing at least one
 * @param {NodeJS.Platform} platform
 * @returns {string}
 */
export function installInstructions(missing, platform) {
  const names = missing.map((requirement) => requirement.name).join(", ");
  const mac = [...new Set(missing.map((requirement) => requirement.mac))].join(" && ");
  const command = platform === "darwin" ? mac : `sudo apt-get install ${aptPackages(missing).join(" ")}`;
  const where = platform === "linux" || platform === "darwin" ? "" : " (on Debian or Ubuntu, for example in WSL)";
  return `the tests also need ${names}; install with: ${command}${where}`;
}

/**
 * @param {readonly Requirement[]} missing
 * @returns {string[]} packages, each once
 */
export function aptPackages(missing) {
  return [...new Set(missing.map((requirement) => requirement.apt))];
}

/**
 * Finds what is missing and installs it, or throws a SetupFailure that says what to install.
 * @param {readonly Requirement[]} wanted
 */
export function ensureToolchains(wanted = requirements) {
  const missing = missingRequirements(succeeds, wanted);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !onPath("apt-get")) {
    throw new SetupFailure(installInstructions(missing, process.platform));
  }
  const started = performance.now();
  const packages = aptPackages(missing);
  say("reading the package lists (apt-get update)");
  // Succeeds with mere warnings when nothing can be reached, so they are shown if the installation then fails.
  const warnings = aptGet(["update"]);
  const install = ["install", "-y", "--no-install-recommends", ...packages];
  // Lists what would be fetched, takes no lock and installs nothing.
  const listed = runApt([...install, "--print-uris", "-qq"]);
  say(installing(packages, listed.failed ? "" : listed.output));
  aptGet(install, warnings);
  const still = missingRequirements(succeeds, wanted).map((requirement) => requirement.name);
  if (still.length > 0) {
    const names = still.join(", ");
    throw new SetupFailure(`${names} still not working after apt-get install; is another one first on the PATH?`);
  }
  say(`compilers installed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * What is installed and how much there is to fetch.
 * @param {readonly string[]} packages those that are asked for
 * @param {string} listed what apt-get --print-uris prints: a line of address, file, bytes and digest for each package that is not here
 * @returns {string}
 */
export function installing(packages, listed) {
  const sizes = [...listed.matchAll(/^'[^']*' \S+ (\d+) /gm)].map(([, bytes]) => Number(bytes));
  const megabytes = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1e6;
  const amount = sizes.length === 0 ? "" : `: with what they need ${sizes.length} package${sizes.length === 1 ? "" : "s"}, ${megabytes.toFixed(1)} MB to fetch`;
  return `installing ${packages.join(" ")}${amount} (apt-get install)`;
}

/** Seconds between attempts while another program holds apt's lock, and how many of them make a line that says so again. */
const wait = { seconds: 3, attemptsOfALine: 20 };

/**
 * Runs a command of apt's until no other program holds the lock that it needs, however long that takes.
 * @param {() => { failed: boolean, output: string }} attempt
 * @param {(seconds: number) => void} pause
 * @returns {{ failed: boolean, output: string }} of the last attempt
 */
export function onceUnlocked(attempt, pause = sleep) {
  for (let attempts = 0; ; attempts++) {
    const result = attempt();
    const [, lock, holder = "another program"] = /Could not get lock (\S+?)[.:]?\s(?:.*held by (process \d+(?: \(.*?\))?))?/.exec(result.output) ?? [];
    if (!result.failed || lock === undefined) return result;
    if (attempts % wait.attemptsOfALine === 0) say(`waiting for ${holder}, which installs packages too, to let go of ${lock}`);
    pause(wait.seconds);
  }
}

/** @param {number} seconds */
function sleep(seconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000 * seconds);
}

/**
 * @param {string[]} parameters
 * @returns {{ failed: boolean, output: string }}
 */
function runApt(parameters) {
  return run("apt-get", parameters, "/", { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" });
}

/**
 * @param {string[]} parameters
 * @param {string} before output to show before this command's own if it fails
 * @returns {string} what it printed
 */
function aptGet(parameters, before = "") {
  const result = onceUnlocked(() => runApt(parameters));
  if (!result.failed) return result.output;
  process.stderr.write(before + result.output);
  throw new SetupFailure(
    `apt-get ${parameters[0]} failed, its output is above; check the network and the package sources`,
  );
}

/**
 * @param {readonly string[]} command
 * @returns {boolean}
 */
function succeeds([command, ...parameters]) {
  return command !== undefined && !run(command, parameters).failed;
}

/**
 * @param {string} command
 * @returns {boolean}
 */
function onPath(command) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) runScript(ensureToolchains);
