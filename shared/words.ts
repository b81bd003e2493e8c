/** The closed lists that both sides speak of. What a person reads is in the translation files, keyed by these. */

/** F011: every identity is exactly one of these. */
export const ACCOUNT_TYPES = ['guest', 'member', 'listener', 'therapist'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** F081, F083: 13–17 and 18+; nobody below 13. */
export const AGE_GROUPS = ['teen', 'adult'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** What one may ask to talk about (F153). An operator may not add to it: matching and guides are keyed by it. */
export const TOPICS = [
  'anxiety',
  'low-mood',
  'loneliness',
  'grief',
  'family',
  'relationships',
  'friendship',
  'work-study',
  'stress',
  'sleep',
  'self-worth',
  'identity',
  'anger',
  'trauma',
  'eating',
  'substances',
  'illness',
  'life-change',
  'something-else',
] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * What an operator may open for an account by hand. Nothing of it is for sale here (F109). `directory-entry`: a therapist stands
 * in the directory (F043), which admins give in the app, too. `contact-details`: the exceptions of F077.
 */
export const ENTITLEMENTS = ['premium-paths', 'directory-entry', 'contact-details'] as const;
export type Entitlement = (typeof ENTITLEMENTS)[number];

/** Languages one may ask to talk in (F153), as BCP 47 tags. Their names come from `Intl.DisplayNames`. */
export const CHAT_LANGUAGES = [
  'en', 'ar', 'bn', 'cs', 'da', 'de', 'el', 'es', 'fa', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko', 'ms',
  'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sv', 'sw', 'ta', 'th', 'fil', 'tr', 'uk', 'ur', 'vi', 'zh',
] as const;
export type ChatLanguage = (typeof CHAT_LANGUAGES)[number];

/** Life of a 1-to-1 chat. `expired`: its continuity window is over and its content is erased (D7). */
export const CHAT_STATES = ['open', 'ended', 'blocked', 'expired'] as const;
export type ChatState = (typeof CHAT_STATES)[number];

/** Life of a request for a chat (F151, F152). */
export const REQUEST_STATES = ['waiting', 'accepted', 'withdrawn', 'lapsed'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/**
 * How two people come to a chat apart from the queue (F030, F157, F158): an `ask` of a listener who is free, a `message` for
 * one who is not, an `invitation` by a listener. `over`: one of the two may no longer, or is no longer free.
 */
export const START_KINDS = ['ask', 'message', 'invitation'] as const;
export type StartKind = (typeof START_KINDS)[number];
export const START_STATES = ['waiting', 'accepted', 'withdrawn', 'declined', 'lapsed', 'over'] as const;
export type StartState = (typeof START_STATES)[number];
