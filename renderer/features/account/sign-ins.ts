import type { InboxNotice } from '#shared/documents/inbox.ts';

/** Until when sign-ins are known on this device, in the vault's settings. */
export const SIGN_INS_SEEN = 'account/sign-ins-seen';

export type SignedIn = Extract<InboxNotice, { kind: 'signed-in' }>;

/**
 * Sign-ins elsewhere that nobody has looked at on this device, the newest first. `seenMs: null`: this device has not
 * begun to look. A device's own sign-in is told to it as well, and is no news. */
export const freshSignIns = (notices: readonly InboxNotice[], seenMs: number | null, own: string | null): readonly SignedIn[] =>
  seenMs === null
    ? []
    : notices.filter((notice): notice is SignedIn => notice.kind === 'signed-in' && notice.at > seenMs && notice.deviceId !== own).toSorted((one, other) => other.at - one.at);
