#!/usr/bin/env node
// The second verifier of a Trucewatch ledger: Node's standard library alone, no line shared with
// tw_verify.py, the same commands and exit codes. Where the two ever disagree, trust neither.
//
//     node tw_verify.mjs log DIR --policy FILE [--signatures] [--keys FILE] [--quick]
//     node tw_verify.mjs since CHECKPOINT DIR --policy FILE
//     node tw_verify.mjs diff CHECKPOINT CHECKPOINT --policy FILE
//     node tw_verify.mjs fork FILE --policy FILE
//     node tw_verify.mjs entry ENTRY PROOF --policy FILE
//     node tw_verify.mjs evidence DIR
//     node tw_verify.mjs case FILE --policy FILE --keys FILE [--mirror DIR]
//
// `case` stands in tw_verify_case.mjs, which has to lie beside this file.

import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const [USE, SIGNATURE, QUORUM, FORK, DATA, TIME] = [2, 10, 11, 12, 13, 14];
const NAMES = { 2: "bad use", 10: "signature", 11: "quorum", 12: "fork", 13: "missing data", 14: "time" };
const SKEW = 120n;
const WIDTH = 256;
const HASH = 32;

class Refused extends Error {
  constructor(code, what) {
    super(what);
    this.code = code;
  }
}

function refuse(code, what) {
  throw new Refused(code, what);
}

const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const EMPTY_ROOT = sha256("");

function utf8(data, code) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return refuse(code, "not UTF-8");
  }
}

function unbase64(text, code) {
  const data = Buffer.from(text, "base64");
  return data.toString("base64") === text ? data : refuse(code, `${text.slice(0, 24)} is not base64`);
}

// --- Keys: a public key must be a point of the curve, in its one spelling, not of small order ----

const P = 2n ** 255n - 19n;
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
// y of the eight points of small order: 0, 1, -1 and the two of order 8.
const SMALL = new Set([
  0n,
  1n,
  P - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  55188659117513257062467267217118295137698188065244968500265048394206261417927n,
]);

function power(number, exponent) {
  let result = 1n;
  for (let square = number % P, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

function isUsable(raw) {
  const value = BigInt(`0x${Buffer.from(raw).reverse().toString("hex")}`);
  const y = value & (2n ** 255n - 1n);
  if (y >= P || SMALL.has(y)) return false;
  const d = ((P - 121665n) * power(121666n, P - 2n)) % P;
  const square = ((y * y - 1n + P) * power(d * y * y + 1n, P - 2n)) % P;
  return power(square, (P - 1n) / 2n) === 1n;
}

const SPACE = /[\u0000-\u0020\u007f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]/u;
const isName = (name) => name.length > 0 && [...name].length <= 255 && !SPACE.test(name);
const parsedKeys = new Map();

function keyFrom(text, code) {
  if (parsedKeys.has(text)) return parsedKeys.get(text);
  const [name, keyId, ...rest] = text.split("+");
  if (rest.length === 0 || !isName(name)) refuse(code, `${text.slice(0, 60)} is not a verifier key`);
  const raw = unbase64(rest.join("+"), code);
  const id = sha256(name, "\n", raw).subarray(0, 4).toString("hex");
  if (raw.length !== 33 || ![1, 4].includes(raw[0]) || id !== keyId) refuse(code, `${name}: not this key`);
  if (!isUsable(raw.subarray(1))) refuse(code, `${name}: a key under which signatures mean nothing`);
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI, raw.subarray(1)]),
    format: "der",
    type: "spki",
  });
  const key = { name, id, kind: raw[0], hex: raw.subarray(1).toString("hex"), publicKey };
  parsedKeys.set(text, key);
  return key;
}

const holds = (key, signature, message) =>
  signature.length === 64 && verify(null, Buffer.from(message), key.publicKey, signature);

// --- Notes and checkpoints ------------------------------------------------------------------------

