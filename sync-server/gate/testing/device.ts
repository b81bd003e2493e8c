import * as Y from 'yjs';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import type { GateRefusal, GateVerdict } from '../gate.ts';
import { message, WRITER, type TestRelay } from './relay.ts';

const FROM_RELAY = Symbol('from the relay');

/** A stock client: a plain Y.Doc whose updates go to the relay, and which hears what the relay passes on. Test support. */
export class Device {
  readonly doc = new Y.Doc();
  readonly refused: GateRefusal[] = [];
  readonly account: AccountId;
  rights;
  online = true;
  queue: Uint8Array[] = [];
  readonly #relay: TestRelay;
  readonly #all: Device[];

  constructor(relay: TestRelay, all: Device[], account: AccountId, rights = WRITER) {
    this.#relay = relay;
    this.#all = all;
    this.account = account;
    this.rights = rights;
    all.push(this);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === FROM_RELAY) return;
      this.queue.push(update);
      if (this.online) this.flush();
    });
    this.pull();
  }

  get entries(): Y.Array<Record<string, unknown>> {
    return this.doc.getArray(ENTRIES);
  }

  get marks(): Y.Map<unknown> {
    return this.doc.getMap(MARKS);
  }

  say(words: string): void {
    this.entries.push([message(this.account, words)]);
  }

  mark(name: string, value: unknown, subject = '-'): void {
    this.marks.set(`${subject}|${this.account}|${name}`, value);
  }

  hear(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, FROM_RELAY);
  }

  pull(): void {
    this.hear(Y.encodeStateAsUpdate(this.#relay.doc, Y.encodeStateVector(this.doc)));
  }

  send(update: Uint8Array, step2 = false): GateVerdict {
    const { verdict, out } = this.#relay.take(update, this, step2);
    if (!verdict.ok) this.refused.push(verdict.refusal);
    if (out !== null) for (const device of this.#all) if (device.online) device.hear(out);
    return verdict;
  }

  flush(): void {
    const queue = this.queue;
    this.queue = [];
    for (const update of queue) this.send(update);
  }

  /** Comes back as the protocol says: hears what is new, answers with sync step 2. */
  sync(): GateVerdict {
    this.queue = [];
    this.online = true;
    this.pull();
    return this.send(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#relay.doc)), true);
  }
}
