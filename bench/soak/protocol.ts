import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { AccountType } from '#shared/words.ts';

/** What a measured relay is asked over its IPC channel, and what it answers. */
export interface Asks {
  /** Accounts that answered the gate, each with as many devices as asked for. Gives their tokens, in order. */
  people: { readonly ask: { readonly people: readonly Newcomer[] }; readonly answer: readonly (readonly string[])[] };
  chats: { readonly ask: { readonly chats: readonly NewChat[] }; readonly answer: null };
  /** Takes a chat out of the tables and its document out of memory and store. */
  forget: { readonly ask: { readonly chat: ChatId }; readonly answer: null };
  /** Writes what the relay alone writes into these documents, as it does when they are first opened. */
  project: { readonly ask: { readonly names: readonly DocumentName[] }; readonly answer: null };
  /** A hash of each document's whole state, in order. */
  digests: { readonly ask: { readonly names: readonly string[] }; readonly answer: readonly string[] };
  /** A document as Yjs encodes it, in base64. */
  state: { readonly ask: { readonly name: string }; readonly answer: string };
  /** Sets a mark of the relay's own, of so many characters, so many times in each of so many turns. */
  flood: {
    readonly ask: { readonly name: string; readonly length: number; readonly times: number; readonly perTurn: number };
    readonly answer: null;
  };
  figures: { readonly ask: object; readonly answer: RelayFigures };
  /** Forgets the delays of the event loop so far, and collects garbage so that memory is compared like with like. */
  fresh: { readonly ask: object; readonly answer: null };
  /** Which of the store's promises are broken on purpose: one of so many; 0 for none. */
  faults: { readonly ask: { readonly loads: number; readonly commits: number }; readonly answer: null };
}

export interface Newcomer {
  readonly id: AccountId;
  readonly name: string;
  readonly type: AccountType;
  readonly devices: number;
  readonly password?: string;
}

export interface NewChat {
  readonly id: ChatId;
  readonly seeker: AccountId;
  readonly listener: AccountId;
  /** A document that is there from the start, in base64, with who owns its client ids. */
  readonly state?: string;
  readonly clients?: readonly (readonly [number, AccountId])[];
}

export interface RelayFigures {
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** What V8 has taken from the system, garbage and room to grow included. */
  readonly heapTotalBytes: number;
  readonly externalBytes: number;
  /** Of this process, since it began; for the share of a core. */
  readonly cpuMs: number;
  readonly delayP999Ms: number;
  readonly delayMaxMs: number;
  /** The most that one turn of the event loop took on the processor. */
  readonly busyMaxMs: number;
  /** The most passwords that were hashed at once. */
  readonly hashesAtOnce: number;
  readonly unhandled: number;
  /** Lines of the log at the level of an error, by event. */
  readonly errors: Readonly<Record<string, number>>;
  readonly sockets: number;
  readonly framesReceived: number;
  readonly closedByRelay: Readonly<Record<number, number>>;
  readonly openDocuments: number;
  readonly sessions: number;
  readonly channels: number;
  readonly present: number;
  /** Timers of ours that run. */
  readonly timers: number;
  /** What keeps the process alive, by kind. */
  readonly handles: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  readonly admitted: number;
  /** The store's promises that were broken on purpose. */
  readonly broken: { readonly loads: number; readonly commits: number };
}

export type AskName = keyof Asks;
export interface AskLine {
  readonly id: number;
  readonly name: AskName;
  readonly ask: unknown;
}
export type AnswerLine =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };
