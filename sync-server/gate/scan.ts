import { ByteReader } from './byte-reader.ts';
import { fault, type Fault } from './fault.ts';
import type { GateRuleId } from './gate-rules.ts';

/**
 * A walk over the bytes of a Yjs V1 update before anything is decoded (G6): decoding believes every count it reads,
 * builds whole documents out of sub-documents, and recurses as deep as the sender likes. This only ever refuses; what
 * passes is still read by Yjs itself and judged by the rules.
 */
export interface ScanLimits {
  /** Which kinds of content the shape holds: `LOG_CONTENTS` or `PAGE_CONTENTS`. */
  readonly contents: Contents;
  readonly maxStructs: number;
  readonly maxClients: number;
  readonly maxDeleteRanges: number;
  readonly maxJsonDepth: number;
}

/** Kinds of content, and the rule that every other one is refused by. */
export interface Contents {
  readonly kinds: ReadonlySet<number>;
  readonly gate: GateRuleId;
}

export type Scan = { readonly ok: true; readonly end: number } | { readonly ok: false; readonly fault: Fault };

/** `end` is where the update ends; what trails behind it is no part of it. */
export function scanUpdate(update: Uint8Array, limits: ScanLimits): Scan {
  const reader = new ByteReader(update);
  const found = scanBlocks(reader, limits) ?? scanDeletes(reader, limits);
  if (found !== null) return { ok: false, fault: found };
  if (reader.broken) return { ok: false, fault: fault('G18', 'malformed', 'truncated, or a number out of range') };
  // Read as V1, every V2 update is an empty one with bytes behind it: to let that pass would lose words in silence.
  if (reader.position === EMPTY_UPDATE_BYTES && !reader.atEnd) {
    return { ok: false, fault: fault('G18', 'malformed', 'empty but for trailing bytes: encoded as V2?') };
  }
  return { ok: true, end: reader.position };
}

/** No client, no delete. */
const EMPTY_UPDATE_BYTES = 2;

const INFO = { content: 31, key: 32, rightOrigin: 64, leftOrigin: 128 } as const;
const REF = { gc: 0, deleted: 1, string: 4, format: 6, type: 7, any: 8, skip: 10 } as const;
/** Yjs's numbers of the types that rich text is made of: an element, which has a name, and text. */
const TYPE = { element: 3, text: 6 } as const;

export const LOG_CONTENTS: Contents = { kinds: new Set([REF.deleted, REF.any]), gate: 'G7' };
export const PAGE_CONTENTS: Contents = { kinds: new Set([REF.deleted, REF.string, REF.format, REF.type, REF.any]), gate: 'G21' };

function scanBlocks(reader: ByteReader, limits: ScanLimits): Fault | null {
  const blocks = reader.varUint();
  if (blocks > limits.maxClients) return fault('G6', 'too-large', 'too many clients in one update');
  const clients = blocks > 1 ? new Set<number>() : null;
  let structs = 0;
  for (let block = 0; block < blocks && !reader.broken; block += 1) {
    const count = reader.varUint();
    const client = reader.varUint();
    reader.varUint(); // clock
    if (reader.broken) return null; // cut short, whatever else it looks like
    if (count === 0) return fault('G6', 'malformed', 'a client without structs');
    // Of a client listed twice decodeUpdate shows both blocks and applyUpdate keeps the last.
    if (clients?.has(client) === true) return fault('G6', 'malformed', 'a client listed twice');
    clients?.add(client);
    structs += count;
    if (structs > limits.maxStructs) return fault('G6', 'too-large', 'too many structs');
    for (let index = 0; index < count && !reader.broken; index += 1) {
      const found = scanStruct(reader, limits);
      if (found !== null) return found;
    }
  }
  return null;
}

function scanStruct(reader: ByteReader, limits: ScanLimits): Fault | null {
  const info = reader.byte();
  if (reader.broken) return null;
  const ref = info & INFO.content;
  if (ref === REF.skip) {
    // Yjs's two readers disagree about one with further bits; a plain one is what merging updates with a gap writes.
    return info === REF.skip ? fault('G5', 'incomplete', 'a gap inside the update') : fault('G6', 'malformed', 'odd skip struct');
  }
  if (ref > REF.skip) return fault('G18', 'malformed', 'unknown content');
  if (ref === REF.gc) {
    reader.varUint();
    return info === REF.gc ? null : fault('G6', 'malformed', 'odd collected struct');
  }
  if (!limits.contents.kinds.has(ref)) return fault(limits.contents.gate, 'wrong-kind', `content of kind ${ref}`);
  skipPlace(reader, info);
  return scanContent(reader, ref, limits.maxJsonDepth);
}

