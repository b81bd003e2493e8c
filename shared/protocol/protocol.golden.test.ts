import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as auth from 'y-protocols/auth';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { CLOSE, offeredSubprotocols } from './codes.ts';
import { decodeFrame, encodeFrame, type Frame } from './frame.ts';
import {
  decodeMessage,
  encodeAwareness,
  encodeReceipt,
  encodeRefusal,
  encodeStateVector,
  encodeUpdate,
  type Message,
} from './message.ts';
import { WIRE } from '../limits.ts';
import { AGAIN, REFUSAL_CODES, parseRefusal, type Refusal } from './refusal.ts';

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text.split(' '), (byte) => Number.parseInt(byte, 16));
const textHex = (text: string): string => hex(new TextEncoder().encode(text));
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

const REFUSAL: Refusal = { n: 3, code: 'denied', again: 'never', rule: 'P13-chat-closed', detail: 'closed' };
const REFUSAL_JSON = '{"n":3,"code":"denied","again":"never","rule":"P13-chat-closed","detail":"closed"}';
const WELCOME = { protocol: 1, account: 'a', device: 'd', nowMs: 1_700_000_000_000 };
const WELCOME_JSON = '{"protocol":1,"account":"a","device":"d","nowMs":1700000000000}';
const length = (text: string): string => text.length.toString(16).padStart(2, '0');

const MESSAGES: readonly (readonly [string, Uint8Array | null, string, Message])[] = [
  ['W6 state vector', encodeStateVector(bytes(1, 2)), '00 00 02 01 02', { type: 'state-vector', stateVector: bytes(1, 2) }],
  ['W5 sync step 2', encodeUpdate(bytes(9), true), '00 01 01 09', { type: 'update', step2: true, update: bytes(9) }],
  ['W5 update', encodeUpdate(bytes(9)), '00 02 01 09', { type: 'update', step2: false, update: bytes(9) }],
  ['awareness', encodeAwareness(bytes(5)), '01 01 05', { type: 'awareness', update: bytes(5) }],
  ['W8 refusal', encodeRefusal(REFUSAL), `02 00 ${length(REFUSAL_JSON)} ${textHex(REFUSAL_JSON)}`, { type: 'refusal', refusal: REFUSAL }],
  ['query awareness', null, '03', { type: 'query-awareness' }],
  ['W7 receipt', encodeReceipt(300), '40 ac 02', { type: 'receipt', count: 300 }],
];

const FRAMES: readonly (readonly [string, Frame, string])[] = [
  ['W15 open', { op: 'open', channel: 1, document: 'queue/teen' }, `01 00 0a ${textHex('queue/teen')}`],
  ['data', { op: 'data', channel: 200, message: bytes(3) }, 'c8 01 01 03'],
  ['W16 close', { op: 'close', channel: 1, code: CLOSE.notFound, reason: '' }, '01 02 b4 22 00'],
  ['W17 welcome', { op: 'welcome', welcome: WELCOME }, `00 03 ${length(WELCOME_JSON)} ${textHex(WELCOME_JSON)}`],
  ['ping', { op: 'ping', nonce: 7 }, '00 04 07'],
  ['W17 pong', { op: 'pong', nonce: 7, nowMs: 300 }, '00 05 07 ac 02'],
  ['W18 account', { op: 'account' }, '00 06'],
];

describe('bytes on the wire: a change here is a new version of the protocol', () => {
  it.each(MESSAGES)('%s', (_, encoded, golden, message) => {
    expect(encoded === null ? golden : hex(encoded)).toBe(golden);
    expect(decodeMessage(bytesOf(golden))).toEqual(message);
  });

  it.each(FRAMES)('%s', (_, frame, golden) => {
    expect(hex(encodeFrame(frame))).toBe(golden);
    expect(decodeFrame(bytesOf(golden))).toEqual(frame);
  });

  it('a bad refusal, an unknown type, sub-type or operation is no message', () => {
    for (const text of ['02 01 00', '02 00 02 7b 7d', '00 03 01 00', '04', '41 01', '7f']) {
      expect(decodeMessage(bytesOf(text))).toBeNull();
    }
    for (const text of ['00 07', '01 09 00', '00 03 02 7b 7d']) expect(decodeFrame(bytesOf(text))).toBeNull();
  });

  it('W2: the subprotocols that a client offers', () => {
    expect(offeredSubprotocols('abc')).toEqual(['samovar.v1', 'samovar.token.abc']);
  });

  it('close codes', () => {
    expect(CLOSE).toEqual({
      malformed: 4400, signedOut: 4401, forbidden: 4403, notFound: 4404, gone: 4410, tooMuch: 4429,
      storage: 4500, unavailable: 4503, frameTooLarge: 1009,
    });
  });
});

