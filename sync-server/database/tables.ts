import type { Generated, Insertable, Selectable } from 'kysely';
import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId, ChatId, DeviceId, RequestId } from '#shared/ids.ts';
import type { Away } from '#shared/people/presence-shown.ts';
import type { AccountType, AgeGroup, ChatLanguage, RequestState, Topic } from '#shared/words.ts';
import type { NameMappingTable, NamesGivenUpTable, NamesRestingTable, RecoveryCodesTable } from './tables/account-keys.ts';
import type { BlocksTable, ChatsTable, RefusalsTable } from './tables/chats.ts';
import type { PicturesTable } from './tables/pictures.ts';
import type {
  AgeWishesTable, AppealsTable, AuditHeadTable, AuditTable, ClearanceApplicationsTable, DeviceMarksTable, RoleHoldersTable, RolesTable,
  RoleTracksTable,
} from './tables/house.ts';
import type { ListingLanguagesTable, ListingsTable, ListingTopicsTable, ProfilesTable } from './tables/profiles.ts';
import type { StartsTable } from './tables/starts.ts';
import type { TherapistApplicationsTable, TherapistListingsTable, TherapistsTable } from './tables/therapists.ts';

/** The relay's tables as Kysely sees them. All times are milliseconds since the epoch, UTC. */
export interface Tables {
  accounts: AccountsTable;
  sessions: SessionsTable;
  requests: RequestsTable;
  chats: ChatsTable;
  starts: StartsTable;
  blocks: BlocksTable;
  refusals: RefusalsTable;
  names_given_up: NamesGivenUpTable;
  names_resting: NamesRestingTable;
  name_mapping: NameMappingTable;
  account_changes: AccountChangesTable;
  sign_in_tries: SignInTriesTable;
  known_addresses: KnownAddressesTable;
  sign_in_salt: SignInSaltTable;
  documents: DocumentsTable;
  document_snapshots: DocumentSnapshotsTable;
  document_updates: DocumentUpdatesTable;
  document_clients: DocumentClientsTable;
  log_segments: LogSegmentsTable;
  relay_clock: RelayClockTable;
  grants: GrantsTable;
  recovery_codes: RecoveryCodesTable;
  profiles: ProfilesTable;
  pictures: PicturesTable;
  listings: ListingsTable;
  listing_topics: ListingTopicsTable;
  listing_languages: ListingLanguagesTable;
  role_tracks: RoleTracksTable;
  roles: RolesTable;
  role_holders: RoleHoldersTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  device_marks: DeviceMarksTable;
  appeals: AppealsTable;
  clearance_applications: ClearanceApplicationsTable;
  therapists: TherapistsTable;
  therapist_applications: TherapistApplicationsTable;
  therapist_listings: TherapistListingsTable;
  age_wishes: AgeWishesTable;
}

/** True and false in a form that every SQL database has. */
export type Flag = 0 | 1;
export const toFlag = (value: boolean): Flag => (value ? 1 : 0);

export interface AccountsTable {
  id: AccountId;
  name: string;
  /** `foldName(name)`: names are unique ignoring case (F012). */
  name_folded: string;
  /** `nameSkeleton(name)`: no two names look the same (F012). Null for a forgotten one. */
  name_skeleton: string | null;
  type: AccountType;
  /** Parameters, salt and hash in one text; null for guests, who have no password. */
  password_hash: string | null;
  age_group: AgeGroup | null;
  parental_consent: Flag;
  /** JSON of `ConsentRecord['versions']`; null until the gate was answered. */
  consent_versions: string | null;
  consented_at_ms: number | null;
  cleared_for_teens: Flag;
  banned: Flag;
  /** What its person reads of why (F103); null: nothing was written down for them, or there is no ban. */
  ban_told: Generated<string | null>;
  admin: Flag;
  /** JSON list of what an operator has opened for it (F109). */
  entitlements: Generated<string>;
  /** The version of the listener agreement, and when it was agreed to (F088). */
  listener_version: string | null;
  listener_agreed_at_ms: number | null;
  /** JSON of what a new listener's app said of the course (F193); null where an operator made them one. */
  course: string | null;
  /** Whether its listener is on a break, seen or unseen (F164, F165); beside the account, since it decides what others see. */
  away: Generated<Away>;
  /** What its roles add up to, brought level by `settleStanding` in the transaction that changes them (F206). */
  rank: Generated<number>;
  capabilities: Generated<string>;
  /** F104: a new identity on the device of somebody banned, until a person has looked at it. */
  held: Generated<Flag>;
  /** Chats that came to their end and were long enough to count, as their listener (F154). */
  completed_chats: Generated<number>;
  /** Whether an ask, a message or an invitation of theirs was kept here, and is no more (P51): no more than that. */
  talked: Generated<Flag>;
  /** When a guest was last seen, in time in which they could come (A6); null for everybody else. */
  guest_seen_at_ms: Generated<number | null>;
  created_at_ms: number;
  /** Since when nobody can be this account any more; its row stays so that others' chats keep a partner. */
  forgotten_at_ms: number | null;
  /** Since when all of that is done; null while something of the person may be left, which the relay takes away within minutes, or at its next start. */
  erased_at_ms: number | null;
}

