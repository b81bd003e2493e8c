import * as Y from 'yjs';
import { z } from 'zod';
import { CHAT_SHAPE } from '#shared/documents/chat.ts';
import type { LogShape } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import { ALLOWED, denied } from '#shared/policy/verdict.ts';
import { ClientOwners, createGate, GATE_LIMITS, type Gate, type GateLimits, type GateVerdict } from '../gate.ts';

/** Test support: the smallest relay that keeps to the gate's rules. */
export const accountOf = (name: string): AccountId => name.padEnd(20, '0') as AccountId;
export const ANN = accountOf('ann');
export const BEN = accountOf('ben');
export const EVE = accountOf('eve');
export const MEG = accountOf('meg');

export const NOW_MS = 1_800_000_000_000;

export const WRITER: DocumentRights = {
  read: ALLOWED,
  append: { kinds: ['message'], verdict: ALLOWED },
  mark: ALLOWED,
  deleteOwn: ALLOWED,
  deleteOther: denied('P14-own-words'),
  edit: denied('P14-own-words'),
};
export const MODERATOR: DocumentRights = { ...WRITER, deleteOther: ALLOWED };
const closed = denied('P13-chat-closed');
export const READER: DocumentRights = {
  read: ALLOWED,
  append: { kinds: ['message'], verdict: closed },
  mark: closed,
  deleteOwn: closed,
  deleteOther: closed,
  edit: closed,
};

/** A chat with marks of every kind. */
export const TEST_SHAPE: LogShape = {
  shape: 'log',
  entries: CHAT_SHAPE.entries,
  marks: {
    ...CHAT_SHAPE.marks,
    heart: { on: 'entry', value: z.literal(1) },
    label: { on: 'item', value: z.strictObject({ text: z.string().max(20) }) },
  },
};

export interface Sender {
  readonly account: AccountId;
  readonly rights: DocumentRights;
}

export interface Answer {
  readonly verdict: GateVerdict;
  /** What is stored and passed on: Yjs's own words (G2). Null when nothing changed. */
  readonly out: Uint8Array | null;
}

export class TestRelay {
  readonly doc = new Y.Doc();
  readonly owners: ClientOwners;
  readonly gate: Gate;
  nowMs = NOW_MS;

  constructor(limits: Partial<GateLimits> = {}, shape: LogShape = TEST_SHAPE) {
    const all = { ...GATE_LIMITS, ...limits };
    this.owners = new ClientOwners([], all.maxClientIdsPerAccount);
    this.gate = createGate({ doc: this.doc, shape, owners: this.owners, limits: all });
  }

  judge(update: Uint8Array, { account, rights }: Sender, step2 = false): GateVerdict {
    return this.gate.judge(update, { account, rights, nowMs: this.nowMs, step2 });
  }

  /** Judges, binds, applies: one tick. */
  take(update: Uint8Array, sender: Sender, step2 = false): Answer {
    const verdict = this.judge(update, sender, step2);
    if (!verdict.ok || verdict.noop) return { verdict, out: null };
    for (const client of verdict.fresh) this.owners.bind(client, sender.account);
    const outs: Uint8Array[] = [];
    const keep = (out: Uint8Array): void => void outs.push(out);
    this.doc.on('update', keep);
    Y.applyUpdate(this.doc, verdict.update);
    this.doc.off('update', keep);
    return { verdict, out: outs[0] ?? null };
  }

  /** Everything that a refused update must leave as it was. */
  fingerprint(): unknown {
    return {
      state: Buffer.from(Y.encodeStateAsUpdate(this.doc)).toString('base64'),
      roots: [...this.doc.share.keys()],
      owners: [...this.owners.entries()],
      pending: [this.doc.store.pendingStructs, this.doc.store.pendingDs],
    };
  }
}

let counter = 0;
const NONCE = '0123456789abcdefghjkmnpqrstvwxyz';

/** From here ids go on as they did the last time, so that what is made of a seed is the same to the byte. */
export const countIdsFrom = (number: number): void => {
  counter = number;
};

/** A fresh id in the account's namespace. */
export function entryIdOf(account: AccountId): string {
  counter += 1;
  let nonce = '';
  for (let rest = counter; nonce.length < 16; rest = Math.floor(rest / 32)) nonce += NONCE[rest % 32] ?? '0';
  return `${account}/${nonce}`;
}

export const message = (account: AccountId, words = 'hello', over: object = {}): Record<string, unknown> => ({
  id: entryIdOf(account),
  author: account,
  at: NOW_MS,
  kind: 'message',
  text: words,
  ...over,
});
