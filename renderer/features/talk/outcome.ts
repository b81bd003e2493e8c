import type { InboxNotice } from '#shared/documents/inbox.ts';
import type { ChatSummary } from '../../engine/types.ts';

/** True when the last thing that became of a request is that nobody could take it. */
export function lapsedLast(notices: readonly InboxNotice[]): boolean {
  const about = notices.filter(({ kind }) => kind === 'request-lapsed' || kind === 'chat-opened' || kind === 'start-over');
  const newest = about.reduce<InboxNotice | null>((best, one) => (best === null || one.at >= best.at ? one : best), null);
  return newest?.kind === 'request-lapsed';
}

/** Chats in which a listener is there for this person now, the newest first. `untouched`: nobody has written yet. */
export const openAsSeeker = (chats: readonly ChatSummary[], untouched: boolean): readonly ChatSummary[] =>
  chats
    .filter(({ card }) => card.role === 'seeker' && card.state === 'open')
    .filter(({ last }) => !untouched || last?.kind !== 'message')
    .toSorted((one, other) => other.card.openedAtMs - one.card.openedAtMs);
