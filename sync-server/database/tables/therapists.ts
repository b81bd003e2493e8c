import type { Generated } from 'kysely';
import type { AccountId } from '#shared/ids.ts';

/**
 * F042, F046: by which licence somebody is a therapist here. Legal name, country and region are public; the number is for those
 * who settle applications. How long: while the account is a therapist's. Exported: all. Erased: the row.
 */
export interface TherapistsTable {
  account: AccountId;
  legal_name: string;
  country: string;
  region: string;
  number: string;
  since_ms: number;
  /** The end of the directory entry (F043), where there is one and it has an end; whether there is one, `accounts.entitlements` says. */
  entry_until_ms: number | null;
}

/** F042: who applies. Name, licence and text are kept while it waits; then only that it was answered, and how. */
export interface TherapistApplicationsTable {
  seq: Generated<number>;
  account: AccountId;
  legal_name: string | null;
  country: string | null;
  region: string | null;
  number: string | null;
  text: string;
  at_ms: number;
  state: 'waiting' | 'granted' | 'declined';
  answer: string | null;
  answered_at_ms: number | null;
}

/** What a therapist is found by: everybody, a topic, a language, a country, a word of a name. */
export type Facet = 'all' | 'topic' | 'language' | 'country' | 'word';

/**
 * The directory of therapists with an entry (F044), made from `accounts`, `profiles` and `therapists`: nothing in it is of its own.
 * An entry that has ended is passed over by its end, with nobody's help.
 */
export interface TherapistListingsTable {
  account: AccountId;
  facet: Facet;
  /** Empty for `all`. */
  value: string;
  /** Where it stands: by lot. No ranking. */
  place: number;
  until_ms: number;
}
