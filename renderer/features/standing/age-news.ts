import type { InboxNotice } from '#shared/documents/inbox.ts';

/** Until when corrections of one's age group are known on this device, in the vault's settings. */
export const AGE_NEWS_SEEN = 'standing/age-news-seen';

export type AgeCorrected = Extract<InboxNotice, { kind: 'age-corrected' }>;

/** The last correction that nobody has put away on this device; a device that is new shows it once, with its day. */
export const ageNews = (notices: readonly InboxNotice[], seenMs: number | null): AgeCorrected | null =>
  notices.findLast((notice): notice is AgeCorrected => notice.kind === 'age-corrected' && notice.at > (seenMs ?? 0)) ?? null;
