/**
 * What the relay keeps, column by column (RELIABILITY H1): whose it is, why it is there, how long, whether its person gets
 * it in their export (H2), and what becomes of it when they are erased (H3). Export and erasure are driven by this list, and
 * a test fails on a table or column that is not in it.
 */
export interface TableClass {
  /** The columns that name the account a row is about. None: it is about nobody in particular. */
  readonly of: readonly string[];
  readonly why: string;
  readonly kept: string;
  readonly erasure: Erasure;
  /** For `blank`: what stands there afterwards. */
  readonly blank?: Readonly<Record<string, string | number | null>>;
  readonly columns: Readonly<Record<string, ColumnClass>>;
}

/**
 * `row`: the row goes, first of all. `row-last`: it goes when sessions, requests and chats have ended by it. `blank`: the
 * row stays, without what it said. `stays`: it names an account by an id that leads to nobody. `none`: about nobody.
 */
export type Erasure = 'row' | 'row-last' | 'blank' | 'stays' | 'none';

/**
 * `told`: in its person's export. `secret`: what proves who somebody is, or its hash. `others`: says who somebody else is.
 * `inner`: means nothing outside of the relay, or is made of what is told already.
 */
export type ColumnClass = 'told' | 'secret' | 'others' | 'inner';

const all = (kind: ColumnClass, ...columns: readonly string[]): Record<string, ColumnClass> =>
  Object.fromEntries(columns.map((column) => [column, kind]));
const told = (...columns: readonly string[]) => all('told', ...columns);
const inner = (...columns: readonly string[]) => all('inner', ...columns);

const NOBODYS = { of: [], erasure: 'none' } as const;
const LISTED = ['place', 'account', 'hears_teens', 'hears_adults', 'over_35'] as const;
const MADE_OF_PROFILES = { of: ['account'], why: 'the directory of listeners', kept: 'as long as it is made', erasure: 'row' } as const;
/** Words in documents are erased in the documents themselves (`account-words.ts`), and read from there for an export. */
const DOCUMENTS = { ...NOBODYS, kept: 'by the kind of document: `DOCUMENT_CLASSES`' } as const;