function splitNote(note) {
  const whole = utf8(note, SIGNATURE);
  const cut = whole.lastIndexOf("\n\n");
  const lines = whole.slice(cut + 2).split("\n");
  if (cut < 0 || lines.pop() !== "" || note.length > 65536 || lines.length > 64) {
    refuse(SIGNATURE, "not text, an empty line and signature lines");
  }
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) refuse(SIGNATURE, "a control character in a note");
  const signatures = lines.map((line) => {
    const parts = line.split(" ");
    if (parts.length < 3 || parts[0] !== "\u2014" || !isName(parts[1])) {
      refuse(SIGNATURE, `${line.slice(0, 60)} is not a signature line`);
    }
    const raw = unbase64(parts.slice(2).join(" "), SIGNATURE);
    if (raw.length < 5) refuse(SIGNATURE, `${parts[1]}: signature is empty`);
    return { name: parts[1], id: raw.subarray(0, 4).toString("hex"), signature: raw.subarray(4) };
  });
  return { text: whole.slice(0, cut + 1), signatures };
}

function decimal(text, code) {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || !Number.isSafeInteger(Number(text))) {
    refuse(code, `${text.slice(0, 24)} is not a decimal number`);
  }
  return Number(text);
}

function claimed(note) {
  const lines = splitNote(note).text.split("\n");
  if (lines.length !== 4 || lines[3] !== "") refuse(SIGNATURE, "a checkpoint has three lines");
  const root = unbase64(lines[2], SIGNATURE);
  const size = decimal(lines[1], SIGNATURE);
  if (root.length !== HASH || (size === 0 && !root.equals(EMPTY_ROOT))) refuse(SIGNATURE, "not a root");
  return { origin: lines[0], size, root, times: new Map(), note };
}

function opened(note, policy) {
  const checkpoint = claimed(note);
  const { text, signatures } = splitNote(note);
  const same = (key, line) => key.name === line.name && key.id === line.id;
  let isLogged = false;
  for (const line of signatures) {
    for (const log of policy.logs.filter((key) => same(key, line))) {
      if (!holds(log, line.signature, text)) refuse(SIGNATURE, `${log.name}: signature does not hold`);
      isLogged ||= log.name === checkpoint.origin;
    }
    for (const [word, key] of policy.witnesses) {
      if (!same(key, line)) continue;
      if (line.signature.length !== 72) refuse(SIGNATURE, `${key.name}: cosignature is not 72 bytes`);
      const at = line.signature.readBigUInt64BE(0);
      const message = `cosignature/v1\ntime ${at}\n${text}`;
      if (at >= 2n ** 63n || !holds(key, line.signature.subarray(8), message)) {
        refuse(SIGNATURE, `${key.name}: cosignature does not hold`);
      }
      const before = checkpoint.times.get(word);
      checkpoint.times.set(word, before === undefined || at < before ? at : before);
    }
  }
  if (!isLogged) refuse(SIGNATURE, `${checkpoint.origin}: not signed by this log under this policy`);
  return checkpoint;
}

// --- Policy ---------------------------------------------------------------------------------------

function policyFrom(data) {
  if (data.length > 65536 || data.some((one) => one > 126 || (one < 32 && one !== 9 && one !== 10))) {
    refuse(USE, "policy: longer than 64 KiB, or not plain ASCII");
  }
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: "" };
  const members = new Set();
  const publics = new Set();
  const isKnown = (name) => policy.witnesses.has(name) || policy.groups.has(name);
  const fresh = (text, kind) => {
    const key = keyFrom(text, USE);
    if (key.kind !== kind || publics.has(key.hex)) refuse(USE, `policy: ${key.name}: wrong, or twice`);
    publics.add(key.hex);
    return key;
  };
  data.toString("ascii").split("\n").forEach((line, at) => {
    const words = line.split(/[ \t]+/).filter((word) => word !== "");
    const bad = () => refuse(USE, `policy line ${at + 1}: not a line of a policy`);
    if (words.length === 0 || words[0].startsWith("#")) return;
    const [what, name, ...rest] = words;
    const isFree = name !== "none" && !isKnown(name);
    if (what === "log" && (words.length === 2 || words.length === 3)) {
      policy.logs.push(fresh(name, 1));
    } else if (what === "witness" && (words.length === 3 || words.length === 4) && isFree) {
      policy.witnesses.set(name, fresh(rest[0], 4));
    } else if (what === "group" && words.length > 3 && isFree) {
      const [k, ...of] = rest;
      const needed = k === "any" ? 1 : k === "all" ? of.length : /^[1-9][0-9]?$/.test(k) ? Number(k) : 0;
      for (const member of of) {
        if (!isKnown(member) || members.has(member)) bad();
        members.add(member);
      }
      if (needed < 1 || needed > of.length) bad();
      policy.groups.set(name, { needed, of });
    } else if (what === "quorum" && words.length === 2 && !policy.quorum && (isKnown(name) || name === "none")) {
      policy.quorum = name;
    } else bad();
  });
  return policy.quorum ? policy : refuse(USE, "policy: no quorum line");
}

