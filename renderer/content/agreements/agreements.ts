import type { Agreements, GuidelinesText } from './agreement.ts';
import { agreements as en } from './en/index.ts';
import { agreements as es } from './es/index.ts';

/** One entry for each locale of the app. */
const TEXTS: Readonly<Record<string, Agreements>> = { en, es };

/** The agreements in the language of the screens (`es`, `es-MX`); English where we have not written them yet. */
export const agreementsIn = (language: string): Agreements => TEXTS[language.split('-')[0] ?? 'en'] ?? en;

export const guidelinesIn = (language: string): GuidelinesText => agreementsIn(language).guidelines;