export const DATA_CLASSES: Readonly<Record<string, TableClass>> = {
  accounts: {
    of: ['id'],
    why: 'to be somebody here',
    kept: 'until it is erased, as a guest is whom nobody was for 30 days (operator-set); then its row stays without a name, so that others keep a partner in their chats',
    erasure: 'blank',
    blank: {
      password_hash: null, age_group: null, parental_consent: 0, consent_versions: null, consented_at_ms: null,
      cleared_for_teens: 0, admin: 0, entitlements: '[]', listener_version: null, listener_agreed_at_ms: null, course: null,
      away: 'no', name_skeleton: null, rank: 0, capabilities: '[]', held: 0, completed_chats: 0, talked: 0,
      guest_seen_at_ms: null, ban_told: null,
    },
    columns: {
      ...told(
        'id', 'name', 'type', 'age_group', 'parental_consent', 'consent_versions', 'consented_at_ms', 'cleared_for_teens', 'banned',
        'ban_told', 'admin', 'entitlements', 'listener_version', 'listener_agreed_at_ms', 'course', 'away', 'rank', 'capabilities', 'held',
        'completed_chats', 'talked', 'created_at_ms',
      ),
      ...inner('name_folded', 'name_skeleton', 'guest_seen_at_ms', 'forgotten_at_ms', 'erased_at_ms'),
      password_hash: 'secret',
    },
  },
  sessions: {
    of: ['account'], why: 'to stay signed in', kept: '14 days without use, a guest\'s as long as the guest, 90 days at most', erasure: 'row-last',
    columns: { ...told('device', 'device_name', 'created_at_ms', 'seen_at_ms'), ...inner('account', 'renew_by_ms'), ...all('secret', 'token_hash', 'next_hash') },
  },
  recovery_codes: {
    of: ['account'], why: 'to come back without the password', kept: 'until it is used or replaced', erasure: 'row',
    columns: { ...told('made_at_ms'), ...inner('account'), code_hash: 'secret' },
  },
  requests: {
    of: ['seeker'], why: 'the queue, and how long people wait', kept: '30 days after it was settled', erasure: 'row-last',
    columns: {
      ...told('id', 'topic', 'language', 'age_group', 'state', 'created_at_ms', 'settled_at_ms', 'chat'),
      ...inner('seeker'),
    },
  },
  chats: {
    of: ['seeker', 'listener'], why: 'who may read and write a chat', kept: 'words and topic by the window of D7; that it was, 365 days more',
    erasure: 'blank', blank: { topic: null },
    columns: {
      ...told('id', 'topic', 'language', 'state', 'opened_at_ms', 'ended_at_ms'),
      ...all('others', 'seeker', 'listener', 'ended_by', 'opened_by'),
      ...inner('heard', 'counted'),
    },
  },
  starts: {
    of: ['writer'], why: 'what waits for somebody in person: a request, a message, an invitation',
    kept: 'its words until it is settled, by itself after 30 days; that it was, 30 days more', erasure: 'row-last',
    columns: {
      ...told('id', 'kind', 'topic', 'language', 'text', 'then_queue', 'queued', 'state', 'created_at_ms', 'lapses_at_ms', 'settled_at_ms', 'chat'),
      // Whether words reach somebody would tell of their age, their wish or a block (F084, F102).
      ...inner('writer'), ...all('others', 'recipient', 'reaches'),
    },
  },
  blocks: {
    // Of who blocked: whoever was blocked is not told (F102).
    of: ['blocker'], why: 'so that two people never meet again', kept: 'until the account of who blocked is erased', erasure: 'row',
    columns: { ...told('at_ms'), ...inner('blocker'), blocked: 'others' },
  },
  refusals: {
    of: ['member'], why: 'whose first words a member wants no more of', kept: 'until the member asks that listener, or with the account',
    erasure: 'row', columns: { ...told('at_ms'), ...inner('member'), listener: 'others' },
  },
  names_given_up: {
    of: ['account'], why: 'so that words to a name do not reach somebody else', kept: '30 days, or until its account takes it back; of one that is erased a hash',
    erasure: 'row', columns: { ...told('name_folded', 'at_ms'), ...inner('name_skeleton', 'account') },
  },
  names_resting: {
    ...NOBODYS, why: 'so that words to the name of an erased account do not reach somebody else; names as keyed hashes', kept: '30 days',
    columns: inner('name_hash', 'at_ms'),
  },
  name_mapping: { ...NOBODYS, why: 'by what it was decided which names look alike', kept: 'with the store', columns: inner('id', 'mapping') },
  grants: {
    of: ['account'], why: 'who was granted what, and when', kept: 'with the account', erasure: 'row',
    columns: { ...told('entitlement', 'granted', 'at_ms', 'until_ms'), ...inner('seq', 'account') },
  },
  profiles: {
    of: ['account'], why: 'what somebody says about themselves', kept: 'until changed, or with the account', erasure: 'row',
    columns: {
      ...told('bio', 'topics', 'languages', 'over_35', 'accepts_starts', 'no_chats', 'status', 'away_until_ms', 'away_note'),
      ...inner('account'),
    },
  },
  pictures: {
    of: ['account'], why: 'the picture that somebody shows', kept: 'until changed or taken away, or with the account', erasure: 'row',
    columns: { ...told('type', 'bytes', 'at_ms'), ...inner('account', 'id') },
  },
  listings: {
    ...MADE_OF_PROFILES,
    columns: inner('account', 'name_folded', 'place', 'hears_teens', 'hears_adults', 'over_35'),
  },
  listing_topics: { ...MADE_OF_PROFILES, columns: inner('topic', ...LISTED) },
  listing_languages: { ...MADE_OF_PROFILES, columns: inner('language', ...LISTED) },
  role_tracks: { ...NOBODYS, why: 'the ladders of the house', kept: 'until changed', columns: inner('id', 'position', 'names') },
  roles: {
    ...NOBODYS, why: 'what each role is called and may', kept: 'until changed',
    columns: inner('id', 'track', 'rank', 'names', 'teen_names', 'purposes', 'capabilities'),
  },
  role_holders: {
    of: ['account'], why: 'who may what, shown on "Our Team"', kept: 'until taken back, or with the account', erasure: 'row',
    columns: { ...told('role', 'at_ms', 'teen_title'), ...inner('account') },
  },
  audit: {
    of: ['by', 'whom'], why: 'who used which power on whom, and why', kept: 'with the store; an erased account leaves an id that leads to nobody',
    erasure: 'stays',
    columns: { ...told('seq', 'at_ms', 'act', 'reason', 'before', 'after'), ...all('others', 'by', 'whom'), ...inner('previous', 'hash') },
  },
  audit_head: { ...NOBODYS, why: 'how far that record goes', kept: 'with the store', columns: inner('id', 'seq', 'hash') },
  device_marks: {
    of: ['account'], why: 'so that somebody banned is looked at when they come again; each device they came in on as a keyed hash, and whether they began there',
    kept: '180 days from the last time, and with the account unless it is banned; the newest 20', erasure: 'stays',
    columns: { ...told('at_ms', 'began'), ...inner('account'), mark: 'secret' },
  },
  appeals: {
    of: ['account'], why: 'what somebody said to their ban or hold', kept: '180 days after the answer', erasure: 'row',
    columns: { ...told('text', 'at_ms', 'state', 'answer', 'answered_at_ms'), ...inner('seq', 'account') },
  },
  clearance_applications: {
    of: ['account'], why: 'who asked to be cleared for talking to teens', kept: '180 days after the answer; unanswered, closed after 180 days, and by a ban', erasure: 'row',
    columns: { ...told('text', 'at_ms', 'state', 'answer', 'answered_at_ms'), ...inner('seq', 'account') },
  },
  age_wishes: {
    of: ['account'], why: 'who asked to be noted in the other age group', kept: '180 days after the answer; unanswered, closed after 180 days, and by a ban', erasure: 'row',
    columns: { ...told('wanted', 'text', 'at_ms', 'state', 'answer', 'answered_at_ms'), ...inner('seq', 'account') },
  },
  therapists: {
    of: ['account'], why: 'by which licence somebody is a therapist here; the legal name and where it holds are public', kept: 'while the account is a therapist\'s',
    erasure: 'row',
    columns: { ...told('legal_name', 'country', 'region', 'number', 'since_ms', 'entry_until_ms'), ...inner('account') },
  },
  therapist_applications: {
    of: ['account'], why: 'who applies to be a therapist', kept: 'name, licence and words until it is answered or taken back, for 180 days, or until a ban; that it was answered, 180 days',
    erasure: 'row',
    columns: {
      ...told('legal_name', 'country', 'region', 'number', 'text', 'at_ms', 'state', 'answer', 'answered_at_ms'),
      ...inner('seq', 'account'),
    },
  },
  therapist_listings: {
    of: ['account'], why: 'the directory of therapists', kept: 'as long as it is made', erasure: 'row',
    columns: inner('account', 'facet', 'value', 'place', 'until_ms'),
  },
  account_changes: {
    of: ['account'], why: 'word of an operator to the running relay', kept: 'with the store', erasure: 'stays',
    columns: inner('seq', 'account', 'device', 'at_ms'),
  },
  sign_in_tries: {
    ...NOBODYS, why: 'limits on guessing; names and addresses as keyed hashes', kept: 'one hour',
    columns: inner('seq', 'at_ms', 'name_hash', 'address_hash', 'failed', 'known'),
  },
  known_addresses: {
    ...NOBODYS, why: 'so that a stranger cannot shut somebody out; names and addresses as keyed hashes', kept: '28 days',
    columns: inner('name_hash', 'address_hash', 'seen_at_ms'),
  },
  sign_in_salt: { ...NOBODYS, why: 'the key of those hashes', kept: 'with the store', columns: { ...inner('id'), salt: 'secret' } },
  documents: {
    ...DOCUMENTS, why: 'what people say to each other',
    columns: inner(
      'name', 'snapshot_seq', 'created_at_ms', 'updated_at_ms', 'snapshot_sum', 'update_count', 'update_sum',
      'client_count', 'client_sum',
    ),
  },
  document_snapshots: { ...DOCUMENTS, why: 'the same, folded together', columns: inner('name', 'bytes') },
  document_updates: { ...DOCUMENTS, why: 'the same, as it arrived', columns: inner('seq', 'name', 'bytes') },
  document_clients: {
    ...DOCUMENTS, of: ['account'], erasure: 'stays', why: 'so that nobody speaks for another (GATE G2)',
    columns: inner('name', 'client', 'account'),
  },
  log_segments: { ...DOCUMENTS, why: 'where long logs are cut', columns: inner('log', 'newest', 'first_kept', 'erased_below') },
  relay_clock: {
    ...NOBODYS, why: 'the relay\'s own time (A6)', kept: 'with the store',
    columns: inner('id', 'now_ms', 'doubt_step_ms', 'doubt_held_ms', 'stepped_ms'),
  },
};

