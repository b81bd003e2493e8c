import { CHAT } from '#shared/limits.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import type { ChatLine } from '../../engine/types.ts';

/**
 * The latest time at which the words of an ended chat are still here (D7): the window after its last message. The
 * operator may have chosen less, so it is told as "at the latest".
 */
export function keptUntilMs(card: ChatCard, lines: readonly ChatLine[]): number | null {
  if (card.endedAtMs === null) return null;
  const last = lines.findLast(({ entry }) => entry.kind === 'message');
  return (last?.entry.at ?? card.endedAtMs) + CHAT.windowMs;
}
