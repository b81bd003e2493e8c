import type { Copies } from '../vault/backup/copies.ts';
import type { DevicePreferences } from './look.ts';
import { PREFERENCES } from './preferences.ts';

/** Whether this device has kept words before, remembered apart from where they are kept (RELIABILITY F2). */
export interface PlaceMemory {
  expectsWords(): Promise<boolean>;
  noteKept(): void;
  /** The last place was erased by the person's word, so that nothing is missed at the next start. */
  noteErased(): void;
}

/** A browser that empties IndexedDB, or a desktop whose databases are gone while their backups are not. */
export const createPlaceMemory = (preferences: DevicePreferences, copies: Pick<Copies, 'list'>): PlaceMemory => ({
  async expectsWords() {
    if (preferences.read(PREFERENCES.kept) === 'yes') return true;
    return (await copies.list().catch(() => [])).length > 0;
  },
  noteKept: () => preferences.write(PREFERENCES.kept, 'yes'),
  noteErased: () => preferences.write(PREFERENCES.kept, 'no'),
});
