import type { PersonCard } from '../documents/queue.ts';

/**
 * What stands in the place of a name that is not to be seen (F164). Nobody can have it (names.ts), and the app shows it
 * in the reader's language. Whoever sees it cannot tell what happened.
 */
export const UNKNOWN_NAME = 'unknown';

/** What stands in the place of a forgotten account's name (F016, RELIABILITY H3). Nobody can have it either. */
export const FORGOTTEN_NAME = 'forgotten';

/** A person as others see them; on a hidden break, or banned, nobody in particular. */
export const shownCard = (card: PersonCard, hidden: boolean): PersonCard => (hidden ? { ...card, name: UNKNOWN_NAME } : card);
