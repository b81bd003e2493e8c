import type { AccountId } from '#shared/ids.ts';

/** The way back without a password (RELIABILITY E6): one for an account, gone once it was used. */
export interface RecoveryCodesTable {
  account: AccountId;
  /** SHA-256 of the code's letters, in hexadecimal. The code itself is nowhere. */
  code_hash: string;
  made_at_ms: number;
}

/** A name that its account gave up, and that is nobody else's for a while: words to it would reach the wrong person (F012). */
export interface NamesGivenUpTable {
  name_folded: string;
  name_skeleton: string | null;
  account: AccountId;
  at_ms: number;
}

/** Names of erased accounts, as hashes with the store's salt. */
export interface NamesRestingTable {
  name_hash: string;
  at_ms: number;
}

/** One row: a hash of the mapping by which what names look like was made, in `accounts` and `names_given_up` (F012). */
export interface NameMappingTable {
  id: number;
  mapping: string;
}