function requireQuorum(policy, checkpoint) {
  const names = new Set(checkpoint.times.keys());
  for (const [name, { needed, of }] of policy.groups) {
    if (of.filter((member) => names.has(member)).length >= needed) names.add(name);
  }
  if (policy.quorum !== "none" && !names.has(policy.quorum)) {
    refuse(QUORUM, `${policy.quorum} has not cosigned size ${checkpoint.size}`);
  }
}

// --- Merkle tree: rows of hashes, level upon level -----------------------------------------------

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);
const leafHash = (entry) => sha256(LEAF, entry);
const nodeHash = (left, right) => sha256(NODE, left, right);

/** Root over hashes[from..to), as RFC 6962 section 2.1 defines it. */
function rootOf(hashes, from, to) {
  if (to === from) return EMPTY_ROOT;
  if (to - from === 1) return hashes[from];
  let half = 1;
  while (half * 2 < to - from) half *= 2;
  return nodeHash(rootOf(hashes, from, from + half), rootOf(hashes, from + half, to));
}

/** All complete nodes by level; roots and paths are read off them. */
class Levels {
  constructor() {
    this.levels = [[]];
  }

  append(leaf) {
    this.levels[0].push(leaf);
    for (let level = 0; this.levels[level].length % 2 === 0; level += 1) {
      if (level + 1 === this.levels.length) this.levels.push([]);
      this.levels[level + 1].push(nodeHash(...this.levels[level].slice(-2)));
    }
  }

  /** Root over the leaves from `from` to `to`; `from` is a multiple of every power of two inside. */
  root(from, to) {
    if (to === from) return EMPTY_ROOT;
    const level = Math.floor(Math.log2(to - from));
    const span = 2 ** level;
    if (to - from === span) return this.node(level, from / span);
    return nodeHash(this.root(from, from + span), this.root(from + span, to));
  }

  node(level, index) {
    return this.levels[level][index];
  }

  /** Both trees' path with its first node always there: RFC 6962 section 2.1.2, SUBPROOF(m, D, b). */
  prefixPath(smaller, from, to) {
    if (smaller === to - from) return [this.root(from, to)];
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    if (smaller <= half) return [...this.prefixPath(smaller, from, from + half), this.root(from + half, to)];
    return [...this.prefixPath(smaller - half, from + half, to), this.root(from, from + half)];
  }
}

/** The same questions asked of tile files. */
class TileLevels extends Levels {
  constructor(folder, size) {
    super();
    this.folder = folder;
    this.size = size;
  }

  node(level, index) {
    const row = Math.floor(level / 8);
    const first = index * 2 ** (level % 8);
    const tile = Math.floor(first / WIDTH);
    const width = Math.min(WIDTH, Math.floor(this.size / 256 ** row) - tile * WIDTH);
    const data = hashesIn(this.folder, row, tile, width);
    const count = 2 ** (level % 8);
    const hashes = [];
    for (let at = first % WIDTH; hashes.length < count; at += 1) {
      hashes.push(data.subarray(at * HASH, (at + 1) * HASH));
    }
    return rootOf(hashes, 0, count);
  }
}

