import { newId } from '#shared/ids.ts';
import type { Random } from '#shared/ports.ts';
import type { DevicePreferences } from './look.ts';
import { PREFERENCES } from './preferences.ts';

/**
 * What this device says of itself when an account begins on it or signs in, so that somebody who was banned is looked at when they come
 * again (F104). It is made up by chance, says nothing about the machine or the person, and goes when everything is erased.
 */
export function deviceKeyOf(preferences: DevicePreferences, random: Random): string {
  const kept = preferences.read(PREFERENCES.device);
  if (kept !== null && /^[0-9a-hjkmnp-tv-z]{20}$/.test(kept)) return kept;
  const made = newId(random);
  preferences.write(PREFERENCES.device, made);
  return made;
}
