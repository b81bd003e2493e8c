import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument, peopleDocument, queueDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId } from '#shared/ids.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeAwareness, encodeStateVector, encodeUpdate } from '#shared/protocol/message.ts';
import type { Dice } from '#shared/testing/dice.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import type { Pair, Pairs } from './pairs.ts';

interface Person {
  readonly account: AccountId;
  readonly token: string;
  readonly pair: Pair;
}

const WAYS = ['goodbye', 'cut', 'early', 'half-open'] as const;
const STAYS_BELOW_MS = 400;
/** The channel of the chat that is talked in; the others are only opened. */
const CHAT = 1;

/** One visit after the other, each by somebody else and ended in another way. */
export class Visits {
  readonly #port: number;
  readonly #pairs: Pairs;
  readonly #people: readonly Person[];
  readonly #dice: Dice;
  readonly ways: Record<string, number> = {};
  /** Answers to logins, by status. */
  readonly logins: Record<number, number> = {};
  count = 0;
  /** Who read a chat as it stood, and then wrote. */
  said = 0;
  /** The relay's receipts that came before the visit was over. */
  receipts = 0;

  constructor(port: number, pairs: Pairs, dice: Dice) {
    this.#port = port;
    this.#pairs = pairs;
    this.#people = pairs.all.flatMap((pair) => pair.people.map((person) => ({ ...person, pair })));
    this.#dice = dice;
  }

  async visit(): Promise<void> {
    this.count += 1;
    const person = this.#dice.pick(this.#people);
    const way = this.#dice.pick(WAYS);
    this.ways[way] = (this.ways[way] ?? 0) + 1;
    const address = `127.0.${2 + this.#dice.below(200)}.${1 + this.#dice.below(250)}`;
    if (this.#dice.once(10)) await this.#refusedLogin(address);
    if (way === 'half-open') return this.#halfOpen(address);
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/sync`, offeredSubprotocols(person.token), { localAddress: address });
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    if (way === 'early') {
      socket.terminate();
      return closed;
    }
    await Promise.race([new Promise<void>((resolve) => socket.once('open', () => resolve())), closed]);
    if (socket.readyState !== socket.OPEN) return closed;
    const leave = await this.#pairs.enter(person.pair);
    try {
      this.#talk(socket, person);
      await sleep(this.#dice.below(STAYS_BELOW_MS));
      if (way === 'goodbye') socket.close();
      else socket.terminate();
      await closed;
    } finally {
      leave();
    }
  }

  /** Reads the chat first, as every client does: a word before entries of long ago is `stale`, and nothing would be stored. */
  #talk(socket: WebSocket, { account, pair }: Person): void {
    const doc = new Y.Doc();
    const number = this.count;
    const say = (channel: number, message: Uint8Array): void => {
      if (socket.readyState === socket.OPEN) socket.send(encodeFrame({ op: 'data', channel, message }));
    };
    const stranger = this.#dice.pick(this.#people).pair;
    const names = [chatDocument(pair.chat), inboxDocument(account), peopleDocument(account), chatDocument(stranger.chat), queueDocument('adult')];
    const malformed = this.#dice.once(3);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'relay') say(CHAT, encodeUpdate(update));
    });
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(data);
      const message = frame?.op === 'data' && frame.channel === CHAT ? decodeMessage(frame.message) : null;
      if (message?.type === 'receipt') this.receipts += 1;
      if (message?.type !== 'update') return;
      Y.applyUpdate(doc, message.update, 'relay');
      if (!message.step2) return;
      this.said += 1;
      const entry = { id: newEntryId(account, seededRandom(number)), author: account, at: Date.now(), kind: 'message', text: 'hello' };
      logRoots(doc).entries.push([entry as never]);
      if (malformed) say(CHAT, encodeUpdate(Uint8Array.of(1, 2, 3)));
    });
    for (const [at, document] of names.entries()) socket.send(encodeFrame({ op: 'open', channel: at + CHAT, document }));
    say(CHAT, encodeStateVector(Y.encodeStateVector(doc)));
    say(CHAT, encodeAwareness(emptyPresence(doc.clientID)));
  }

  #refusedLogin(localAddress: string): Promise<void> {
    const body = JSON.stringify({ name: `Nobody${this.#dice.below(50)}`, password: 'a wrong one, and long enough', deviceName: 'x' });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' };
    return new Promise((resolve) => {
      const asked = request({ port: this.#port, host: '127.0.0.1', localAddress, method: 'POST', path: '/api/sessions', headers });
      asked.on('response', (response) => {
        const status = response.statusCode ?? 0;
        this.logins[status] = (this.logins[status] ?? 0) + 1;
        response.resume().once('close', resolve);
      });
      asked.on('error', () => resolve());
      asked.end(body);
    });
  }

  /** Half a handshake, and gone. */
  async #halfOpen(localAddress: string): Promise<void> {
    const socket = connect({ port: this.#port, host: '127.0.0.1', localAddress });
    socket.on('error', () => undefined);
    socket.write('GET /sync HTTP/1.1\r\nHost: x\r\nUpgr');
    await sleep(this.#dice.below(200));
    socket.destroy();
  }
}

/** An awareness update of one client, its first, that says nothing: `{}`. */
const emptyPresence = (client: number): Uint8Array =>
  encoding.encode((encoder) => {
    for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, '{}');
  });
