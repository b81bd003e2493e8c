import type { AccountId } from '#shared/ids.ts';
import type { Status } from '#shared/people/presence-shown.ts';
import type { ChatLanguage, Topic } from '#shared/words.ts';

type Flag = 0 | 1;

/**
 * What somebody says about themselves (F023, F029, F155, F159, F162, F165); no row until they have said something. Whose:
 * the account's. Why: for others to read. How long: until changed, or the account ends. Exported: all. Erased: the row.
 */
export interface ProfilesTable {
  account: AccountId;
  bio: string;
  /** JSON lists of `TOPICS` and `CHAT_LANGUAGES`. */
  topics: string;
  languages: string;
  over_35: Flag;
  accepts_starts: Flag;
  no_chats: Flag;
  /** What was chosen; what others see of it is `presenceShown`'s to say. */
  status: Status;
  away_until_ms: number | null;
  away_note: string;
}

/**
 * Listeners whom the directory shows (F040), made from `accounts` and `profiles`: nothing in it is of its own, so that it is
 * neither exported nor erased by itself. Whoever is hidden, banned or gone has no row.
 */
export interface ListingsTable extends Listed {
  name_folded: string;
}

interface Listed {
  account: AccountId;
  /** Where it stands: first by the status that is shown, then by lot, drawn anew when that changes. No ranking. */
  place: number;
  hears_teens: Flag;
  hears_adults: Flag;
  over_35: Flag;
}

/** The same by topic, and by language, in the directory's order, so that a page of a rare one is found as fast. */
export interface ListingTopicsTable extends Listed {
  topic: Topic;
}
export interface ListingLanguagesTable extends Listed {
  language: ChatLanguage;
}
