/**
 * F159: the three statuses, chosen by the listener alone and by hand. `online` takes personal requests, `busy` is here and
 * takes none, `offline` is either busy in all but name or truly away, and nobody can tell which (F160).
 */
export const STATUSES = ['online', 'busy', 'offline'] as const;
export type Status = (typeof STATUSES)[number];

/** How a listener is away (F164, F165): `hidden` vanishes for all others, `stated` stays visible and says until when. */
export const AWAYS = ['no', 'hidden', 'stated'] as const;
export type Away = (typeof AWAYS)[number];

/** All that the relay knows of a listener's being there. Only `presenceShown` may look at it for others. */
export interface PresenceFacts {
  /** What the listener chose. */
  readonly chosen: Status;
  /** Whether a device of theirs is connected, or was a moment ago. */
  readonly connected: boolean;
  /** F162: "no 1-to-1 chats at present". */
  readonly noChats: boolean;
  readonly away: Away;
  readonly awayUntilMs: number | null;
  readonly awayNote: string;
}

/** What others see of it, and nothing else. */
export interface PresenceShown {
  readonly status: Status;
  /** Whether one may ask this listener in person (F157). Answering the queue and older chats is not touched by it (F161). */
  readonly personalRequests: boolean;
  readonly noChats: boolean;
  /** F165; a day that is past is not told any more. */
  readonly onBreak: { readonly untilMs: number | null; readonly note: string } | null;
}

/** Null: of somebody on a hidden break nothing at all is seen. Pure; the one place where being there becomes visible (F160). */
export function presenceShown(facts: PresenceFacts, nowMs: number): PresenceShown | null {
  if (facts.away === 'hidden') return null;
  if (facts.away === 'stated') {
    const { awayUntilMs, awayNote } = facts;
    const untilMs = awayUntilMs !== null && awayUntilMs > nowMs ? awayUntilMs : null;
    return { status: 'offline', personalRequests: false, noChats: false, onBreak: { untilMs, note: awayNote } };
  }
  const status = facts.connected ? facts.chosen : 'offline';
  return { status, personalRequests: status === 'online' && !facts.noChats, noChats: facts.noChats, onBreak: null };
}