export interface SessionsTable {
  /** SHA-256 of the token, in hexadecimal. The token itself is nowhere (RELIABILITY E3). */
  token_hash: string;
  account: AccountId;
  device: DeviceId;
  device_name: string;
  created_at_ms: number;
  seen_at_ms: number;
  /**
   * The hash of the token that takes this one's place when it is first used. While none was given out: null, or behind a `-` that of the
   * token whose place this one took after a rise of rank (`Sessions.dial`).
   */
  next_hash: string | null;
  /** By when it must go on under a new token, since its person's rank rose; null: whenever. */
  renew_by_ms: number | null;
}

export interface RequestsTable {
  id: RequestId;
  seeker: AccountId;
  topic: Topic | null;
  language: ChatLanguage;
  age_group: AgeGroup;
  state: RequestState;
  created_at_ms: number;
  settled_at_ms: number | null;
  /** The chat that came of it. */
  chat: ChatId | null;
}

/** What something outside the relay's process has changed about an account; the relay follows it by `seq`. */
export interface AccountChangesTable {
  seq: Generated<number>;
  account: AccountId;
  /** A device whose session was ended by it; null when the account itself changed. */
  device: DeviceId | null;
  at_ms: number;
}

/** Kept for an hour. Names and addresses are hashed with the store's own salt. */
export interface SignInTriesTable {
  seq: Generated<number>;
  at_ms: number;
  name_hash: string;
  address_hash: string;
  failed: Flag;
  /** It came from an address that the name had signed in from. */
  known: Flag;
}

/** From where a name signed in, hashed in the same way; kept for `SIGN_IN.knownAddressMs`. */
export interface KnownAddressesTable {
  name_hash: string;
  address_hash: string;
  seen_at_ms: number;
}

/** One row. */
export interface SignInSaltTable {
  id: number;
  salt: Uint8Array;
}

export interface DocumentsTable {
  name: DocumentName;
  /** The newest row of `document_updates` that the snapshot contains; 0 for none. */
  snapshot_seq: Generated<number>;
  created_at_ms: number;
  updated_at_ms: number;
  /** What the document consists of (documents/proof.ts): a row that does not agree with these is damaged. */
  snapshot_sum: Generated<number>;
  update_count: Generated<number>;
  update_sum: Generated<number>;
  client_count: Generated<number>;
  client_sum: Generated<number>;
}

/** Apart from `documents`, whose rows every message changes: SQL writes a row whole, and a snapshot weighs as much as a chat. */
export interface DocumentSnapshotsTable {
  name: DocumentName;
  bytes: Uint8Array;
}

export interface DocumentUpdatesTable {
  seq: Generated<number>;
  name: DocumentName;
  bytes: Uint8Array;
}

/** Which account owns a Yjs client id in a document: first use wins (GATE G2). */
export interface DocumentClientsTable {
  name: DocumentName;
  client: number;
  account: AccountId;
}

/** The segments of a long log. One that was never cut has no row: it is its head alone. */
export interface LogSegmentsTable {
  /** The document of its head, segment 0. */
  log: DocumentName;
  newest: number;
  /** Segments before it are given up by retention; all of them but the head are erased. */
  first_kept: Generated<number>;
  /** How far that erasing has come. */
  erased_below: Generated<number>;
}

/** The time at which the store was last served: one row (RELIABILITY A6). */
export interface RelayClockTable {
  id: number;
  now_ms: number;
  /** How far the machine's clock had jumped away, and for how long it stayed there; null without a doubt. */
  doubt_step_ms: number | null;
  doubt_held_ms: number | null;
  /** How far it was moved, all in all, by steps that were believed. */
  stepped_ms: Generated<number>;
}

/** Who was granted what and when, and when it was taken back: one line each, never changed (F109). */
export interface GrantsTable {
  seq: Generated<number>;
  account: AccountId;
  entitlement: string;
  granted: Flag;
  at_ms: number;
  /** Until when it was granted (F043); null: until it is taken back. */
  until_ms: number | null;
}

export type AccountRow = Selectable<AccountsTable>;
export type SessionRow = Selectable<SessionsTable>;
export type RequestRow = Selectable<RequestsTable>;
export type ChatRow = Selectable<ChatsTable>;
export type StartRow = Selectable<StartsTable>;
export type BlockRow = Selectable<BlocksTable>;
export type DocumentRow = Selectable<DocumentsTable>;
export type DocumentUpdateRow = Selectable<DocumentUpdatesTable>;
export type DocumentClientRow = Selectable<DocumentClientsTable>;
export type NewAccountRow = Insertable<AccountsTable>;
