// Runs a WebAssembly program: standard input is what it receives, standard output what it sends. Called: node run-wasm.mjs PROGRAM

import { readFileSync, writeSync } from "node:fs";

const given = readFileSync(0);
/** @type {Buffer[]} */
const sent = [];
/** @type {Uint8Array} */
let memory = new Uint8Array();
let place = 0;

const platform = {
  /** @param {number} address @param {number} size */
  receive: (address, size) => {
    if (place + size > given.length) return 0;
    memory.set(given.subarray(place, place + size), address);
    place += size;
    return 1;
  },
  /** @param {number} address @param {number} size */
  send: (address, size) => {
    sent.push(Buffer.from(memory.subarray(address, address + size)));
  },
};

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), { platform });
const { main, memory: own } = instance.exports;
if (typeof main !== "function" || !(own instanceof WebAssembly.Memory)) throw new TypeError("the program has no main or no memory");
memory = new Uint8Array(own.buffer);
main();
const results = Buffer.concat(sent);
for (let written = 0; written < results.length; ) written += writeSync(1, results, written);
