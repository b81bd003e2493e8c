import * as Y from 'yjs';
import { formatMarkKey, logRoots, WHOLE } from '#shared/documents/log.ts';
import { newEntryId, type AccountId, type ChatId, type EntryId } from '#shared/ids.ts';
import { encodeStateVector, encodeUpdate, type Message } from '#shared/protocol/message.ts';
import type { HeardRefusal } from '#shared/protocol/refusal.ts';
import { systemPorts } from '../../../sync-server/system.ts';

const { random } = systemPorts();
const LOCAL = Symbol('said here');

/** A message, as it stands in a chat. */
export interface Word {
  readonly id: EntryId;
  readonly text: string;
}

/** Something said in a chat, as its writer remembers it. */
export interface Said extends Word {
  /** From 1 upward, for each writer in each chat. */
  readonly n: number;
  /** Monotonic; null while the relay has not said that it is durable. */
  ackedAtMs: number | null;
}

/** What a message says, whatever it looks like; a message without words says nothing. */
const textOf = (entry: object): string => ('text' in entry ? String(entry.text) : '');

/** One opening of a chat's channel: what went out on it, and how much had been said by then. */
interface Opening {
  readonly send: (message: Uint8Array) => void;
  /** How many of `said` each update covers; the first of them is number 1. */
  readonly covers: number[];
  /** The relay's state vector has come and is answered: what is said goes out at once. */
  greeted: boolean;
}

/**
 * A chat as a device holds it: the document as last known, what was said in it and whether the relay has acknowledged it.
 * Speaks PROTOCOL, "Messages on a document"; it survives its sockets, as the app's own cache and outbox do.
 */
export class ChatCopy {
  readonly chat: ChatId;
  readonly account: AccountId;
  readonly said: Said[] = [];
  /** Refused for good: no honest client should ever see one here. */
  readonly refused: HeardRefusal[] = [];
  #doc = new Y.Doc();
  /** How many of `said` stand in the document. */
  #appended = 0;
  #acked = 0;
  /** Everything before this one is acknowledged. */
  #ackedUpTo = 0;
  #opening: Opening | null = null;
  #rebasing = false;
  #read = false;
  readonly #relayNowMs: () => number;
  readonly #reopen: (delayMs: number) => void;

  constructor(parts: {
    readonly chat: ChatId;
    readonly account: AccountId;
    readonly relayNowMs: () => number;
    /** Asks for another opening of the channel after so long. */
    readonly reopen: (delayMs: number) => void;
  }) {
    this.chat = parts.chat;
    this.account = parts.account;
    this.#relayNowMs = parts.relayNowMs;
    this.#reopen = parts.reopen;
    this.#watch();
  }