/** Root from an inclusion path, by the recursion of RFC 6962 section 2.1.1 turned round. */
function rootByInclusion(leaf, index, size, path) {
  const bad = () => refuse(DATA, `no such path for leaf ${index} in a tree of ${size}`);
  if (index >= size || path.some((one) => one.length !== HASH)) bad();
  const climb = (at, count, rest) => {
    if (count === 1) return rest.length === 0 ? leaf : bad();
    if (rest.length === 0) return bad();
    let half = 1;
    while (half * 2 < count) half *= 2;
    const sibling = rest[rest.length - 1];
    const below = rest.slice(0, -1);
    if (at < half) return nodeHash(climb(at, half, below), sibling);
    return nodeHash(sibling, climb(at - half, count - half, below));
  };
  return climb(index, size, path);
}

/** Both roots from a prefix path, by the same recursion. */
function rootsByPrefix(smaller, larger, path) {
  const bad = () => refuse(DATA, `no such path from ${smaller} to ${larger}`);
  if (!(smaller > 0 && smaller < larger) || path.some((one) => one.length !== HASH)) bad();
  const climb = (few, many, rest) => {
    if (few === many) return rest.length === 1 ? [rest[0], rest[0]] : bad();
    if (rest.length < 2) return bad();
    let half = 1;
    while (half * 2 < many) half *= 2;
    const sibling = rest[rest.length - 1];
    const below = rest.slice(0, -1);
    if (few <= half) {
      const [before, after] = climb(few, half, below);
      return [before, nodeHash(after, sibling)];
    }
    const [before, after] = climb(few - half, many - half, below);
    return [nodeHash(sibling, before), nodeHash(sibling, after)];
  };
  return climb(smaller, larger, path);
}

// --- Forks ----------------------------------------------------------------------------------------

const FORK_LINE = "trucewatch/fork-evidence@v1";

function contradict(first, second, path) {
  if (first.size === second.size && path.length === 0) return !first.root.equals(second.root);
  const [before, after] = rootsByPrefix(first.size, second.size, path);
  if (!after.equals(second.root)) refuse(DATA, "the path does not lead to the larger root");
  return !before.equals(first.root);
}

function tellFork(pair, path, out) {
  const [first, second] = [...pair].sort((a, b) => a.size - b.size || Buffer.compare(a.root, b.root));
  const lines = [FORK_LINE, ...path.map((one) => one.toString("base64")), "", ""].join("\n");
  const evidence = Buffer.concat([
    Buffer.from(`${lines}=== smaller\n`),
    first.note,
    Buffer.from("=== larger\n"),
    second.note,
  ]);
  const digest = sha256(evidence).toString("hex").slice(0, 16);
  const target = out ?? `fork-${first.size}-${second.size}-${digest}.tw-fork`;
  const what = `${first.origin} signed two histories, of ${first.size} and ${second.size} entries`;
  try {
    writeFileSync(target, evidence);
  } catch (error) {
    refuse(FORK, `${what}; the evidence cannot be written: ${error.message}`);
  }
  refuse(FORK, `${what}; evidence: ${target}`);
}

// --- Entries --------------------------------------------------------------------------------------

