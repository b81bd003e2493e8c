import { PREFERENCES, type PreferenceKey } from '../../app/preferences.ts';

/**
 * Everything that is stored anywhere, for the page that tells it (F096, RELIABILITY H1). Tests hold it against the tables of
 * a vault and against what lies in local storage, so that nothing is added in silence.
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

export interface ThingBeside {
  readonly id: string;
  /** What of the browser's local storage it is. */
  readonly preferences: readonly PreferenceKey[];
}

/** On this device, beside the vault. */
export const BESIDE_THE_VAULT = [
  { id: 'shelf', preferences: [] },
  { id: 'key', preferences: [] },
  { id: 'look', preferences: [PREFERENCES.look, PREFERENCES.language, PREFERENCES.kept, PREFERENCES.device] },
  { id: 'country', preferences: [PREFERENCES.country] },
  { id: 'sound', preferences: [PREFERENCES.volume, PREFERENCES.voice, PREFERENCES.turns] },
  { id: 'app', preferences: [] },
  { id: 'backups', preferences: [] },
  { id: 'copies', preferences: [] },
] as const satisfies readonly ThingBeside[];

/** At the relay. */
export const AT_THE_RELAY = ['account', 'devices', 'requests', 'starts', 'chats', 'words', 'profile', 'blocks', 'grants', 'address'] as const;