  /** All messages that stand in the document, in their order. */
  get messages(): readonly Word[] {
    return logRoots(this.#doc)
      .entries.toArray()
      .flatMap((entry) => (entry.kind === 'message' ? [{ id: entry.id, text: textOf(entry) }] : []));
  }

  /** Sets its own mark of what it has read. Marks are changes like any other, and no rate of words holds them up. */
  markRead(): EntryId {
    const entry = newEntryId(this.account, random);
    const key = formatMarkKey({ subject: WHOLE, account: this.account, name: 'read' });
    this.#doc.transact(() => logRoots(this.#doc).marks.set(key, { entry }), LOCAL);
    return entry;
  }

  /** What somebody has read, as far as it is known here. */
  readBy(account: AccountId): unknown {
    const mark = logRoots(this.#doc).marks.get(formatMarkKey({ subject: WHOLE, account, name: 'read' }));
    return typeof mark === 'object' && mark !== null && 'entry' in mark ? mark.entry : null;
  }

  /** When each message that stands in the document was said, by its date: milliseconds since the epoch. */
  get dates(): ReadonlyMap<EntryId, number> {
    return new Map(logRoots(this.#doc).entries.map(({ id, at }) => [id, at]));
  }

  /** How much of what was said the relay has not acknowledged. */
  get waiting(): number {
    return this.said.length - this.#acked;
  }

  /** The relay has sent all that this copy lacked when its channel opened. */
  get read(): boolean {
    return this.#read;
  }

  get synced(): boolean {
    return this.#opening?.greeted === true && !this.#rebasing;
  }

  say(text: string): Said {
    const n = this.said.length + 1;
    const said: Said = { n, id: newEntryId(this.account, random), text: `#${n} ${text}`, ackedAtMs: null };
    this.said.push(said);
    if (!this.#rebasing) this.#append();
    return said;
  }

  /** The channel is open; messages go out by `send`. */
  opened(send: (message: Uint8Array) => void): void {
    this.#opening = { send, covers: [], greeted: false };
  }

  /** The channel or its socket is gone. */
  closed(): void {
    this.#opening = null;
  }

  receive(message: Message): void {
    const opening = this.#opening;
    if (opening === null) return;
    switch (message.type) {
      case 'state-vector':
        return this.#greet(opening, message.stateVector);
      case 'update':
        Y.applyUpdate(this.#doc, message.update);
        if (!message.step2) return;
        this.#read = true;
        if (this.#rebasing) this.#rebased();
        return;
      case 'receipt':
        return this.#acknowledge(opening.covers[message.count - 1] ?? 0);
      case 'refusal':
        return this.#refuse(message.refusal);
      case 'awareness':
      case 'query-awareness':
        return;
    }
  }

  #greet(opening: Opening, stateVector: Uint8Array): void {
    const first = !opening.greeted;
    opening.greeted = true;
    this.#send(encodeUpdate(Y.encodeStateAsUpdate(this.#doc, stateVector), true));
    if (first) opening.send(encodeStateVector(Y.encodeStateVector(this.#doc)));
  }

  #acknowledge(covered: number): void {
    for (; this.#ackedUpTo < covered; this.#ackedUpTo += 1) this.#keep(this.said[this.#ackedUpTo]);
  }

  #keep(said: Said | undefined): void {
    if (said === undefined || said.ackedAtMs !== null) return;
    said.ackedAtMs = performance.now();
    this.#acked += 1;
  }

  #refuse(refusal: HeardRefusal): void {
    switch (refusal.again) {
      case 'never':
        this.refused.push(refusal);
        return;
      case 'resync':
        return; // the relay's state vector follows
      case 'rebase':
        this.#startAnew();
        return this.#reopen(0);
      case 'later':
        return this.#reopen(1_200);
    }
  }

  /** Under a fresh client id, and from the relay's state: what waits is appended there, dated anew (DESIGN §5). */
  #startAnew(): void {
    this.#doc.destroy();
    this.#doc = new Y.Doc();
    this.#opening = null; // an answer that is still on its way there lacks what the old document had
    this.#rebasing = true;
    this.#watch();
  }

  #rebased(): void {
    this.#rebasing = false;
    const kept = new Set(logRoots(this.#doc).entries.map(({ id }) => id));
    for (const said of this.said) if (kept.has(said.id)) this.#keep(said);
    this.#appended = 0;
    this.#append();
  }

  #append(): void {
    const missing = this.said.slice(this.#appended).filter(({ ackedAtMs }) => ackedAtMs === null);
    this.#appended = this.said.length;
    const at = this.#relayNowMs();
    const entries = missing.map(({ id, text }) => ({ id, author: this.account, at, kind: 'message', text }));
    if (entries.length > 0) this.#doc.transact(() => logRoots(this.#doc).entries.push(entries), LOCAL);
  }

  #watch(): void {
    logRoots(this.#doc);
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === LOCAL && this.#opening?.greeted === true) this.#send(encodeUpdate(update));
    });
  }

  #send(update: Uint8Array): void {
    this.#opening?.covers.push(this.#rebasing ? 0 : this.#appended);
    this.#opening?.send(update);
  }
}
