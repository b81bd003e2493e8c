/**
 * Everything that is stored anywhere, for the page that tells it (F096, RELIABILITY H1). A test holds the first list
 * against the tables of a vault, so that none is added in silence.
 */
export interface KeptThing {
  /** Its words are `keep:kept.things.<id>`. */
  readonly id: string;
  /** Tables of the vault that hold it, by the names they have on disk (VAULT.md, V1). */
  readonly tables: readonly string[];
}

/** Sealed, on this device. */
export const IN_THE_VAULT = [
  { id: 'notes', tables: ['a', 'i'] },
  { id: 'own', tables: ['i'] },
  { id: 'drafts', tables: ['g', 'i'] },
  { id: 'unsent', tables: ['b', 'c', 'm'] },
  { id: 'documents', tables: ['d', 'e', 'f'] },
  { id: 'seen', tables: ['i'] },
  { id: 'session', tables: ['h'] },
  { id: 'settings', tables: ['h', 'i'] },
] as const satisfies readonly KeptThing[];

/** On this device, beside the vault. */
export const BESIDE_THE_VAULT = ['shelf', 'key', 'look', 'app', 'backups', 'copies'] as const;

/** At the relay. */
export const AT_THE_RELAY = ['account', 'devices', 'requests', 'chats', 'words', 'profile', 'blocks', 'grants', 'address'] as const;
