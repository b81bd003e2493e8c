import { isMantineColorScheme, type MantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { PREFERENCES, type PreferenceKey } from './preferences.ts';

const KEY = PREFERENCES.look;

/** Small choices of this device that must be known before any vault is open. They say nothing about a person. */
export interface DevicePreferences {
  read(key: PreferenceKey): string | null;
  write(key: PreferenceKey, value: string): void;
  /** Forgets every one of them. */
  clear(): void;
}

/** localStorage, forgiving: where it is forbidden the choice lasts as long as the window. */
export function webPreferences(storage: () => Storage): DevicePreferences {
  const kept = new Map<string, string>();
  return {
    read(key) {
      try {
        return storage().getItem(key) ?? kept.get(key) ?? null;
      } catch {
        return kept.get(key) ?? null;
      }
    },
    write(key, value) {
      kept.set(key, value);
      try {
        storage().setItem(key, value);
      } catch {
        // Kept in memory above; a refused preference is no reason to disturb anybody.
      }
    },
    clear() {
      kept.clear();
      try {
        storage().clear();
      } catch {
        // Where it is forbidden there is nothing in it.
      }
    },
  };
}

/** Light, dark, or as the system has it, kept on this device. */
export function lookManager(preferences: DevicePreferences): MantineColorSchemeManager {
  let onUpdate: ((look: MantineColorScheme) => void) | null = null;
  const heard = (event: StorageEvent): void => {
    if (event.key === KEY && isMantineColorScheme(event.newValue)) onUpdate?.(event.newValue);
  };
  return {
    get(fallback) {
      const look = preferences.read(KEY);
      return isMantineColorScheme(look) ? look : fallback;
    },
    set(look) {
      preferences.write(KEY, look);
    },
    subscribe(update) {
      onUpdate = update;
      window.addEventListener('storage', heard);
    },
    unsubscribe() {
      onUpdate = null;
      window.removeEventListener('storage', heard);
    },
    clear() {
      preferences.write(KEY, 'auto');
    },
  };
}
