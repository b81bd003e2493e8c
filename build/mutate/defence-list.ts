import { inGate, type Defence } from './defence.ts';

/** Of logs, and of both shapes. G13 is a matter of where code stands: `npm run check` tells of it. G14 is the client's, beside what is around the gate. */
export const LOG_DEFENCES: readonly Defence[] = [
  ...inGate('admission', [
    ['G1', 'an effect before the verdict', 'fresh.push(block.client);', 'fresh.push(block.client), owned.owners.bind(block.client, account);'],
    ['G3', "another's client id", ': owner === account;', ': true;'],
    ['G3', "the relay's own client id", 'if (client === doc.clientID) return false;', ''],
    ['G3', 'a client id without an owner', 'stateOf(doc, client) === 0', 'true'],
    ['G3', "another's client id in presence", "mayUse(owned, client, account) ? owned.owners.claim(client, account) : 'taken'", 'owned.owners.claim(client, account)'],
    ['G5', 'a gap before the first struct', 'start === live ? null', 'start >= live ? null'],
    ['G3', 'client ids past the quota', 'fresh.length > owned.owners.roomFor(account)', 'false'],
  ]),
  ...inGate('log-gate', [
    ['G2', 'bytes behind the update', 'scan.end === update.length ? update : update.subarray(0, scan.end)', 'update'],
    ['G6', 'too many bytes', 'update.length > (context.step2', 'false && update.length > (context.step2'],
    ['G11', 'refusing what repeats the whole delete set', 'context.step2 ? Infinity : limits.maxDeleteRanges', 'limits.maxDeleteRanges'],
  ]),
  ...inGate('incoming', [
    ['G4', 'judging again what is there', '|| !repeats(whole.value)) return whole;', '|| true) return whole;'],
    ['G6', 'client ids past 32 bits', 'if (client > MAX_CLIENT_ID)', 'if (false)'],
    ['G6', 'clocks past 31 bits', ' || clock + struct.length > MAX_CLOCK', ''],
    ['G6', 'structs of length zero', 'struct.length <= 0 || ', ''],
  ]),
  ...inGate('byte-reader', [
    ['G18', 'numbers that no double holds', 'return value <= Number.MAX_SAFE_INTEGER ? value : this.break();', 'return value;'],
  ]),
  ...inGate('scan', [
    ['G6', 'too many clients', 'if (blocks > limits.maxClients)', 'if (false)'],
    ['G6', 'too many structs', 'if (structs > limits.maxStructs)', 'if (false)'],
    ['G6', 'too many delete ranges', 'if (total > limits.maxDeleteRanges)', 'if (false)'],
    ['G6', 'JSON too deep', 'if (depth < 0)', 'if (depth < -40_000)'],
    ['G6', "a mark's JSON too deep", 'if (depth > maxDepth)', 'if (false)'],
    ['G6', 'a client listed twice', 'if (clients?.has(client) === true)', 'if (false)'],
    ['G6', 'a client without structs', 'if (count === 0)', 'if (false)'],
    ['G6', 'a client without ranges', 'if (ranges === 0 && !reader.broken)', 'if (false)'],
    ['G18', 'V2 bytes', 'reader.position === EMPTY_UPDATE_BYTES && !reader.atEnd', 'false'],
    ['G7', 'content of a kind that the shape does not hold', 'if (!limits.contents.kinds.has(ref)) return', 'if (false) return'],
    ['G6', 'odd skip structs', "info === REF.skip ? fault('G5', 'incomplete', 'a gap inside the update') : fault('G6', 'malformed', 'odd skip struct')", "fault('G5', 'incomplete', '')"],
    ['G6', 'odd collected structs', "info === REF.gc ? null : fault('G6', 'malformed', 'odd collected struct')", 'null'],
  ]),
  ...inGate('integration-order', [
    ['G5', 'what depends on what is not there', 'stuck === undefined ? null', 'true ? null'],
    ['G5', 'an origin that is not there', "isKnown(doc, incoming, id) ? 'ready' : 'waits'", "'ready'"],
    ['G5', 'its own future as an origin', 'if (isOwnFuture(item, id))', 'if (false)'],
  ]),
  ...inGate('structs', [
    ['G6', 'long tombstones', 'subject.tombstoneLength > subject.log.limits.maxTombstoneLength', 'false'],
    ['G9', 'a right origin', 'if (struct.rightOrigin !== null)', 'if (false)'],
    ['G7', 'refusing what hangs on something that is gone', "if (place.value.root === 'nowhere') return mayAppend(subject, struct.id);", "if (place.value.root === 'nowhere') return fault('G7', 'wrong-place', 'nowhere', struct.id);"],
    ['G6', 'the work of integrating it', '?? chargeWork(subject, struct, place.value, live)', ''],
  ]),
  ...inGate('work', [
    ['G6', 'conflict storms within an update', 'const steps = 2 * crowd.runs * (crowd.items - 1);', 'const steps = 0;'],
    ['G6', 'a place behind thousands of removed entries', '+ (live?.steps ?? 0);', ';'],
  ]),
  ...inGate('placement', [
    ['G7', 'a key in the entries', "item.parentSub === null ? ok(IN_ENTRIES) : err(fault('G7', 'wrong-place', 'a key in the entries', item.id))", 'ok(IN_ENTRIES)'],
    ['G7', 'a list item in the marks', "? err(fault('G7', 'wrong-place', 'a list item in the marks', item.id))", '? ok(NOWHERE)'],
    ['G7', 'a root outside the shape', "return err(fault('G7', 'wrong-place', 'no such root', item.id))", 'return ok(NOWHERE)'],
    ['G7', 'a parent that is no container', "? ok(NOWHERE) : err(fault('G7', 'wrong-place', 'no container', item.id))", '? ok(NOWHERE) : ok(NOWHERE)'],
  ]),
  ...inGate('plain-json', [
    ['G7', 'a prototype from the wire', 'if (Object.getPrototypeOf(value) !== Object.prototype) return false;', ''],
    ['G7', 'lone surrogates', 'return value.isWellFormed();', 'return true;'],
    ['G7', 'numbers that are none', 'return Number.isFinite(value);', 'return true;'],
  ]),
  ...inGate('appends', [
    ['G7', 'an entry of a kind that the shape does not have', "if (schema === undefined) return fault('G7', 'schema', 'no such kind of entry', at);", 'if (schema === undefined) return null;'],
    ['G7', 'an entry against its schema', "if (!matches(schema, value)) return fault('G7', 'schema', 'the entry does not match its schema', at);", ''],
    ['G9', 'too far behind the tail', 'if (behind.entries > maxEntriesBehindTail)', 'if (false)'],
    ['G9', 'before an entry of long ago', 'if (behind.oldestMs < subject.context.nowMs - maxBehindMs)', 'if (false)'],
    ['G15', 'a forged author', "value['author'] !== context.account", 'false'],
    ['G15', "an id in another's namespace", 'if (authorOf(id) !== context.account)', 'if (false)'],
    ['G15', 'an id twice in an update', '!newIds.add(id) || ', ''],
    ['G15', 'an id that is live', ' || subject.isLive(id)', ''],
    ['G15', 'a date ahead', 'if (atMs > context.nowMs + log.limits.maxAheadMs)', 'if (false)'],
    ['G15', 'a date of long ago', 'atMs < context.nowMs - log.limits.maxBehindMs ?', 'false ?'],
    ['G17', "the relay's kinds of entries", 'if (!context.rights.append.kinds.includes(value.kind))', 'if (false)'],
    ['G17', 'one who may not write', "policyFault('G17', subject.context.rights.append.verdict, 'denied', 'may not write here', at) ?? ", ''],
    ['G26', 'a closed segment', 'log.marks.has(CONTINUED_KEY) ?', 'false ?'],
  ]),
  ...inGate('log-size', [['G27', 'marks without end', 'if (marks === 0 || ', 'if (true || ']]),
  ...inGate('marks', [
    ['G16', "another's mark", 'if (parsed.account !== context.account)', 'if (false)'],
    ['G16', 'a key that is none of the shape', "return fault('G16', 'schema', 'no such mark', item.id);", 'return null;'],
    ['G16', 'a mark that the shape does not have', '|| !fitsSubject(spec.on, parsed.subject)', ''],
    ['G7', 'a mark against its schema', '|| !matches(spec.value, value)', ''],
    ['G7', 'two values under one key', 'if (content.values.length !== 1)', 'if (false)'],
    ['G17', 'one who may not mark', "policyFault('G17', context.rights.mark, 'denied', 'may not mark here', item.id) ?? ", ''],
  ]),
  ...inGate('delete-set', [
    ['G5', 'deleting what is not there yet', 'if (!isKnown(doc, incoming, { client, clock: end - 1 }))', 'if (false)'],
    ['G6', 'odd delete ranges', 'if (len <= 0 || clock < end || clock + len > MAX_CLOCK)', 'if (false)'],
    ['G11', 'too many that delete something', 'if (effective > maxRanges)', 'if (false)'],
    ['G11', 'deleting again what is gone', ' || struct.deleted) continue;', ') continue;'],
  ]),
  ...inGate('deletions', [
    ['G17', "deleting what is another's", 'if (ownerOf(log, item) !== context.account)', 'if (false)'],
    ['G17', 'deleting where one may not', "return policyFault('G17', own, 'denied', 'may not delete here', item.id);", 'return null;'],
  ]),
  ...inGate('fault', [
    ['G8', 'a refusal without the rule of the gate', 'detail: `${gate}: ${detail}`,', 'detail,'],
    ['G8', 'a refusal without its place', 'client: at.client, clock: at.clock }),', '}),'],
    ['G8', 'strikes that are none', "'wrong-kind', 'forged-author'])", "'wrong-kind', 'forged-author', 'stale'])"],
  ]),
  ...inGate('yjs-internals', [
    ['G18', 'bytes that Yjs cannot read', '  } catch {\n    return null;', '  } catch (error) {\n    throw error;'],
  ]),
  ...inGate('work-budget', [
    ['G12', 'one who uses up the time of all', 'return excessMs < 0 ? 0', 'return true ? 0'],
  ]),
];
