import type { AgreementText } from '../agreement.ts';
import { member as enMember20261122 } from './en/member-2026-11-22.ts';
import { privacy as en20261122 } from './en/privacy-2026-11-22.ts';
import { privacy as en202611222 } from './en/privacy-2026-11-22.2.ts';
import { privacy as en202611223 } from './en/privacy-2026-11-22.3.ts';
import { privacy as en202611224 } from './en/privacy-2026-11-22.4.ts';
import { member as esMember20261122 } from './es/member-2026-11-22.ts';
import { privacy as es20261122 } from './es/privacy-2026-11-22.ts';
import { privacy as es202611222 } from './es/privacy-2026-11-22.2.ts';
import { privacy as es202611223 } from './es/privacy-2026-11-22.3.ts';
import { privacy as es202611224 } from './es/privacy-2026-11-22.4.ts';

/**
 * Texts that people have agreed to and that are no longer the newest (F089), as they were: whoever is asked again sees what
 * changed, word by word. A new version of a text is made by putting the old one here, under its version: of the certification as
 * `certificationAsText` makes it. Oldest first.
 */
const TEXTS: Readonly<Record<string, readonly AgreementText[]>> = {
  en: [enMember20261122, en20261122, en202611222, en202611223, en202611224],
  es: [esMember20261122, es20261122, es202611222, es202611223, es202611224],
};

export const earlierTexts = (language: string, name: AgreementText['name']): readonly AgreementText[] =>
  (TEXTS[language.split('-')[0] ?? 'en'] ?? TEXTS['en'] ?? []).filter((text) => text.name === name);

/** The text under a version; null for one that is none of before. */
export const earlierText = (language: string, name: AgreementText['name'], version: string): AgreementText | null =>
  earlierTexts(language, name).find((text) => text.version === version) ?? null;
