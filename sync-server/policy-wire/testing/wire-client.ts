import type { WebSocket } from 'ws';
import { decodeFrame, encodeFrame, type Frame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeStateVector, encodeUpdate, type Message } from '#shared/protocol/message.ts';
import { NOT_KNOWN, type HeardRefusal } from '#shared/protocol/refusal.ts';
import * as Y from 'yjs';
import { isStrike } from '../../gate/fault.ts';

/** How the relay answered an update on a channel. */
export type Outcome =
  | { readonly is: 'acknowledged' }
  | { readonly is: 'refused'; readonly refusal: HeardRefusal }
  | { readonly is: 'closed'; readonly code: number };

const EMPTY_STATE = Y.encodeStateVector(new Y.Doc());
const PATIENCE_MS = 10_000;

/** One socket for many documents, spoken by hand: it says whatever it is told to, right or wrong. Test support. */
export class WireClient {
  readonly socket: WebSocket;
  /** Resolves when the upgrade was let through; rejects with the status that refused it. */
  readonly opened: Promise<void>;
  /** Every byte that came, for those who look for what must not be in it (RELIABILITY D4). */
  readonly received: Uint8Array[] = [];
  closedWith: number | null = null;
  closedReason = '';
  #channels = 0;
  #pings = 0;
  #pongs = 0;
  #listeners = new Set<() => void>();
  readonly #frames = new Map<number, Frame[]>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.binaryType = 'nodebuffer';
    this.opened = new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.on('error', reject);
    });
    this.opened.catch(() => undefined); // whoever dialled hears of it
    socket.on('message', (data: Buffer) => this.#receive(new Uint8Array(data)));
    socket.once('close', (code, reason) => {
      this.closedWith = code;
      this.closedReason = String(reason);
      this.#tell();
    });
  }

  /** Opens a document on a channel of its own. */
  open(document: string): number {
    this.#channels += 1;
    this.#send({ op: 'open', channel: this.#channels, document });
    return this.#channels;
  }

  say(channel: number, message: Uint8Array): void {
    this.#send({ op: 'data', channel, message });
  }

  sendRaw(bytes: Uint8Array): void {
    this.socket.send(bytes);
  }

  leave(channel: number): void {
    this.#send({ op: 'close', channel, code: 1000, reason: '' });
  }

  /** Everything that was sent before has been read by the relay. */
  async ping(): Promise<void> {
    this.#pings += 1;
    const nonce = this.#pings;
    this.#send({ op: 'ping', nonce });
    await this.until(() => (this.#pongs >= nonce ? true : this.closedWith), 'a pong');
  }

  cut(): void {
    this.socket.terminate();
  }

  messages(channel: number): readonly Message[] {
    return this.#of(channel).flatMap((frame) => {
      const message = frame.op === 'data' ? decodeMessage(frame.message) : null;
      return message === null ? [] : [message];
    });
  }

  /** The code that closed the channel, or the socket; null while it is open. */
  closeOf(channel: number): number | null {
    const closed = this.#of(channel).find((frame) => frame.op === 'close');
    return closed?.op === 'close' ? closed.code : this.closedWith;
  }

  /** Everything that came on a channel, without the channel's number. */
  saidOf(channel: number): string {
    return JSON.stringify(this.#of(channel).map((frame) => ({ ...frame, channel: 0 })));
  }

  isOpened(channel: number): boolean {
    return this.#of(channel).some((frame) => frame.op === 'open');
  }

  /** Waits until `look` gives something; fails after a while. */
  until<T>(look: () => T | null, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#listeners.delete(check);
        reject(new Error(`${what} did not come`));
      }, PATIENCE_MS);
      const check = (): void => {
        const found = look();
        if (found === null) return;
        clearTimeout(late);
        this.#listeners.delete(check);
        resolve(found);
      };
      this.#listeners.add(check);
      check();
    });
  }

  /** Opens a document and reads all of it; the code when the relay does not let it. */
  async read(document: string): Promise<{ readonly channel: number; readonly doc: Y.Doc } | number> {
    const channel = this.open(document);
    const closed = await this.sync(channel);
    if (closed !== null) return closed;
    const doc = new Y.Doc();
    for (const message of this.messages(channel)) if (message.type === 'update') Y.applyUpdate(doc, message.update);
    return { channel, doc };
  }

  /** Everything sent so far on the channel is judged, and its effects are told: null, or the code that closed it. */
  async sync(channel: number): Promise<number | null> {
    const answers = (): number => this.messages(channel).filter((message) => message.type === 'update' && message.step2).length;
    const before = answers();
    this.say(channel, encodeStateVector(EMPTY_STATE));
    return this.until(() => (answers() > before ? { code: null } : closeAt(this.closeOf(channel))), 'an answer to a state vector').then(
      ({ code }) => code,
    );
  }

  /** Sends one update and waits for what becomes of it. `n`: which update of the channel it is. */
  async attempt(channel: number, update: Uint8Array, step2: boolean, n: number): Promise<Outcome> {
    this.say(channel, encodeUpdate(update, step2));
    return this.outcome(channel, n);
  }

  outcome(channel: number, n: number): Promise<Outcome> {
    return this.until(() => this.#outcomeOf(channel, n), `an answer to update ${n}`);
  }

  /** How many updates of this socket the relay took for no honest client's. */
  get strikes(): number {
    return [...this.#frames.keys()]
      .flatMap((channel) => this.messages(channel))
      .filter((message) => message.type === 'refusal' && message.refusal.code !== NOT_KNOWN && isStrike(message.refusal.code)).length;
  }

  #outcomeOf(channel: number, n: number): Outcome | null {
    for (const message of this.messages(channel)) {
      if (message.type === 'refusal' && message.refusal.n === n) return { is: 'refused', refusal: message.refusal };
      if (message.type === 'receipt' && message.count >= n) return { is: 'acknowledged' };
    }
    const code = this.closeOf(channel);
    return code === null ? null : { is: 'closed', code };
  }

  #of(channel: number): readonly Frame[] {
    return this.#frames.get(channel) ?? [];
  }

  #send(frame: Frame): void {
    this.sendRaw(encodeFrame(frame));
  }

  #receive(bytes: Uint8Array): void {
    this.received.push(bytes);
    const frame = decodeFrame(bytes);
    if (frame === null) throw new Error('the relay said nonsense');
    if ('channel' in frame) {
      const frames = this.#frames.get(frame.channel) ?? [];
      frames.push(frame);
      this.#frames.set(frame.channel, frames);
    }
    if (frame.op === 'pong') this.#pongs = frame.nonce;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const closeAt = (code: number | null): { readonly code: number } | null => (code === null ? null : { code });