const MEMBERS = "actor commitments payload_public prev_version seq sig subject ts type v".split(" ");
const KEY_TEXT = /^[ !#-[\]-~]{1,128}$/;
const IDENTIFIER = /^[A-Za-z0-9._:/-]{1,128}$/;
const TYPE = /^(?=.{1,64}$)[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$/;

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (pattern, value) => typeof value === "string" && pattern.test(value);

/** RFC 8785 of a value within the limits; null where it is outside them. */
function spelled(value, room) {
  if (room < 0) return null;
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value === "string") {
    return value.isWellFormed() && value.normalize("NFC") === value ? JSON.stringify(value) : null;
  }
  if (Array.isArray(value)) {
    const parts = value.map((one) => spelled(one, room - 1));
    return parts.includes(null) ? null : `[${parts.join(",")}]`;
  }
  const keys = Object.keys(value).sort();
  if (!keys.every((key) => KEY_TEXT.test(key))) return null;
  const parts = keys.map((key) => {
    const one = spelled(value[key], room - 1);
    return one === null ? null : `${JSON.stringify(key)}:${one}`;
  });
  return parts.includes(null) ? null : `{${parts.join(",")}}`;
}

function milliseconds(ts) {
  const found = isText(/^[0-9-]{10}T[0-9:]{8}(\.[0-9]{3})?Z$/, ts) ? ts : refuse(DATA, "ts is no instant");
  const at = Date.parse(found);
  const whole = found.length === 20 ? `${found.slice(0, 19)}.000Z` : found;
  if (found.endsWith(".000Z") || found.startsWith("0000") || Number.isNaN(at) || new Date(at).toISOString() !== whole) {
    refuse(DATA, "ts is no instant");
  }
  return at;
}

function parsedEntry(data) {
  const bad = () => refuse(DATA, "not the ten members of an entry in their one spelling");
  let value;
  try {
    value = JSON.parse(utf8(data, DATA));
  } catch {
    bad();
  }
  if (!isObject(value) || spelled(value, 32) !== data.toString("utf8")) bad();
  if (Object.keys(value).sort().join(" ") !== MEMBERS.join(" ")) bad();
  const { seq, commitments, sig, subject, prev_version: before } = value;
  const isGood =
    value.v === 1 &&
    Number.isInteger(seq) &&
    seq >= 0 &&
    isText(TYPE, value.type) &&
    isText(IDENTIFIER, value.actor) &&
    (subject === null || isText(IDENTIFIER, subject)) &&
    (before === null || (Number.isInteger(before) && before > 0)) &&
    isObject(value.payload_public) &&
    isObject(commitments) &&
    Object.keys(commitments).every((key) => /^[a-z][a-z0-9_.]{0,63}$/.test(key)) &&
    Object.values(commitments).every((one) => isText(/^[0-9a-f]{64}$/, one)) &&
    Array.isArray(sig) &&
    sig.length <= 16 &&
    sig.every((one) => isObject(one) && isText(/^[a-z][a-z0-9_]{0,31}$/, one.kind));
  return isGood ? { value, now: milliseconds(value.ts) } : bad();
}

class Entries {
  constructor(origin, people, pinned) {
    Object.assign(this, { origin, people, pinned, problem: null, last: -Infinity, types: [] });
    this.admitted = new Set();
    this.seen = new Map();
    this.unchecked = 0;
  }

  take(seq, data) {
    try {
      const { value, now } = parsedEntry(data);
      if (value.seq !== seq) refuse(DATA, `says seq ${value.seq}`);
      if (now < this.last) refuse(TIME, `${value.ts} is earlier than the entry before`);
      this.last = now;
      this.types.push(value.type);
      if (this.people) this.checkSignatures(seq, value);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      this.problem ??= new Refused(refused.code, `entry ${seq}: ${refused.message}`);
    }
  }

  checkSignatures(seq, entry) {
    const { seq: _seq, sig, ts: _ts, ...content } = entry;
    const message = `trucewatch-signature/v1\n${this.origin}\n${spelled(content, 32)}\n`;
    for (const one of sig) {
      if (one.kind !== "ed25519") {
        this.unchecked += 1;
        continue;
      }
      const { key: text, value } = one;
      if (typeof text !== "string" || typeof value !== "string" || Object.keys(one).length !== 3) {
        refuse(SIGNATURE, "a signature is kind, key and value");
      }
      const key = keyFrom(text, SIGNATURE);
      const isTrusted = this.admitted.has(text) && (this.pinned === null || this.pinned.has(text));
      if (!isTrusted || key.kind !== 1) {
        refuse(SIGNATURE, `${key.name}: not a key that an earlier entry admits`);
      }
      if (!holds(key, unbase64(value, SIGNATURE), message)) refuse(SIGNATURE, `${key.name}: does not hold`);
      if (this.seen.has(value)) refuse(SIGNATURE, `${key.name}: the signature of entry ${this.seen.get(value)} again`);
      this.seen.set(value, seq);
    }
    const key = entry.payload_public.vkey;
    if (entry.type === "key.admitted") this.admitted.add(key);
    if (entry.type === "key.ended") this.admitted.delete(key);
  }
}

// --- The folder of a log --------------------------------------------------------------------------

function numbered(index) {
  const last = String(index % 1000).padStart(3, "0");
  const groups = [];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  }
  return [...groups, last].join("/");
}