describe('byte for byte what a stock y-websocket client speaks', () => {
  const doc = new Y.Doc();
  doc.getArray('entries').push([{ id: 1 }]);
  const stock = (type: number, write: (encoder: encoding.Encoder) => void): string =>
    hex(encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, type);
      write(encoder);
    }));

  it('sync', () => {
    const update = Y.encodeStateAsUpdate(doc);
    expect(hex(encodeStateVector(Y.encodeStateVector(doc)))).toBe(stock(0, (encoder) => sync.writeSyncStep1(encoder, doc)));
    expect(hex(encodeUpdate(update, true))).toBe(stock(0, (encoder) => sync.writeSyncStep2(encoder, doc)));
    expect(hex(encodeUpdate(update))).toBe(stock(0, (encoder) => sync.writeUpdate(encoder, update)));
  });

  it('awareness and auth', () => {
    const awareness = new Awareness(doc);
    awareness.setLocalState({ typing: true });
    const update = encodeAwarenessUpdate(awareness, [doc.clientID]);
    expect(hex(encodeAwareness(update))).toBe(stock(1, (encoder) => encoding.writeVarUint8Array(encoder, update)));
    expect(hex(encodeRefusal(REFUSAL))).toBe(stock(2, (encoder) => auth.writePermissionDenied(encoder, REFUSAL_JSON)));
    awareness.destroy();
  });
});

describe('refusals', () => {
  it('say for every code what to do next, as PROTOCOL.md has it', () => {
    expect(Object.keys(AGAIN)).toEqual([...REFUSAL_CODES]);
    const codes = (again: string) => REFUSAL_CODES.filter((code) => AGAIN[code] === again);
    expect(codes('later')).toEqual(['too-fast', 'storage']);
    expect(codes('resync')).toEqual(['incomplete']);
    expect(codes('rebase')).toEqual(['too-complex', 'foreign-client', 'not-append', 'stale', 'segment-full', 'clock']);
  });

  it.each(['', 'null', '[]', '{"n":0}', '{"n":1,"code":3,"again":"never","detail":""}',
    `{"n":1,"code":"denied","again":"never","detail":"${'x'.repeat(201)}"}`,
    '{"n":1.5,"code":"denied","again":"never","detail":""}'])('%s is none', (text) => {
    expect(parseRefusal(text)).toBeNull();
  });

  it('W8 of more than maxRefusalLength is none', () => {
    const long = (units: number): string => {
      const text = '{"n":1,"code":"denied","again":"never","detail":"","more":""}';
      return text.replace('"more":""', `"more":"${'x'.repeat(units - text.length)}"`);
    };
    expect(parseRefusal(long(WIRE.maxRefusalLength))).not.toBeNull();
    expect(parseRefusal(long(WIRE.maxRefusalLength + 1))).toBeNull();
  });

  it.each([
    ['a key', '{"n":1,"code":"denied","again":"never","rule":"P13-chat-closed","detail":"","more":1}', 'P13-chat-closed'],
    ['a rule', '{"n":1,"code":"denied","again":"never","rule":"P999-not-yet-written","detail":""}', undefined],
  ] as const)('W8 are heard also from a newer relay that says %s which is not known here', (_, text, rule) => {
    expect(parseRefusal(text)).toEqual({ n: 1, code: 'denied', again: 'never', rule, detail: '' });
  });

  it.each([
    ['a code', '{"n":1,"code":"asleep","again":"later","detail":""}', 'later'],
    ['a code and a way on', '{"n":1,"code":"asleep","again":"tomorrow","detail":""}', 'never'],
  ] as const)('W8 are heard also from a newer relay that says %s which is not known here', (_, text, again) => {
    expect(parseRefusal(text)).toEqual({ n: 1, code: 'not-known', again, detail: '' });
  });
});
