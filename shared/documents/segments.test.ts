import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId, type AccountId, type ChatId } from '../ids.ts';
import { GATE, SEGMENT, WIRE } from '../limits.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { CHAT_SHAPE } from './chat.ts';
import { logRoots, parseMarkKey } from './log.ts';
import { chatDocument, parseDocumentName } from './names.ts';
import {
  CONTINUED_KEY, continuationOf, continuedIn, documentsOf, isFull, parseContinued, segmentDocument, segmentOf, segmentStanding,
} from './segments.ts';

const random = seededRandom(7);
const chat = newId<ChatId>(random);
const address = { kind: 'chat', chat, segment: 3 } as const;

describe('W19 segments of a long log', () => {
  it('share one name, with their number behind it', () => {
    expect(segmentOf(address)).toEqual({ log: chatDocument(chat), segment: 3 });
    expect(segmentDocument(address, 0)).toBe(`chat/${chat}`);
    expect(segmentDocument(address, 12)).toBe(`chat/${chat}/12`);
    expect(parseDocumentName(`chat/${chat}/12`)).toEqual({ kind: 'chat', chat, segment: 12 });
  });

  it('are none in kinds that are never cut', () => {
    const inbox = { kind: 'inbox', account: newId<AccountId>(random) } as const;
    expect(segmentOf(inbox)).toBeNull();
    expect(() => segmentDocument(inbox, 1)).toThrow('no segments');
  });

  it.each([
    [{ first: 0, newest: 0 }, ['']],
    [{ first: 0, newest: 2 }, ['', '/1', '/2']],
    [{ first: 2, newest: 3 }, ['', '/2', '/3']],
    [{ first: 1, newest: 1 }, ['', '/1']],
  ])('of %j are these documents, the head always among them', (range, suffixes) => {
    expect(documentsOf(address, range)).toEqual(suffixes.map((suffix) => `chat/${chat}${suffix}`));
  });

  it.each([
    [0, { first: 0, newest: 0 }, 'open'],
    [1, { first: 0, newest: 0 }, 'not-there'],
    [0, { first: 0, newest: 1 }, 'closed'],
    [1, { first: 0, newest: 1 }, 'open'],
    [2, { first: 0, newest: 1 }, 'not-there'],
    [0, { first: 2, newest: 3 }, 'closed'],
    [1, { first: 2, newest: 3 }, 'erased'],
    [2, { first: 2, newest: 3 }, 'closed'],
    [3, { first: 3, newest: 3 }, 'open'],
    [9_999, { first: 3, newest: 3 }, 'not-there'],
  ] as const)('segment %i of %j is %s', (segment, range, standing) => {
    expect(segmentStanding(segment, range)).toBe(standing);
  });
});

describe('the mark of a closed segment', () => {
  it('is the relay’s, and no shape lets anybody else set it', () => {
    expect(parseMarkKey(CONTINUED_KEY)).toEqual({ subject: '-', account: 'relay', name: 'continued' });
    expect(Object.keys(CHAT_SHAPE.marks)).not.toContain('continued');
  });

  it('says where the log goes on', () => {
    const doc = new Y.Doc();
    expect(continuationOf(doc)).toBeNull();
    logRoots(doc).marks.set(CONTINUED_KEY, continuedIn(1));
    expect(continuationOf(doc)).toBe(1);
  });

  it.each([
    undefined, null, 1, 'x', {}, { segment: 0 }, { segment: -1 }, { segment: 1.5 }, { segment: '1' }, { segment: 10_000 },
    { segment: 1, more: true },
  ])('%j is none', (value) => {
    expect(parseContinued(value)).toBeNull();
  });
});

describe('C4 a segment ends', () => {
  it('at so many entries, pieces or bytes, whichever comes first', () => {
    const limits = { maxEntries: 3, maxStructs: 9, maxBytes: 100 };
    expect(isFull({ entries: 2, structs: 8, bytes: 99 }, limits)).toBe(false);
    expect(isFull({ entries: 3, structs: 0, bytes: 0 }, limits)).toBe(true);
    expect(isFull({ entries: 0, structs: 9, bytes: 0 }, limits)).toBe(true);
    expect(isFull({ entries: 0, structs: 0, bytes: 100 }, limits)).toBe(true);
  });

  it('G27 before it would take no mark more, the largest update included', () => {
    expect(SEGMENT.maxStructs + GATE.maxStructsPerUpdate).toBeLessThanOrEqual(GATE.maxStructsInLog);
    expect(SEGMENT.maxStructs).toBeGreaterThanOrEqual(4 * SEGMENT.maxEntries); // a talk ends by its words, not by its marks
  });

  it('well before 5 MiB, the update that reaches the bound included', () => {
    expect(isFull({ entries: SEGMENT.maxEntries, structs: 0, bytes: 0 })).toBe(true);
    expect(SEGMENT.maxBytes + WIRE.maxSyncBytes).toBeLessThan(5 * 1_024 * 1_024);
  });
});
