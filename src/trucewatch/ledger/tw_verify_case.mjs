#!/usr/bin/env node
// The second verifier of case files: Node's standard library and tw_verify.mjs beside it, no line
// shared with tw_verify_case.py, the same report and exit codes.
//
//     node tw_verify.mjs case FILE --policy POLICY --keys KEYS [--mirror DIR]

import { createHash } from "node:crypto";
import { join } from "node:path";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as tw from "./tw_verify.mjs";

const { USE, SIGNATURE, DATA } = tw.CODES;
const NAMES = { a: "delegation-a", b: "delegation-b", facilitator: "facilitator" };
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const INSTANT = /^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}([.][0-9]{1,6})?Z$/;
const ALWAYS = ["statement_key.recorded", "rules.recorded"];

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === "string";
const malformed = () => tw.refuse(DATA, "not a case file, or a part of it is of another form");

/** Words in one line, without what could make a terminal lie. */
function safe(words) {
  if (!isText(words)) malformed();
  return words.replace(UNSAFE, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function committed(field, value, salt) {
  if (salt.length !== 32) return "";
  const lengths = [Buffer.alloc(2), Buffer.alloc(8)];
  lengths[0].writeUInt16BE(Buffer.byteLength(field));
  lengths[1].writeBigUInt64BE(BigInt(value.length));
  const hash = createHash("sha256");
  for (const part of [salt, lengths[0], field, lengths[1], value]) hash.update(part);
  return hash.digest("hex");
}

/** One entry of the file, once it is in the log and its document is the one it commits to. */
function recorded(given, checkpoint) {
  const data = tw.unbase64(given.entry, DATA);
  const path = given.path.map((one) => tw.unbase64(one, DATA));
  const { value: entry } = tw.parsedEntry(data);
  const root = tw.rootByInclusion(tw.leafHash(data), entry.seq, checkpoint.size, path);
  if (!root.equals(checkpoint.root)) tw.refuse(DATA, `entry ${entry.seq} is not in the log`);
  const one = { seq: entry.seq, data, entry, body: null, kind: entry.type.split(".")[0] };
  if (given.document === null) return one;
  const [salt, body] = ["salt", "value"].map((name) => tw.unbase64(given.document[name], DATA));
  if (entry.commitments.document !== committed("document", body, salt)) {
    tw.refuse(DATA, `entry ${entry.seq}: its document is not the one it commits to`);
  }
  return { ...one, body: JSON.parse(tw.utf8(body, DATA)) };
}

class Case {
  constructor(given, policy, keys) {
    Object.assign(this, { id: given.case, keys, policy });
    if (!isText(this.id)) malformed();
    this.checkpoint = tw.opened(Buffer.from(given.checkpoint, "utf8"), policy);
    this.origin = this.checkpoint.origin;
    tw.requireQuorum(policy, this.checkpoint);
    this.entries = given.entries.map((one) => recorded(one, this.checkpoint));
    const inOrder = this.entries.every((one, at) => at === 0 || this.entries[at - 1].seq < one.seq);
    if (!inOrder || this.entries.length === 0) tw.refuse(DATA, "entries are not in their order");
    if (!this.entries.every((one) => this.concerns(one.entry))) {
      tw.refuse(DATA, `${this.id}: holds entries of something else`);
    }
  }

  concerns(entry) {
    const isOf = entry.subject === this.id || entry.payload_public.case === this.id;
    return isOf || ALWAYS.includes(entry.type);
  }

  of(kind) {
    return this.entries.filter((one) => one.kind === kind);
  }

  /** What a note says, once the side's key signed it that was set when it was recorded. */
  signed(note, at) {
    const where = `entry ${at.seq}`;
    const bad = (what) => tw.refuse(SIGNATURE, `${where}: ${what}`);
    if (!isText(note)) malformed();
    const { text, signatures } = tw.splitNote(Buffer.from(note, "utf8"));
    const lines = text.split("\n");
    lines.pop();
    const [first, origin, about = "", side, digest = "", ...rest] = lines;
    const kind = /^trucewatch\/(position|determination)\/v1$/.exec(first)?.[1];
    const what = /^([A-Za-z0-9._:/-]{1,128}) ([1-9][0-9]{0,8})$/.exec(about);
    if (!kind || !what || origin !== this.origin || !Object.hasOwn(NAMES, side ?? "")) {
      bad("signed for another log, or something else");
    }
    const words = rest.join("\n");
    const isOpen = words !== "" && createHash("sha256").update(words).digest("hex") === digest;
    if (kind === "determination" ? !isOpen : words !== "") bad("the digest is not that of the words");
    const name = `${this.origin.split("/")[1]}/${NAMES[side]}/statements`;
    const current = this.keysSet(side, at.seq).at(-1);
    if (!current) bad(`${name} was not set in the log before`);
    const trusted = this.keys.find((key) => key.name === name && key.text === current);
    if (!trusted) bad(`the key of ${name} is none that you trust`);
    const ours = signatures.filter((one) => one.name === name && one.id === trusted.id);
    if (ours.length === 0 || !ours.every((one) => tw.holds(trusted, one.signature, text))) {
      bad(`the signature of ${name} does not hold`);
    }
    return { kind, about: what[1], number: Number(what[2]), side, digest, words };
  }

  keysSet(side, before) {
    return this.entries
      .filter((one) => one.kind === "statement_key" && one.seq < before)
      .filter((one) => one.entry.payload_public.side === side)
      .map((one) => one.entry.payload_public.vkey);
  }

  report() {
    const reveals = this.reveals();
    const positions = new Map();
    for (const one of this.of("position")) {
      const said = one.body === null ? null : this.position(one);
      const key = `${roundOf(one)} ${one.entry.payload_public.side}`;
      positions.set(key, [...(positions.get(key) ?? []), { one, said }]);
    }
    const numbers = new Set([...reveals.keys(), ...[...positions.keys()].map((key) => Number(key.split(" ")[0]))]);
    const rounds = [...numbers].sort((first, second) => first - second);
    const told = rounds.flatMap((number) => this.roundTold(number, positions, reveals.get(number)));
    return [...told, ...this.of("determination").map((one) => this.determined(one))];
  }

  /** The reveal of each round; refused, if a round has two. */
  reveals() {
    const found = new Map();
    for (const one of this.of("reveal")) {
      const number = roundOf(one);
      if (found.has(number)) tw.refuse(DATA, `entry ${one.seq}: round ${number} was revealed before`);
      if (one.body !== null && one.body.round !== number) tw.refuse(DATA, `entry ${one.seq}: says another`);
      found.set(number, one);
    }
    return found;
  }

  /** What was signed of a position; refused, where its entry says something else. */
  position(one) {
    const said = this.signed(one.body.note, one);
    const fits = [one.body, one.entry.payload_public].every(
      (told) => told.case === this.id && told.round === said.number && told.side === said.side,
    );
    if (!fits || said.about !== this.id || said.kind !== "position") {
      tw.refuse(DATA, `entry ${one.seq}: says another`);
    }
    return said;
  }

  roundTold(number, positions, reveal) {
    const filed = (side) => positions.get(`${number} ${side}`) ?? [];
    const body = reveal?.body ?? null;
    if (body) this.checkReveal(filed, reveal);
    const lines = [];
    for (const side of ["a", "b"]) {
      const shown = body?.positions.find((one) => one.side === side);
      lines.push(...this.filings(filed(side), shown, reveal).map((line) => `${side} ${line}`));
      if (body?.silent.includes(side)) lines.push(`${side} had filed nothing before the reveal`);
      if (body?.withheld.includes(side)) lines.push(`${side} had filed and withheld its text`);
    }
    if (reveal) lines.push(`revealed ${reveal.entry.ts}, entry ${reveal.seq}: ${this.ended(reveal)}`);
    return lines.map((line) => `round ${number}: ${line}`);
  }

  /** What one side filed in a round; a text that it handed over later is one filing. */
  filings(filed, shown, reveal) {
    const opened = new Map(shown ? [[shown.note, shown]] : []);
    for (const { one, said } of filed) {
      const text = one.body?.opened ?? null;
      if (said === null || text === null) continue;
      this.checkOpened(one, said, text);
      if (!opened.has(one.body.note)) opened.set(one.body.note, text);
    }
    const seen = new Set();
    return filed.map(({ one, said }) => {
      if (said === null) return filedLine(one, null, reveal);
      const { note } = one.body;
      if (seen.has(note)) return `handed its text over, entry ${one.seq}`;
      seen.add(note);
      if (opened.has(note)) this.checkOpened(one, said, opened.get(note));
      return filedLine(one, opened.get(note) ?? null, reveal);
    });
  }

  ended(reveal) {
    if (reveal.body === null) return "its document is not shown";
    return reveal.body.why === "both_filed" ? "both had filed" : this.clock(reveal);
  }

  /** What ended before a reveal for which not both had to file; refused, if nothing had. */
  clock(reveal) {
    const bad = (what) => tw.refuse(DATA, `entry ${reveal.seq}: ${what}`);
    if (reveal.body.why !== "deadline") bad("for a reason not known");
    const ofCase = (one) => one.kind === "case" && one.entry.subject === this.id;
    const stood = this.entries.filter((one) => ofCase(one) && one.seq < reveal.seq).at(-1);
    if (!stood) bad("revealed before there was a case");
    if (stood.body === null) return "the clock had ended, says the centre; what it was set to is erased";
    const due = stood.body.round === reveal.body.round ? stood.body.positions_due : null;
    if (due === null) bad("revealed by a clock that did not run");
    if (!INSTANT.test(due) || Number.isNaN(Date.parse(due))) bad("the clock ends at no instant");
    if (Date.parse(this.timeOf(reveal.entry)) < Date.parse(due)) {
      bad(`revealed early, the clock ran until ${safe(due)}`);
    }
    return "the clock had ended";
  }

  /** By which deadlines go: in an exercise its own clock, as each entry says; never in a centre. */
  timeOf(entry) {
    const said = entry.payload_public.exercise_at;
    return this.origin.split("/").at(-1).startsWith("exercise-") && INSTANT.test(said) ? said : entry.ts;
  }

  checkReveal(filed, reveal) {
    const where = `entry ${reveal.seq}`;
    const { positions, silent, withheld, why } = reveal.body;
    const told = [...positions.map((one) => one.side), ...silent, ...withheld].sort().join(" ");
    const isOf = [reveal.entry.payload_public.case, reveal.body.case].every((one) => one === this.id);
    if (told !== "a b" || !isOf) tw.refuse(DATA, `${where}: does not tell of each side once`);
    for (const side of ["a", "b"]) {
      const before = filed(side).filter(({ one }) => one.seq < reveal.seq);
      if (before.length > 0 === silent.includes(side)) {
        tw.refuse(DATA, `${where}: tells of ${side} what entries before do not`);
      }
      const shown = positions.find((one) => one.side === side);
      const last = before.at(-1)?.one.body;
      if (shown && last !== null && last.note !== shown.note) {
        tw.refuse(DATA, `${where}: shows of ${side} what it did not file last`);
      }
    }
    if (why === "both_filed" && silent.length > 0) tw.refuse(DATA, `${where}: not both`);
  }

  checkOpened(one, said, opened) {
    if (!/^[0-9a-f]{64}$/.test(opened.salt)) malformed();
    const value = Buffer.from(`${opened.stance}\n${opened.text}`);
    if (committed("position", value, Buffer.from(opened.salt, "hex")) !== said.digest) {
      tw.refuse(DATA, `entry ${one.seq}: the text is not the one that was signed`);
    }
  }

  determined(one) {
    const determined = `determined ${one.entry.ts}, entry ${one.seq}`;
    if (one.body === null) return `${determined}: its document is not shown`;
    const { finding, version, text, outcome, notes, round } = one.body;
    const sides = notes.map((note) => {
      const said = this.signed(note, one);
      const same = said.about === finding && said.number === version && said.words === text;
      if (said.kind !== "determination" || !same) {
        tw.refuse(SIGNATURE, `entry ${one.seq}: ${said.side} signed something else`);
      }
      return said.side;
    });
    const by = [...new Set(sides)].sort().join(", ") || "nobody";
    return `round ${round}: ${determined}: ${safe(outcome)}, signed by ${by}: ${safe(text)}`;
  }

  compare(folder) {
    const reach = tw.claimed(tw.bytesAt(join(folder, "checkpoint"), DATA)).size;
    const kept = this.checkpoint.size <= reach ? [this.checkpoint] : [];
    const { size } = tw.checkedLog(folder, this.policy, { quick: true }, kept).newest;
    const ours = new Map(this.entries.map((one) => [one.seq, one.data]));
    for (let first = 0; first < size; first += 256) {
      tw.entriesIn(folder, first / 256, Math.min(256, size - first)).forEach((item, at) => {
        const seq = first + at;
        if (ours.has(seq)) {
          if (!ours.get(seq).equals(item)) tw.refuse(DATA, `entry ${seq} is another one in the mirror`);
        } else if (seq < this.checkpoint.size && this.concerns(tw.parsedEntry(item).value)) {
          tw.refuse(DATA, `entry ${seq} of the case is left out`);
        }
      });
    }
    const count = this.entries.filter((one) => one.seq < size).length;
    return `the mirror of ${size} entries has ${count} of these ${this.entries.length}`;
  }
}

/** As its open part has it; it stands there also where the document is erased. */
function roundOf(one) {
  const number = one.entry.payload_public.round;
  if (!Number.isInteger(number)) tw.refuse(DATA, `entry ${one.seq}: of no round`);
  return number;
}

function filedLine(one, opened, reveal) {
  const how = !reveal || one.seq < reveal.seq ? "blind" : "late, not blind";
  const key = one.body?.assertion ? "; with a passkey, not verified offline" : "";
  const text = () => {
    if (one.body === null) return "its document is not shown";
    if (opened === null) return reveal ? "its text is not shown" : "sealed still";
    return `${safe(opened.stance)}: ${safe(opened.text)}`;
  };
  return `filed ${one.entry.ts}, entry ${one.seq}, ${how}${key}: ${text()}`;
}

function verifyCase(file, options) {
  const policy = tw.policyFrom(tw.bytesAt(options.policy, USE));
  const lines = tw.bytesAt(options.keys, USE).toString("utf8").split("\n").map((line) => line.trim());
  const wanted = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const keys = wanted.map((text) => ({ ...tw.keyFrom(text, USE), text }));
  if (keys.some((key) => key.kind !== 1)) tw.refuse(USE, "a statement key is of type 1");
  const given = JSON.parse(tw.utf8(tw.bytesAt(file, USE), DATA));
  if (!isObject(given) || given.format !== "trucewatch/case/v1") tw.refuse(DATA, "not a case file");
  const one = new Case(given, policy, keys);
  const told = [`case ${one.id} in ${one.origin}: ${one.entries.length} entries, vouched for as the policy asks`, ...one.report()];
  if (options.mirror) told.push(one.compare(options.mirror));
  return told.join("\n");
}

/** Verify one file; returns the exit code and the report. */
export function run(words) {
  const options = {};
  const files = [];
  for (let at = 0; at < words.length; at += 1) {
    if (words[at].startsWith("--")) options[words[at].slice(2)] = words[(at += 1)];
    else files.push(words[at]);
  }
  try {
    if (files.length !== 1 || !options.policy || !options.keys) {
      tw.refuse(USE, "case FILE --policy POLICY --keys KEYS [--mirror FOLDER]");
    }
    return { code: 0, line: `ok: ${verifyCase(files[0], options)}` };
  } catch (refused) {
    if (refused instanceof tw.Refused) return tw.told(refused.code, refused.message);
    if (refused.syscall) return tw.told(DATA, refused.message);
    if (!(refused instanceof TypeError) && !(refused instanceof SyntaxError)) throw refused;
    return tw.told(DATA, "not a case file, or a part of it is of another form");
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { code, line } = run(process.argv.slice(2));
  (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exitCode = code;
}
