import { HANDLES } from './contact-handles.ts';
import { phonesIn } from './contact-phones.ts';
import { drawnTogether, readable, unaccented } from './contact-text.ts';
import { EMAILS, isKnownHelp, LINKS } from './contact-words.ts';

/**
 * Finds what leads out of the house (F077, RELIABILITY G1): telephone numbers, e-mail addresses, links, and names on other
 * services, also where they are written so that a program overlooks them. Pure, and linear in the length of the text (C10).
 * Names of this house (`@name`), emergency numbers and the crisis lines are never among it.
 */
export const CONTACT_KINDS = ['phone', 'email', 'link', 'handle'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** One finding, with the words as they were read. */
export interface ContactFind {
  readonly kind: ContactKind;
  readonly text: string;
}

export function findContactDetails(text: string): readonly ContactFind[] {
  const plain = readable(text);
  const together = drawnTogether(plain);
  const found = [...wordsIn(plain), ...(together === plain ? [] : wordsIn(together))];
  const phones = phonesIn(plain).map((number): ContactFind => ({ kind: 'phone', text: number }));
  return [...found.filter((find, at) => found.findIndex((one) => one.kind === find.kind && one.text === find.text) === at), ...phones];
}

/** Which kinds are in a text, each once. */
export const contactKindsIn = (text: string): readonly ContactKind[] => {
  const kinds = new Set(findContactDetails(text).map(({ kind }) => kind));
  return CONTACT_KINDS.filter((kind) => kinds.has(kind));
};

function wordsIn(plain: string): readonly ContactFind[] {
  const emails = found('email', plain, EMAILS).filter((find) => !isKnownHelp(find.text.replace(/^.*(?:\s|@)/su, '')));
  const links = found('link', without(plain, emails), LINKS).filter((find) => !isKnownHelp(find.text));
  return [...emails, ...links, ...found('handle', unaccented(plain), HANDLES)];
}

const found = (kind: ContactKind, text: string, patterns: readonly RegExp[]): ContactFind[] =>
  [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([whole]) => whole.trim())))].map((whole) => ({ kind, text: whole }));

const without = (text: string, finds: readonly ContactFind[]): string =>
  finds.reduce((rest, find) => rest.replaceAll(find.text, ' '), text);
