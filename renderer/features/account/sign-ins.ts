import type { InboxNotice } from '#shared/documents/inbox.ts';

/** Until when sign-ins are known on this device, in the vault's settings. */
export const SIGN_INS_SEEN = 'account/sign-ins-seen';

/** A device's own sign-in is told to it as well, dated by the relay's clock: what is within this time of the first look is its own. */
export const OWN_SIGN_IN_MS = 2_000;

export type SignedIn = Extract<InboxNotice, { kind: 'signed-in' }>;

/** Sign-ins elsewhere that nobody has looked at on this device, the newest first. `null`: this device has not begun to look. */
export const freshSignIns = (notices: readonly InboxNotice[], seenMs: number | null): readonly SignedIn[] =>
  seenMs === null
    ? []
    : notices.filter((notice): notice is SignedIn => notice.kind === 'signed-in' && notice.at > seenMs).toSorted((one, other) => other.at - one.at);