function bytesAt(path, code) {
  try {
    return readFileSync(path);
  } catch (error) {
    return refuse(code, `${path}: ${error.code}`);
  }
}

function tileFile(folder, level, tile, width) {
  const full = join(folder, "tile", String(level), numbered(tile));
  const partial = `${full}.p/${width}`;
  const isPartial = width < WIDTH && existsSync(partial);
  const path = isPartial ? partial : full;
  return { path, data: bytesAt(path, DATA), has: isPartial ? width : WIDTH };
}

function hashesIn(folder, level, tile, width) {
  const { path, data, has } = tileFile(folder, level, tile, width);
  return data.length === has * HASH ? data.subarray(0, width * HASH) : refuse(DATA, `${path}: wrong size`);
}

function entriesIn(folder, tile, width) {
  const { path, data, has } = tileFile(folder, "entries", tile, width);
  const items = [];
  for (let at = 0; at < data.length; ) {
    const end = at + 2 <= data.length ? at + 2 + data.readUInt16BE(at) : Infinity;
    if (end > data.length) refuse(DATA, `${path}: ends inside an entry`);
    items.push(data.subarray(at + 2, end));
    at = end;
  }
  return items.length === has ? items.slice(0, width) : refuse(DATA, `${path}: not ${has} entries`);
}

function readLog(folder, size, take) {
  const tree = new Levels();
  for (let first = 0; first < size; first += WIDTH) {
    entriesIn(folder, first / WIDTH, Math.min(WIDTH, size - first)).forEach((item, at) => {
      tree.append(leafHash(item));
      take(first + at, item, tree);
    });
  }
  for (let row = 0; row * 8 < tree.levels.length; row += 1) {
    const hashes = tree.levels[row * 8];
    for (let first = 0; first < hashes.length; first += WIDTH) {
      const made = hashes.slice(first, first + WIDTH);
      if (!hashesIn(folder, row, first / WIDTH, made.length).equals(Buffer.concat(made))) {
        refuse(DATA, `tile ${row}/${numbered(first / WIDTH)}: not the hashes of the entries`);
      }
    }
  }
  return tree;
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
  return names.filter((path) => statSync(path).isFile()).sort();
}

function keptCheckpoints(folder) {
  const root = join(folder, "checkpoints");
  const kept = filesBelow(root).map((path) => {
    const checkpoint = claimed(bytesAt(path, SIGNATURE));
    if (relative(root, path) !== numbered(checkpoint.size)) refuse(DATA, `${path}: holds size ${checkpoint.size}`);
    return checkpoint;
  });
  return [claimed(bytesAt(join(folder, "checkpoint"), SIGNATURE)), ...kept];
}

// --- Commands -------------------------------------------------------------------------------------

function largest(checkpoints) {
  return checkpoints.reduce((best, one) => (one.size > best.size ? one : best));
}

