import { inDocuments, inGate, type Defence } from './defence.ts';

/** Attacks that several defences stand against, each of which is enough: only with all of them out do the tests fail. */
export interface Layered {
  readonly titles: readonly string[];
  readonly together: readonly Defence[];
}

const [CUT_SHORT, UNKNOWN_KINDS, UNKNOWN_TYPES] = inGate('scan', [
  ['G18', 'what is cut short', "if (reader.broken) return { ok: false, fault: fault('G18', 'malformed', 'truncated, or a number out of range') };", ''],
  ['G7', 'content of a kind that the shape does not hold', 'if (!limits.contents.kinds.has(ref)) return', 'if (false) return'],
  // With the name that follows such a number passed over, as its reader would.
  ['G21', 'types that no page is made of', "return fault('G21', 'wrong-kind', 'a type that no page is made of')", 'reader.skip(type === 5 ? reader.varUint() : 0)'],
]) as [Defence, Defence, Defence];
const [UNREADABLE] = inGate('yjs-internals', [
  ['G18', 'bytes that Yjs cannot read', '  } catch {\n    return null;', '  } catch (error) {\n    throw error;'],
]) as [Defence];
const [INEXACT] = inGate('byte-reader', [
  ['G18', 'numbers that no double holds', 'return value <= Number.MAX_SAFE_INTEGER ? value : this.break();', 'return value;'],
]) as [Defence];
const [NO_JSON, NO_OBJECT, NO_SUCH_KIND, FORGED, FOREIGN_ID] = inGate('appends', [
  ['G7', 'entries that are no JSON', "if (content.kind === 'other') return fault('G7', 'wrong-kind', 'entries are JSON', item.id);", "if (content.kind === 'other') return null;"],
  ['G7', 'entries that are no objects', 'if (!isPlainJson(value, log.limits.maxJsonDepth) || !isJsonObject(value)) {', 'if (false) {'],
  ['G7', 'an entry of a kind that the shape does not have', "if (schema === undefined) return fault('G7', 'schema', 'no such kind of entry', at);", 'if (schema === undefined) return null;'],
  ['G15', 'a forged author', "value['author'] !== context.account", 'false'],
  ['G15', "an id in another's namespace", 'if (authorOf(id) !== context.account)', 'if (false)'],
]) as [Defence, Defence, Defence, Defence, Defence];

export const LAYERED: readonly Layered[] = [
  { titles: ['an update cut short at any byte is malformed, and leaves no trace', 'empty bytes', 'random bytes'], together: [CUT_SHORT, UNREADABLE] },
  {
    titles: ['client id of 2^53 + 2'],
    together: [INEXACT, ...inGate('incoming', [['G6', 'client ids past 32 bits', 'if (client > MAX_CLIENT_ID)', 'if (false)']])],
  },
  {
    titles: ['a range past 2^53'],
    together: [INEXACT, ...inGate('delete-set', [['G6', 'odd delete ranges', 'if (len <= 0 || clock < end || clock + len > MAX_CLOCK)', 'if (false)']])],
  },
  { titles: ['format', 'string in an entry list', 'XML element', 'XmlText'], together: [UNKNOWN_KINDS, NO_JSON] },
  { titles: ['nested array', 'XmlHook'], together: [UNKNOWN_KINDS, UNKNOWN_TYPES, NO_JSON] },
  { titles: ['type number out of range'], together: [UNKNOWN_KINDS, UNKNOWN_TYPES, UNREADABLE] },
  {
    titles: ["one's own required field in the update that creates it: a record is no container"],
    together: [
      UNKNOWN_KINDS, UNKNOWN_TYPES, NO_JSON,
      ...inGate('placement', [['G7', 'a parent that is no container', ": err(fault('G7', 'wrong-place', 'no container', item.id))", ': ok(NOWHERE)']]),
    ],
  },
  {
    titles: ['forged author', "restoring another's deleted entry through undo: a new item with their content"],
    together: [FORGED, FOREIGN_ID],
  },
  {
    titles: [
      'a node called "script"', 'a node called "iframe"', 'a node called "constructor"', 'a node called "__proto__"',
    ],
    together: inGate('page-placement', [
      ['G21', 'a node where it may not stand', ' || !around.model.holds.has(type.nodeName)', ''],
      ['G21', 'a node outside the set', 'return node === undefined ? null : { type, depth, model: node };', 'return { type, depth, model: node ?? around.model };'],
    ]),
  },
  {
    // What they write is refused, and what they delete is.
    titles: ['a reader hides a deletion behind a good insert'],
    together: inGate('page-gate', [
      ['G19', 'a reader who writes in a page', 'if (denied !== null) return denied;', ''],
      ['G19', 'a reader who deletes in a page', "return denied ?? 'deletes';", "return 'deletes';"],
    ]),
  },
  {
    // The walk over the bytes knows a gap, and so does whoever takes what Yjs decoded.
    titles: ['Skip struct'],
    together: [
      ...inGate('scan', [['G5', 'a gap inside the update', "return info === REF.skip ? fault('G5', 'incomplete', 'a gap inside the update') : fault('G6', 'malformed', 'odd skip struct')", 'reader.varUint();\n    return null']]),
      ...inGate('incoming', [['G5', 'a gap that was decoded', 'if (isSkip(struct))', 'if (false)']]),
    ],
  },
  { titles: ['JSON nested 8 deep, which no schema knows'], together: [NO_OBJECT, NO_SUCH_KIND] },
  {
    titles: ['A10 last leave and first join in the same moment, 2,000 times: nothing lost, nothing left in memory'],
    together: inDocuments('shelf', [
      ['A10', 'unloading what somebody is about to use', 'place.pins > 0 || ', ''],
      ['A10', 'unloading what somebody has open, or is on its way to the disk', ' || !place.live.isIdle) return;', ') return;'],
    ]),
  },
  {
    titles: ["C8 another's client id, another's removal and invented ids are seen by nobody"],
    together: [
      ...inDocuments('roster', [['W11', 'a client id that is in use, or bound', '!this.#whoByClient.has(client) && mayUse(client)', 'true']]),
      ...inDocuments('attendance', [['G3', 'a client id that cannot be bound', 'if (!this.#document.claim(picked.client, account)) return null;', 'this.#document.claim(picked.client, account);']]),
    ],
  },
];
