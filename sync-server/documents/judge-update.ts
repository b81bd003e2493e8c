import type { Clock, Timers } from '#shared/ports.ts';
import { AGAIN } from '#shared/protocol/refusal.ts';
import type { GateVerdict } from '../gate/types.ts';
import type { LiveDocument } from './live-document.ts';
import type { RoomItem } from './room-item.ts';
import { withoutAppending } from './standing.ts';
import type { TokenBuckets } from './token-buckets.ts';

interface Parts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly messages: TokenBuckets<string>;
}

const NOTHING_NEW: GateVerdict = { ok: true, noop: true, update: new Uint8Array(), fresh: [] };

/**
 * Judges one update on the live document and applies it when it passes: gate first, then rate. Rates count messages
 * and leave marks alone, or a listener who reads ten chats would use up in read marks what they have for words (C9).
 */
export function judgeUpdate(
  document: LiveDocument,
  { channel, update, step2 }: Extract<RoomItem, { kind: 'update' }>,
  { clock, timers, messages }: Parts,
): GateVerdict {
  const { account, rights, messageRate } = channel;
  if (rights === null || messageRate === null) return NOTHING_NEW;
  const sender = { account, rights, nowMs: clock.nowMs(), step2 };
  const verdict = document.gate.judge(update, sender);
  if (!verdict.ok || verdict.noop) return verdict;

  // What would not pass without the right to append appends something.
  const appends =
    rights.append.verdict.allowed && !document.gate.judge(update, { ...sender, rights: withoutAppending(rights) }).ok;
  const nowMs = timers.monotonicMs();
  if (appends && !messages.has(account, messageRate, nowMs)) {
    return { ok: false, refusal: { code: 'too-fast', again: AGAIN['too-fast'], detail: 'over the message rate' } };
  }
  const before = document.entryCount;
  document.bind(verdict.fresh.map((client) => [client, account]));
  document.apply(verdict.update);
  // What was written offline comes as one update of many messages; it costs a whole burst at most.
  if (appends) messages.spend(account, messageRate, nowMs, Math.max(1, document.entryCount - before));
  return verdict;
}