function checkedLog(folder, policy, options, kept) {
  const found = [...keptCheckpoints(folder), ...kept];
  const read = (options.quick ? [largest(found)] : found).map((one) => opened(one.note, policy));
  const newest = largest(read);
  if (found.some((one) => one.origin !== newest.origin)) refuse(DATA, `not only of ${newest.origin}`);
  const pinned = options.keys ? new Set(utf8(bytesAt(options.keys, USE), USE).split(/\s+/)) : null;
  const entries = new Entries(newest.origin, Boolean(options.signatures), pinned);
  const sizes = new Set(found.map((one) => one.size));
  const roots = new Map([[0, EMPTY_ROOT]]);
  const at = new Map([[0, -Infinity]]);
  for (const one of found) {
    if (one.size === newest.size && !one.root.equals(newest.root)) {
      tellFork([opened(one.note, policy), newest], [], options.out);
    }
  }
  const tree = readLog(folder, newest.size, (seq, data, grown) => {
    entries.take(seq, data);
    if (sizes.has(seq + 1)) {
      roots.set(seq + 1, grown.root(0, seq + 1));
      at.set(seq + 1, entries.last);
    }
  });
  if (!roots.get(newest.size).equals(newest.root)) refuse(DATA, `not the entries of size ${newest.size}`);
  for (const one of found) {
    if (!one.root.equals(roots.get(one.size))) {
      const path = tree.prefixPath(one.size, 0, newest.size);
      tellFork([opened(one.note, policy), newest], path, options.out);
    }
  }
  if (entries.problem) throw entries.problem;
  checkTimes(read, at);
  requireQuorum(policy, newest);
  return { newest, entries };
}

function checkTimes(read, at) {
  const latest = new Map();
  for (const one of [...read].sort((a, b) => a.size - b.size)) {
    for (const [word, time] of one.times) {
      if (at.get(one.size) > Number((time + SKEW) * 1000n)) refuse(TIME, `${word} cosigned ${one.size} too early`);
      const before = latest.get(word) ?? 0n;
      if (time + SKEW < before) refuse(TIME, `${word} cosigned size ${one.size} before a smaller one`);
      latest.set(word, time > before ? time : before);
    }
  }
}

const COMMANDS = {
  log([folder], policy, options) {
    const { newest, entries } = checkedLog(folder, policy, options, []);
    const people = `${entries.seen.size} signatures by people, ${entries.unchecked} of kinds not checked`;
    return `${newest.origin}: ${newest.size} entries, ${options.signatures ? people : "joint"}`;
  },

  since([file, folder], policy, options) {
    const kept = opened(bytesAt(file, USE), policy);
    const { newest, entries } = checkedLog(folder, policy, options, [kept]);
    const counts = new Map();
    for (const type of entries.types.slice(kept.size)) counts.set(type, (counts.get(type) ?? 0) + 1);
    const told = [...counts].sort().map(([type, count]) => `${count} ${type}`).join(", ");
    return `${newest.origin}: from ${kept.size} to ${newest.size} entries: ${told || "nothing new"}`;
  },

  diff(paths, policy, options) {
    const files = paths.map((one) => (existsSync(one) && statSync(one).isDirectory() ? join(one, "checkpoint") : one));
    const pairs = files.map((file) => ({ checkpoint: opened(bytesAt(file, USE), policy), folder: dirname(file) }));
    pairs.sort((a, b) => a.checkpoint.size - b.checkpoint.size);
    const [small, large] = pairs.map((pair) => pair.checkpoint);
    if (small.origin !== large.origin) refuse(USE, `${small.origin} and ${large.origin} are two logs`);
    let path = [];
    if (small.size > 0 && small.size < large.size) {
      path = new TileLevels(pairs[1].folder, large.size).prefixPath(small.size, 0, large.size);
    }
    if (small.size > 0 && contradict(small, large, path)) tellFork([small, large], path, options.out);
    return `${small.origin}: sizes ${small.size} and ${large.size} are of one history`;
  },

  fork([file], policy) {
    const data = bytesAt(file, USE);
    const cut = data.indexOf("\n\n=== smaller\n");
    const split = data.indexOf("\n=== larger\n", cut);
    const lines = data.subarray(0, Math.max(cut, 0)).toString("latin1").split("\n");
    if (cut < 0 || split < 0 || lines[0] !== FORK_LINE || lines.length > 65) refuse(DATA, "not fork evidence");
    const path = lines.slice(1).map((line) => unbase64(line, DATA));
    const first = opened(data.subarray(cut + 14, split + 1), policy);
    const second = opened(data.subarray(split + 12), policy);
    if (first.origin === second.origin && contradict(first, second, path)) {
      refuse(FORK, `${first.origin} signed two histories, of ${first.size} and ${second.size}`);
    }
    return "no fork is proved: the two checkpoints do not contradict each other";
  },

  entry([file, proof], policy) {
    const data = bytesAt(file, USE);
    const whole = bytesAt(proof, USE);
    const cut = whole.indexOf("\n\n");
    const lines = whole.subarray(0, cut < 0 ? whole.length : cut).toString("latin1").split("\n");
    if (lines[0] !== "c2sp.org/tlog-proof@v1") refuse(DATA, "not a proof");
    if (lines[1]?.startsWith("extra ")) lines.splice(1, 1);
    if (!lines[1]?.startsWith("index ")) refuse(DATA, "a proof names its index");
    const index = decimal(lines[1].slice(6), DATA);
    const path = lines.slice(2).map((line) => unbase64(line, DATA));
    const checkpoint = opened(cut < 0 ? Buffer.alloc(0) : whole.subarray(cut + 2), policy);
    if (!rootByInclusion(leafHash(data), index, checkpoint.size, path).equals(checkpoint.root)) {
      refuse(DATA, `this is not entry ${index} of the checkpoint of size ${checkpoint.size}`);
    }
    if (parsedEntry(data).value.seq !== index) refuse(DATA, `the entry says another seq than ${index}`);
    requireQuorum(policy, checkpoint);
    return `${checkpoint.origin}: entry ${index} of ${checkpoint.size}`;
  },

  evidence([folder]) {
    const root = join(folder, "sha256");
    const files = filesBelow(root);
    for (const path of files) {
      const name = sha256(bytesAt(path, DATA)).toString("hex");
      if (path !== join(root, name.slice(0, 2), name.slice(2, 4), name)) refuse(DATA, `${path}: has the name ${name}`);
    }
    return `${files.length} files are what their names say`;
  },
};
const OPERANDS = { log: 1, since: 2, diff: 2, fork: 1, entry: 2, evidence: 1 };

