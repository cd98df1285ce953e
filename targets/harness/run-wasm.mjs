// Runs a WebAssembly program: standard input is what it receives, standard output what it sends. Called: node run-wasm.mjs PROGRAM

import { readFileSync, writeSync } from "node:fs";

const given = readFileSync(0);
const sent = [];
let place = 0;
const bytesAt = (address, size) => new Uint8Array(instance.exports.memory.buffer, address, size);
const platform = {
  receive: (address, size) => {
    if (place + size > given.length) return 0;
    bytesAt(address, size).set(given.subarray(place, place + size));
    place += size;
    return 1;
  },
  send: (address, size) => sent.push(Buffer.from(bytesAt(address, size))),
};
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), { platform });
instance.exports.main();
const results = Buffer.concat(sent);
for (let written = 0; written < results.length; ) written += writeSync(1, results, written);
