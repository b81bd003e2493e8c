import type { AccountId } from '#shared/ids.ts';
import { MARK, RATE } from '#shared/limits.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import type { Clock, Timers } from '#shared/ports.ts';
import { AGAIN, type RefusalCode } from '#shared/protocol/refusal.ts';
import { fault, refusalOf } from '../gate/fault.ts';
import type { GateRuleId } from '../gate/gate-rules.ts';
import type { Gate, GateContext, GateVerdict } from '../gate/types.ts';
import type { WorkBudget } from '../gate/work-budget.ts';
import type { Log } from '../ports.ts';
import type { LiveDocument } from './live-document.ts';
import type { RoomItem } from './room-item.ts';
import type { Rate, TokenBuckets } from './token-buckets.ts';

interface Parts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly messages: TokenBuckets<string>;
  readonly marks: TokenBuckets<AccountId>;
  readonly work: WorkBudget;
  readonly log: Log;
  /** False while the store takes nothing: what would change the document is not even applied (RELIABILITY A3). */
  readonly isWritable: () => boolean;
}

type UpdateItem = Extract<RoomItem, { kind: 'update' }>;

/**
 * Judges an update within its sender's budget of time (GATE G12). Who has used theirs up waits; what others say in the
 * meantime is judged (RELIABILITY C1).
 */
export function judgeWithinBudget(document: LiveDocument, item: UpdateItem, parts: Parts): GateVerdict | null {
  const { timers, work } = parts;
  const { account } = item.channel;
  const fromMs = timers.monotonicMs();
  if (work.waitMs(account, fromMs) > 0) return refused('G12', 'too-fast', 'over the budget of work');
  try {
    return judgeUpdate(document, item, parts);
  } finally {
    const nowMs = timers.monotonicMs();
    work.charge(account, nowMs, nowMs - fromMs);
  }
}

const refused = (gate: GateRuleId, code: RefusalCode, detail: string): GateVerdict => ({
  ok: false,
  gate,
  refusal: refusalOf(fault(gate, code, detail)),
});

/** Not by a rule of the gate: rates of words, and the store, are the connection's business. */
const refusedHere = (code: RefusalCode, detail: string): GateVerdict => ({
  ok: false,
  gate: null,
  refusal: { code, again: AGAIN[code], detail },
});

/**
 * Judges one update on the live document and applies it when it passes: gate first, then rates. Marks have a rate of
 * their own, or a listener who reads ten chats would use up in read marks what they have for words (C9); but they have
 * one, for each may stay for ever (G27). What was made and removed again counts like words: it stays as well.
 */
function judgeUpdate(
  document: LiveDocument,
  { channel, update, step2 }: UpdateItem,
  { clock, timers, messages, marks, log, isWritable }: Parts,
): GateVerdict | null {
  const { account, rights, messageRate } = channel;
  if (rights === null || messageRate === null) return null;
  const sender = { account, rights, nowMs: clock.nowMs(), step2 };
  const verdict = judged(document.gate, update, sender, log);
  if (!verdict.ok || verdict.noop) return verdict;
  if (!isWritable()) return refusedHere('storage', 'the relay is read-only');

  const nowMs = timers.monotonicMs();
  const pace = paceOf(account, rights, messageRate, verdict.appends);
  if (pace !== null && !messages.has(pace.key, pace.rate, nowMs)) return refusedHere('too-fast', 'over the rate');
  if (verdict.marks > 0 && !marks.has(account, MARK.rate, nowMs)) return refused('G27', 'too-fast', 'over the rate of marks');
  const before = document.entryCount;
  document.bind(verdict.fresh.map((client) => [client, account]));
  document.apply(verdict.update, verdict.structs);
  // What was written offline may come as one update of many messages: it passes, and each of them is paid for.
  if (pace !== null) messages.spend(pace.key, pace.rate, nowMs, costOf(verdict, document.entryCount - before));
  if (verdict.marks > 0) marks.spend(account, MARK.rate, nowMs, verdict.marks);
  return verdict;
}

/** A change of a page is one, whatever its size, which the page's own bounds hold (G24). */
const costOf = ({ appends, structs, marks }: Extract<GateVerdict, { ok: true }>, entries: number): number =>
  appends ? Math.max(1, entries, structs - marks) : 1;

interface Pace {
  readonly key: string;
  readonly rate: Rate;
}

/** Typing in a page makes a change of every key, so that changes of pages are counted apart from messages. */
function paceOf(account: AccountId, rights: DocumentRights, messageRate: Rate, appends: boolean): Pace | null {
  if (rights.edit.allowed) return { key: `${account}/edit`, rate: RATE.edit };
  return appends ? { key: account, rate: messageRate } : null;
}

/**
 * A gate that throws is a fault of ours. It has changed nothing, so the one update is refused, and nobody else who has
 * the document open is disturbed by what a stranger made of our fault.
 */
function judged(gate: Gate, update: Uint8Array, sender: GateContext, log: Log): GateVerdict {
  try {
    return gate.judge(update, sender);
  } catch (error) {
    log.error('gate-failed', { kind: error instanceof Error ? error.name : 'unknown' });
    return refused('G18', 'malformed', 'could not be judged');
  }
}