function scanContent(reader: ByteReader, ref: number, maxJsonDepth: number): Fault | null {
  switch (ref) {
    case REF.deleted:
      reader.varUint();
      return null;
    case REF.string:
      reader.skip(reader.varUint());
      return null;
    case REF.format: // its name, and its value
      reader.skip(reader.varUint());
      return scanJsonText(reader, maxJsonDepth);
    case REF.type:
      return scanType(reader);
    default:
      return scanValues(reader, maxJsonDepth);
  }
}

const CHARACTER = { quote: 34, openList: 91, backslash: 92, closeList: 93, openObject: 123, closeObject: 125 } as const;

/** JSON as text is read at any depth, but whatever walks down what was read, Yjs when it cuts as well, is thrown off the stack. */
function scanJsonText(reader: ByteReader, maxDepth: number): Fault | null {
  const { quote, openList, backslash, closeList, openObject, closeObject } = CHARACTER;
  let depth = 0;
  let inWords = false;
  let escaped = false;
  for (let left = reader.varUint(); left > 0 && !reader.broken; left -= 1) {
    const byte = reader.byte();
    if (escaped) escaped = false;
    else if (inWords && byte === backslash) escaped = true;
    else if (byte === quote) inWords = !inWords;
    else if (inWords) continue;
    else if (byte === openList || byte === openObject) depth += 1;
    else if (byte === closeList || byte === closeObject) depth -= 1;
    if (depth > maxDepth) return fault('G6', 'too-large', 'values nested too deep');
  }
  return null;
}

function scanType(reader: ByteReader): Fault | null {
  const type = reader.varUint();
  if (type === TYPE.element) reader.skip(reader.varUint());
  else if (type !== TYPE.text && !reader.broken) return fault('G21', 'wrong-kind', 'a type that no page is made of');
  return null;
}

function scanValues(reader: ByteReader, maxJsonDepth: number): Fault | null {
  for (let values = reader.varUint(); values > 0 && !reader.broken; values -= 1) {
    const found = scanValue(reader, maxJsonDepth);
    if (found !== null) return found;
  }
  return null;
}

function skipPlace(reader: ByteReader, info: number): void {
  if ((info & INFO.leftOrigin) !== 0) skipId(reader);
  if ((info & INFO.rightOrigin) !== 0) skipId(reader);
  if ((info & (INFO.leftOrigin | INFO.rightOrigin)) !== 0) return;
  if (reader.varUint() === 1) reader.skip(reader.varUint());
  else skipId(reader);
  if ((info & INFO.key) !== 0) reader.skip(reader.varUint());
}

function skipId(reader: ByteReader): void {
  reader.varUint();
  reader.varUint();
}

/** lib0's tags of JSON-like values. `depth` is how many containers may still be opened. */
function scanValue(reader: ByteReader, depth: number): Fault | null {
  const tag = reader.byte();
  switch (tag) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return null;
    case 125: // integer
      while (reader.byte() > 127);
      return null;
    case 124: // 32-bit float
      reader.skip(4);
      return null;
    case 123: // 64-bit float
    case 122: // big integer
      reader.skip(8);
      return null;
    case 119: // text
    case 116: // bytes
      reader.skip(reader.varUint());
      return null;
    case 118: // object
    case 117: // array
      return scanContainer(reader, tag === 118, depth - 1);
    default:
      return reader.broken ? null : fault('G18', 'malformed', 'unknown kind of value');
  }
}

function scanContainer(reader: ByteReader, keyed: boolean, depth: number): Fault | null {
  if (depth < 0) return fault('G6', 'too-large', 'values nested too deep');
  for (let members = reader.varUint(); members > 0 && !reader.broken; members -= 1) {
    if (keyed) reader.skip(reader.varUint());
    const found = scanValue(reader, depth);
    if (found !== null) return found;
  }
  return null;
}

function scanDeletes(reader: ByteReader, limits: ScanLimits): Fault | null {
  let total = 0;
  for (let clients = reader.varUint(); clients > 0 && !reader.broken; clients -= 1) {
    reader.varUint(); // client
    const ranges = reader.varUint();
    if (ranges === 0 && !reader.broken) return fault('G6', 'malformed', 'a client without delete ranges');
    total += ranges;
    if (total > limits.maxDeleteRanges) return fault('G6', 'too-large', 'too many delete ranges');
    for (let range = 0; range < ranges && !reader.broken; range += 1) skipId(reader);
  }
  return null;
}
