import { randomBytes } from 'node:crypto';
import { chatDocument, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { Log } from '../../ports.ts';
import { createLiveDocuments, type LiveDocuments, type LiveDocumentsParts } from '../live-documents.ts';
import { FakeSocket } from './fake-socket.ts';
import { HeldStore } from './held-store.ts';
import { ManualTime } from './manual-time.ts';
import { MemoryDirectory } from './memory-directory.ts';

/** Two who talk, one who does not belong, and the relay's documents, with time and disk in a test's hands. */
export interface Scene {
  readonly time: ManualTime;
  readonly store: HeldStore;
  readonly directory: MemoryDirectory;
  readonly documents: LiveDocuments;
  readonly seeker: AccountId;
  readonly listener: AccountId;
  readonly stranger: AccountId;
  readonly chat: ChatId;
  readonly name: DocumentName;
  readonly logged: string[];
  /** A connected socket of a new device of the account. */
  connect(account: AccountId): FakeSocket;
  /** Everything that can happen now has happened. */
  settle(): Promise<void>;
  /** How often the write-ahead log was emptied. */
  checkpoints(): number;
}

export const random = { bytes: (length: number): Uint8Array => randomBytes(length) };

export function createScene(overrides: Partial<LiveDocumentsParts> = {}): Scene {
  const time = new ManualTime();
  const store = new HeldStore();
  const directory = new MemoryDirectory(random);
  const seeker = directory.addAccount('member');
  const listener = directory.addAccount('listener');
  const stranger = directory.addAccount('member');
  const chat = directory.addChat(seeker, listener);
  const logged: string[] = [];
  const line = (event: string, facts: object = {}): void => void logged.push(`${event} ${JSON.stringify(facts)}`);
  const log: Log = { info: line, warn: line, error: line };
  let checkpoints = 0;
  const checkpoint = async (): Promise<boolean> => {
    checkpoints += 1;
    return true;
  };
  const continued: LiveDocumentsParts['continued'] = ({ log: name, segment }) => {
    directory.segments.set(name, { first: directory.segments.get(name)?.first ?? 0, newest: segment });
  };
  const parts = { continued, store, directory, clock: time, timers: time, random, log, checkpoint };
  const documents = createLiveDocuments({ ...parts, ...overrides });
  const settle = async (): Promise<void> => {
    // Opening asks the directory and loads: a few turns of the event loop, none of them waiting for time.
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (!store.holding) await documents.settled();
    }
  };
  const connect = (account: AccountId): FakeSocket => new FakeSocket(documents, directory.addSession(account));
  const name = chatDocument(chat);
  const people = { seeker, listener, stranger };
  return { time, store, directory, documents, ...people, chat, name, logged, connect, settle, checkpoints: () => checkpoints };
}