/** Run one command; returns its exit code and its line. */
export function run([name, ...words]) {
  const options = {};
  const operands = [];
  try {
    while (words.length > 0) {
      const word = words.shift();
      if (word === "--signatures" || word === "--quick") options[word.slice(2)] = true;
      else if (["--policy", "--keys", "--out"].includes(word) && words.length > 0) options[word.slice(2)] = words.shift();
      else if (word.startsWith("--")) refuse(USE, `${word} is not known, or lacks its file`);
      else operands.push(word);
    }
    if (OPERANDS[name] !== operands.length) refuse(USE, `one of: ${Object.keys(OPERANDS).join(", ")}`);
    if (name !== "evidence" && !options.policy) refuse(USE, "--policy FILE is needed");
    const policy = options.policy ? policyFrom(bytesAt(options.policy, USE)) : null;
    return { code: 0, line: `ok: ${COMMANDS[name](operands, policy, options)}` };
  } catch (refused) {
    const code = refused.syscall ? DATA : refused.code;
    if (!(refused instanceof Refused) && !refused.syscall) throw refused;
    return told(code, refused.message);
  }
}

/** How a refusal is told. */
export function told(code, what) {
  return { code, line: `tw-verify: ${NAMES[code]}: ${what}` };
}

export const CODES = { USE, SIGNATURE, QUORUM, FORK, DATA, TIME };
export { Refused, bytesAt, checkedLog, claimed, entriesIn, holds, keyFrom, leafHash, opened };
export { parsedEntry, policyFrom, refuse, requireQuorum, rootByInclusion, splitNote, unbase64, utf8 };

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const tell = ({ code, line }) => {
    (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
    process.exitCode = code;
  };
  // That file imports this one, which therefore must not wait for it while it is being loaded.
  if (words[0] === "case") import("./tw_verify_case.mjs").then((file) => tell(file.run(words.slice(1))));
  else tell(run(words));
}
