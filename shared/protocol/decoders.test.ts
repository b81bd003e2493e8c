import { describe, expect, it } from 'vitest';
import { parseMarkKey, formatMarkKey } from '../documents/log.ts';
import { documentName, parseDocumentName } from '../documents/names.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { decodeFrame, encodeFrame } from './frame.ts';
import { decodeMessage, encodeReceipt, encodeRefusal, encodeUpdate } from './message.ts';

/** Decoders are total: whatever a stranger sends, they answer, and nothing is thrown (RELIABILITY C1). */
const SEED = 20_261_122;
const ROUNDS = 40_000;
const random = seededRandom(SEED);

const noise = (): Uint8Array => random.bytes(random.bytes(1)[0]! % 40);

/** A valid message with one byte changed, cut off, or something added. */
function damaged(valid: Uint8Array): Uint8Array {
  const [how = 0, where = 0, what = 0] = random.bytes(3);
  const at = where % (valid.length + 1);
  const copy = Uint8Array.from(valid);
  switch (how % 3) {
    case 0:
      copy[at] = what;
      return copy;
    case 1:
      return copy.slice(0, at);
    default:
      return Uint8Array.from([...copy, ...random.bytes(what % 8)]);
  }
}

const VALID = [
  encodeUpdate(Uint8Array.from([1, 2, 3, 4])),
  encodeReceipt(12_345),
  encodeRefusal({ n: 1, code: 'stale', again: 'rebase', detail: 'late' }),
  encodeFrame({ op: 'open', channel: 3, document: 'chat/01234567890123456789' }),
  encodeFrame({ op: 'close', channel: 3, code: 4404, reason: 'x' }),
  encodeFrame({ op: 'welcome', welcome: { protocol: 1, account: 'a', device: 'd', nowMs: 1 } }),
  encodeFrame({ op: 'pong', nonce: 1, nowMs: 2 ** 42 }),
];

describe(`total decoders (seed ${SEED})`, () => {
  it('C1: random bytes never throw', () => {
    const read = (): void => {
      const input = noise();
      decodeMessage(input);
      decodeFrame(input);
    };
    expect(() => {
      for (let round = 0; round < ROUNDS; round += 1) read();
    }).not.toThrow();
  });

  it('C1: damaged messages never throw, and what is read stays within what came', () => {
    let understood = 0;
    const overreaching: Uint8Array[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const input = damaged(VALID[round % VALID.length]!);
      const message = decodeMessage(input);
      const frame = decodeFrame(input);
      const update = message?.type === 'update' ? message.update.length : 0;
      const data = frame?.op === 'data' ? frame.message.length : 0;
      if (Math.max(update, data) > Math.max(0, input.length - 1)) overreaching.push(input);
      if (message !== null || frame !== null) understood += 1;
    }
    expect(overreaching).toEqual([]);
    expect(understood).toBeGreaterThan(1_000);
  });

  it('a length that lies about what follows is no message', () => {
    for (const bytes of [[0, 2, 255, 255, 255, 127], [1, 9], [2, 0, 200, 1, 123], [64], [64, 255]]) {
      expect(decodeMessage(Uint8Array.from(bytes))).toBeNull();
    }
    const endless = new Uint8Array(64).fill(255);
    expect(decodeMessage(endless)).toBeNull();
    expect(decodeFrame(endless)).toBeNull();
  });

  it('C3 nothing stands behind a message: it would be kept with it, and counted as nothing', () => {
    for (const message of VALID.slice(0, 3)) {
      expect(decodeMessage(message)).not.toBeNull();
      expect(decodeMessage(Uint8Array.from([...message, 0]))).toBeNull();
    }
  });

  it('names and keys: only what was written by us is read, and it is written the same again', () => {
    const alphabet = [...'chatqueuinboxpeople/|-0123456789abcxyz', 'chat', 'relay', '__proto__', '\u0000', '\n', 'é'];
    const differing: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = Array.from(noise(), (byte) => alphabet[byte % alphabet.length]).join('');
      const address = parseDocumentName(text);
      if (address !== null && documentName(address) !== text) differing.push(text);
      const key = parseMarkKey(text);
      if (key !== null && formatMarkKey(key) !== text) differing.push(text);
    }
    expect(differing).toEqual([]);
  });
});
