import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import type { DocumentName } from '#shared/documents/names.ts';
import { newEntryId, type AccountId } from '#shared/ids.ts';
import { decodeMessage, type Message } from '#shared/protocol/message.ts';
import type { HeardRefusal } from '#shared/protocol/refusal.ts';
import type { SessionIdentity } from '../../ports.ts';
import type { Channel } from '../channel.ts';
import type { LiveDocuments } from '../live-documents.ts';
import type { Session } from '../session.ts';
import { random } from './scene.ts';

/** A socket without a network. Test support. */
export class FakeSocket {
  readonly session: Session;
  readonly identity: SessionIdentity;
  closed: number | null = null;
  paused = false;
  /** How often it was told to ask who it is now. */
  toldOfAccount = 0;
  readonly #documents: LiveDocuments;

  constructor(documents: LiveDocuments, identity: SessionIdentity) {
    this.#documents = documents;
    this.identity = identity;
    this.session = documents.connect(identity, {
      close: (code) => {
        this.closed = code;
        documents.disconnect(this.session);
      },
      pause: () => {
        this.paused = true;
      },
      resume: () => {
        this.paused = false;
      },
      accountChanged: () => {
        this.toldOfAccount += 1;
      },
    });
  }

  open(name: DocumentName | string, receipts = true): Talker {
    return new Talker(this.#documents, this.session, name, receipts);
  }

  /** The network is gone. */
  vanish(): void {
    this.#documents.disconnect(this.session);
  }
}

/** A Yjs client on one channel: it hears what the relay says, and says what it is told to. */
export class Talker {
  readonly doc = new Y.Doc();
  readonly heard: Message[] = [];
  readonly channel: Channel | null;
  readonly account: AccountId;
  opened = false;
  closed: number | null = null;

  constructor(documents: LiveDocuments, session: Session, name: string, receipts: boolean) {
    this.account = session.account;
    const port = {
      opened: () => {
        this.opened = true;
      },
      send: (bytes: Uint8Array) => this.#hear(bytes),
      close: (code: number) => {
        this.closed = code;
      },
    };
    this.channel = documents.openChannel(session, name, port, receipts);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send(update);
    });
  }

  get receipts(): number[] {
    return this.heard.flatMap((message) => (message.type === 'receipt' ? [message.count] : []));
  }

  get refusals(): HeardRefusal[] {
    return this.heard.flatMap((message) => (message.type === 'refusal' ? [message.refusal] : []));
  }

  get texts(): string[] {
    return logRoots(this.doc).entries.map((entry) => ('text' in entry ? String(entry.text) : entry.kind));
  }

  /** Sync step 1: asks for everything it lacks. */
  ask(): void {
    this.channel?.receive({ type: 'state-vector', stateVector: Y.encodeStateVector(this.doc) });
  }

  send(update: Uint8Array, step2 = false): void {
    this.channel?.receive({ type: 'update', step2, update });
  }

  say(text: string, atMs = 1_800_000_000_000, author = this.account): void {
    const entry = { id: newEntryId(author, random), author, at: atMs, kind: 'message', text };
    logRoots(this.doc).entries.push([entry]);
  }

  #hear(bytes: Uint8Array): void {
    const message = decodeMessage(bytes);
    if (message === null) throw new Error('the relay said nonsense');
    this.heard.push(message);
    if (message.type === 'update') Y.applyUpdate(this.doc, message.update, this);
  }
}
