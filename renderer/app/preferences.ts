/**
 * Everything that this device remembers outside any vault, readable for whoever has it, by its name in the browser's
 * local storage. It must be known before any place is open, or says nothing about a person; nothing else may lie there.
 * "What is kept where" tells of each (F096, RELIABILITY H1); `public/look.js` reads the first one before the first paint.
 */
export const PREFERENCES = {
  look: 'samovar.look',
  language: 'samovar.language',
  /** That words are kept here at all; nothing about which. */
  kept: 'samovar.kept',
  /** The country whose emergency numbers were chosen: they are there before every lock. */
  country: 'samovar.country',
  volume: 'samovar.volume',
  /** By which voice of the system the words of a meditation are spoken. */
  voice: 'samovar.voice',
  /** Whether the turns of a breath are told to a screen reader. */
  turns: 'samovar.turns',
  /** A random number for this device, told to the relay when an account begins on it (F104). */
  device: 'samovar.device',
} as const;

export type PreferenceKey = (typeof PREFERENCES)[keyof typeof PREFERENCES];