/** What a kind of document holds, entry by entry and mark by mark, in the same sense. */
export interface DocumentClass {
  readonly why: string;
  readonly kept: string;
  /** `own-words`: its author's; in their export, and taken out of the document with the account. */
  readonly entries: Readonly<Record<string, 'own-words' | 'inner'>>;
  readonly marks: Readonly<Record<string, 'own-words' | 'inner'>>;
}

export const DOCUMENT_CLASSES: Readonly<Record<string, DocumentClass>> = {
  chat: {
    why: 'what two people say to each other', kept: 'the window of D7',
    entries: { message: 'own-words', notice: 'inner' }, marks: { delivered: 'inner', read: 'inner' },
  },
  queue: { why: 'who waits, shown from `requests`', kept: 'while they wait', entries: { request: 'inner' }, marks: {} },
  inbox: {
    why: 'what the relay tells an account', kept: 'the newest 50, with the account',
    entries: {
      'chat-opened': 'inner', 'chat-ended': 'inner', 'request-lapsed': 'inner', 'signed-in': 'inner', 'age-corrected': 'inner', 'start-over': 'inner',
    },
    marks: { request: 'inner', start: 'inner' },
  },
  people: { why: 'one\'s chats, shown from `chats`', kept: 'with the chats, and the account', entries: {}, marks: { chat: 'inner', across: 'inner' } },
  page: { why: 'what its editors write together', kept: 'until somebody deletes it', entries: {}, marks: {} },
};
