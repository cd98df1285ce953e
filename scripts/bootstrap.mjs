// Makes sure that Node is new enough, that the npm packages are installed and that dist/ is built.
// Imports nothing but Node's own modules, so it runs in a fresh clone. Installs no compilers: that is
// setup-toolchains.mjs.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, without a trailing separator. */
export const projectRoot = join(fileURLToPath(new URL("..", import.meta.url)), ".").replace(/[\\/]$/, "");

const oldestNode = { major: 20, minor: 19 };

/** The codes by which npm says that it could not talk to its registry. */
const networkFailures = [
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "ERR_SOCKET_TIMEOUT",
  "ENETUNREACH",
  "EHOSTUNREACH",
];

/** What made a script stop; its message is all that a user is shown. */
export class SetupFailure extends Error {
  /** @override */
  name = "SetupFailure";
}

/**
 * Runs the body of a script. A SetupFailure becomes its one message on stderr and exit code 1.
 * @param {() => void} body
 */
export function runScript(body) {
  try {
    body();
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/**
 * One line of progress on stderr.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`nnc: ${line}\n`);
}

/**
 * Throws a SetupFailure when Node is older than the project needs.
 * @param {string} version like "20.19.0"
 */
export function ensureNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) return;
  throw new SetupFailure(
    `Node ${oldestNode.major}.${oldestNode.minor} or newer is needed, this is Node ${version}; see https://nodejs.org`,
  );
}

/**
 * Installs the npm packages of package-lock.json unless node_modules already holds exactly them.
 * Scripts of packages are not run: the build comes later, with messages of its own.
 * @param {string} root
 */
export function ensureDependencies(root = projectRoot) {
  const stampFile = join(root, "node_modules", ".nnc-lock");
  const stamp = lockStamp(readFileSync(join(root, "package-lock.json")));
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8").trim() === stamp) return;
  if (!holdsLockedPackages(root)) install(root);
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stampFile, `${stamp}\n`);
}

/**
 * Bundles the command line into dist/ unless it is newer than everything it is made of.
 * @param {string} root
 */
export function ensureBuild(root = projectRoot) {
  if (buildIsFresh(root)) return;
  say("building dist/nnc.js");
  const result = run(process.execPath, [join(root, "scripts", "build.mjs")], root);
  if (result.failed) {
    throw new SetupFailure(`the build failed; this is a defect of the checked-out sources\n${result.output}`);
  }
}

/**
 * The sha256 of a lockfile in hexadecimal digits.
 * @param {Uint8Array | string} lockfile
 * @returns {string}
 */
export function lockStamp(lockfile) {
  return createHash("sha256").update(lockfile).digest("hex");
}

/**
 * Whether two lockfiles agree: everything installed is what is locked, and only optional packages (those for other
 * platforms) are absent.
 * @param {Lockfile} locked package-lock.json
 * @param {Lockfile} installed npm's own record of what it put into node_modules
 * @returns {boolean}
 *
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages?: { [path: string]: LockedPackage } }} Lockfile
 */
export function lockfilesAgree(locked, installed) {
  const wanted = locked.packages ?? {};
  const present = installed.packages ?? {};
  const strangers = Object.entries(present).some(
    ([path, entry]) => wanted[path]?.version !== entry.version || wanted[path]?.integrity !== entry.integrity,
  );
  const missing = Object.entries(wanted).some(
    ([path, entry]) => path !== "" && !(path in present) && entry.optional !== true && entry.devOptional !== true,
  );
  return !strangers && !missing;
}

/**
 * One sentence on why npm failed and what to do.
 * @param {string} output all that npm printed
 * @returns {string}
 */
export function explainInstallFailure(output) {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? "unknown";
  if (networkFailures.includes(code)) {
    return `npm could not reach its registry (${code}); check the network or npm's proxy settings, then run this again`;
  }
  if (code === "EACCES" || code === "EPERM") {
    return `npm may not write here (${code}); make node_modules and npm's cache your own, then run this again`;
  }
  if (code === "ENOSPC") return "the disk is full (ENOSPC); free some space, then run this again";
  if (code === "EUSAGE") {
    return "package.json and package-lock.json disagree (EUSAGE); run npm install to renew the lockfile";
  }
  return `npm ci failed (${code}); the lines above are npm's own, run npm ci to see more`;
}

/**
 * Whether dist/nnc.js exists and nothing it is made of is newer.
 * @param {string} root
 * @returns {boolean}
 */
export function buildIsFresh(root) {
  const built = lstatSync(join(root, "dist", "nnc.js"), { throwIfNoEntry: false });
  if (built === undefined) return false;
  const ingredients = ["src", "templates", "package-lock.json", join("scripts", "build.mjs"), join("scripts", "templates.mjs")];
  return ingredients.every((path) => newestChange(join(root, path)) <= built.mtimeMs);
}

/**
 * The time of the newest change of a file or of anything in a folder, in milliseconds; 0 when it does not exist.
 * Folders count too: removing a file changes only its folder.
 * @param {string} path
 * @returns {number}
 */
function newestChange(path) {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  const inside = entry.isDirectory() ? readdirSync(path).map((name) => newestChange(join(path, name))) : [];
  return Math.max(entry.mtimeMs, ...inside);
}

/**
 * Whether npm's record in node_modules says that the locked packages are already there (someone ran npm ci by hand).
 * @param {string} root
 * @returns {boolean}
 */
function holdsLockedPackages(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  try {
    return lockfilesAgree(readLockfile(join(root, "package-lock.json")), readLockfile(record));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * @param {string} path
 * @returns {Lockfile}
 */
function readLockfile(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** @param {string} root */
function install(root) {
  say("installing the npm packages of package-lock.json (npm ci), only inside this folder");
  const started = performance.now();
  const [command, before] = npmCommand();
  const result = run(command, [...before, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], root);
  if (result.missing) throw new SetupFailure("npm was not found; install it (it comes with Node: https://nodejs.org)");
  if (result.failed) {
    // Not the lines of npm's stack trace, which are indented.
    const details = result.output.split("\n").filter((line) => /^npm (error|ERR!) \S/.test(line));
    for (const line of details.slice(0, 6)) process.stderr.write(`  ${line}\n`);
    throw new SetupFailure(explainInstallFailure(result.output));
  }
  say(`npm packages installed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * How to start npm: the very one that runs this script when there is one, else the one on the PATH.
 * @returns {[string, string[]]}
 */
function npmCommand() {
  const running = process.env.npm_execpath;
  return running !== undefined && basename(running) === "npm-cli.js" ? [process.execPath, [running]] : ["npm", []];
}

/**
 * Runs a command to its end and keeps what it prints.
 * @param {string} command
 * @param {string[]} parameters
 * @param {string} directory
 * @returns {{ failed: boolean, missing: boolean, output: string }}
 */
export function run(command, parameters, directory = projectRoot, environment = process.env) {
  const result = spawnSync(command, parameters, {
    cwd: directory,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    // npm is a batch file there, which only a shell starts.
    shell: process.platform === "win32" && command === "npm",
  });
  const code = result.error !== undefined && "code" in result.error ? result.error.code : undefined;
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}`;
  return { failed: result.status !== 0, missing: code === "ENOENT", output };
}
