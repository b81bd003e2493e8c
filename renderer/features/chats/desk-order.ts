import type { ChatSummary } from '../../engine/types.ts';

export interface DeskOrder {
  /** In the order in which they began, so that a chat keeps its place and its number while others talk. */
  readonly open: readonly ChatSummary[];
  /** As the engine has them: newest activity first. */
  readonly past: readonly ChatSummary[];
}

export function deskOrder(chats: readonly ChatSummary[]): DeskOrder {
  const open = chats
    .filter(({ card }) => card.state === 'open')
    .toSorted((one, other) => one.card.openedAtMs - other.card.openedAtMs || (one.chat < other.chat ? -1 : 1));
  return { open, past: chats.filter(({ card }) => card.state !== 'open') };
}

/** The columns of the desk: every open chat, and a past one while it is the chosen one. */
export function columnsOf(order: DeskOrder, chosen: string | null): readonly ChatSummary[] {
  const past = order.past.find(({ chat }) => chat === chosen);
  return past === undefined ? order.open : [...order.open, past];
}

/** The chat that Alt and a digit stand for: 1 to 9, and 0 for the tenth. Null where there is none. */
export function chatForDigit(order: DeskOrder, digit: string): ChatSummary | null {
  if (!/^\d$/.test(digit)) return null;
  return order.open[digit === '0' ? 9 : Number(digit) - 1] ?? null;
}

/** The digit shown beside a chat, or null past the tenth. */
export const digitOf = (index: number): string | null => (index < 9 ? String(index + 1) : index === 9 ? '0' : null);

export const unreadTotal = (chats: readonly ChatSummary[]): number =>
  chats.reduce((sum, { unread }) => sum + unread, 0);
