import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type ChatId } from '#shared/ids.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeUpdate } from '#shared/protocol/message.ts';
import type { CrowdOrder, CrowdReport } from './crowd.ts';

const random = { bytes: (length: number): Uint8Array => randomBytes(length) };
const SOCKETS_PER_ADDRESS = 20;
const OPENING_AT_ONCE = 20;
const DRAIN_MS = 1_000;
/** Stands in each text, and is found in the bytes without reading them as Yjs does. */
const STAMP = /stamp(\d+);/g;

interface Comer {
  readonly chat: ChatId;
  readonly account: AccountId;
  readonly token: string;
  readonly speaks: boolean;
}

interface Speaker {
  say(text: string): void;
  hear(update: Uint8Array): void;
}

class CrowdHere {
  readonly #order: CrowdOrder;
  readonly #speakers: Speaker[] = [];
  readonly #saidAt: number[] = [];
  #delivered: number[] = [];
  #acknowledged: number[] = [];
  #unacknowledged = 0;
  #sockets = 0;
  #lost = 0;

  constructor(order: CrowdOrder) {
    this.#order = order;
  }

  async come(): Promise<void> {
    const all = this.#order.rooms.flatMap(({ chat, people }) =>
      people.flatMap(({ account, tokens }) => tokens.map((token, device) => ({ chat, account, token, speaks: device === 0 }))),
    );
    const next = all.entries();
    const comeInTurn = async (): Promise<void> => {
      for (const [at, person] of next) {
        const number = Math.floor(at / SOCKETS_PER_ADDRESS);
        await this.#open(person, `127.0.${2 + Math.floor(number / 250)}.${1 + (number % 250)}`);
      }
    };
    await Promise.all(Array.from({ length: OPENING_AT_ONCE }, comeInTurn));
  }

  async talk(seconds: number): Promise<CrowdReport> {
    this.#delivered = [];
    this.#acknowledged = [];
    const { messagesPerSecond } = this.#order;
    const startedAt = performance.now();
    let said = 0;
    await new Promise<void>((resolve) => {
      const talking = setInterval(() => {
        const passedMs = performance.now() - startedAt;
        if (passedMs > seconds * 1_000) {
          clearInterval(talking);
          return resolve();
        }
        for (; said < (passedMs / 1_000) * messagesPerSecond; said += 1) {
          this.#saidAt.push(performance.now());
          this.#speakers[said % this.#speakers.length]?.say(`good evening to all of you, stamp${this.#saidAt.length - 1};`);
        }
      }, 5);
    });
    await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
    return {
      sockets: this.#sockets,
      lostSockets: this.#lost,
      said,
      delivered: this.#delivered,
      acknowledged: this.#acknowledged,
      unacknowledged: this.#unacknowledged,
    };
  }

  #open({ chat, account, token, speaks }: Comer, localAddress: string): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#order.port}/sync`, offeredSubprotocols(token), { localAddress });
    const send = (message: Uint8Array): void => socket.send(encodeFrame({ op: 'data', channel: 1, message }));
    const waiting: number[] = [];
    let receipted = 0;
    socket.once('open', () => {
      this.#sockets += 1;
      socket.send(encodeFrame({ op: 'open', channel: 1, document: chatDocument(chat) }));
    });
    socket.on('close', () => {
      this.#lost += 1;
    });
    const speaker = speakerOf(account, (update) => {
      waiting.push(performance.now());
      this.#unacknowledged += 1;
      send(encodeUpdate(update));
    });
    if (speaks) this.#speakers.push(speaker);
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        this.#hear(data);
        const frame = decodeFrame(data);
        if (frame?.op === 'open') resolve();
        const message = frame?.op === 'data' && speaks ? decodeMessage(frame.message) : null;
        if (message?.type === 'update') speaker.hear(message.update);
        if (message?.type === 'refusal') throw new Error(`refused: ${message.refusal.code}`);
        if (message?.type !== 'receipt') return;
        for (; receipted < message.count; receipted += 1) {
          this.#unacknowledged -= 1;
          this.#acknowledged.push(performance.now() - (waiting.shift() ?? Number.NaN));
        }
      });
    });
  }

  #hear(data: Buffer): void {
    if (data.length < 60) return;
    // What was said in one turn comes as one.
    for (const [, stamp] of data.toString('latin1').matchAll(STAMP)) {
      const atMs = this.#saidAt[Number(stamp)];
      if (atMs !== undefined) this.#delivered.push(performance.now() - atMs);
    }
  }
}

function speakerOf(account: AccountId, send: (update: Uint8Array) => void): Speaker {
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'relay') send(update);
  });
  return {
    hear: (update) => Y.applyUpdate(doc, update, 'relay'),
    say: (text) => {
      const entry = { id: newEntryId(account, random), author: account, at: Date.now(), kind: 'message', text };
      logRoots(doc).entries.push([entry as never]);
    },
  };
}

let crowd: CrowdHere | null = null;
process.on('message', (order: CrowdOrder | number) => {
  if (typeof order === 'number') void crowd?.talk(order).then((report) => process.send?.(report));
  else {
    crowd = new CrowdHere(order);
    void crowd.come().then(() => process.send?.('here'));
  }
});
process.on('disconnect', () => process.exit(0));
