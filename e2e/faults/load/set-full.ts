import type { AccountId, ChatId, EntryId } from '#shared/ids.ts';
import { createDice } from '#shared/testing/dice.ts';
import type { Somebody } from './cast.ts';
import type { Word } from './copy.ts';
import { Device } from './device.ts';
import { until } from './until.ts';

/** What one writer said in one chat, and what of it the relay had acknowledged, at some moment. */
export interface Page {
  readonly chat: ChatId;
  readonly author: AccountId;
  /** Everything, in the order in which it was said. */
  readonly said: readonly Word[];
  readonly acked: ReadonlySet<EntryId>;
}
export type Ledger = readonly Page[];

/** What a fresh reader found, counted over all chats. */
export interface Findings {
  readonly chats: number;
  readonly acked: number;
  readonly kept: number;
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** There more than once. */
  readonly duplicated: number;
  /** Before something that its author had said earlier. */
  readonly disordered: number;
  /** There, and said by nobody. */
  readonly unknown: number;
  /** There, in other words than it was said in. */
  readonly altered: number;
}

const PATIENCE_MS = 30_000;

/**
 * Somebody who has seen nothing yet reads every chat, and what they find is compared with what was said (RELIABILITY A1,
 * "set-full"). `held` is what must be there; `known` is all that may be, where more was said since.
 */
export async function readAll(port: number, readers: ReadonlyMap<ChatId, Somebody>, held: Ledger, known: Ledger = held): Promise<Findings> {
  const total = { chats: readers.size, acked: 0, kept: 0, lost: 0, duplicated: 0, disordered: 0, unknown: 0, altered: 0 };
  for (const [chat, reader] of readers) {
    const found = await readChat(port, reader, chat);
    const counts = compare(found, held.filter((page) => page.chat === chat), known.filter((page) => page.chat === chat));
    for (const [what, count] of Object.entries(counts) as [keyof typeof counts, number][]) total[what] += count;
  }
  return total;
}

/** A chat's messages in their order, from an empty document. */
async function readChat(port: number, reader: Somebody, chat: ChatId): Promise<readonly Word[]> {
  const device = new Device(port, reader, [chat], createDice(1));
  try {
    const copy = device.copies[0];
    await until('a chat has come to its reader', () => copy?.read === true, PATIENCE_MS);
    return copy?.messages ?? [];
  } finally {
    device.close();
  }
}

/** Pure: what stands in a chat, beside what must and what may. */
export function compare(found: readonly Word[], held: Ledger, known: Ledger): Omit<Findings, 'chats'> {
  const there = new Set(found.map(({ id }) => id));
  const numbers = new Map<EntryId, { readonly author: AccountId; readonly n: number; readonly text: string }>();
  for (const { author, said } of known) said.forEach(({ id, text }, n) => numbers.set(id, { author, n, text }));
  const newest = new Map<AccountId, number>();
  let disordered = 0;
  let unknown = 0;
  for (const id of there) {
    const number = numbers.get(id);
    if (number === undefined) {
      unknown += 1;
      continue;
    }
    if (number.n < (newest.get(number.author) ?? -1)) disordered += 1;
    newest.set(number.author, Math.max(number.n, newest.get(number.author) ?? -1));
  }
  const acked = held.flatMap((page) => [...page.acked]);
  return {
    acked: acked.length,
    kept: there.size,
    lost: acked.filter((id) => !there.has(id)).length,
    duplicated: found.length - there.size,
    disordered,
    unknown,
    altered: found.filter(({ id, text }) => (numbers.get(id)?.text ?? text) !== text).length,
  };
}

/** One line for people; throws when a promise was broken, and when nothing was acknowledged: then none could be. */
export function mustBeWhole(findings: Findings): string {
  const { chats, acked, kept, lost, duplicated, disordered, unknown, altered } = findings;
  const line = `${acked} acknowledged, ${kept} kept in ${chats} chats: ${lost} lost, ${duplicated} duplicated, ${disordered} out of order, ${unknown} that nobody said, ${altered} in other words`;
  if (acked === 0 || lost + duplicated + disordered + unknown + altered > 0) throw new Error(line);
  return line;
}
