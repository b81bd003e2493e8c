import type { i18n } from 'i18next';
import { directionOf } from './locales.ts';

/**
 * `@name` inside of a sentence. The sign has no direction of its own, so at the beginning of a line from right to left it would stand
 * behind a Latin name; and a Hebrew or Arabic name would draw digits and signs beside it to its other side. An element sets a name apart
 * where there is one (`PersonName`); words that are put together have none, so here signs that nobody sees do it: for all texts, in one
 * place. Where everything runs from left to right nothing is added.
 */
const FROM_LEFT = '\u2066';
const APART_ENDS = '\u2069';

/** Letters of the scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

export const nameApart = (name: string, language: string): string =>
  directionOf(language) === 'rtl' || RIGHT_TO_LEFT.test(name) ? `${FROM_LEFT}@${name}${APART_ENDS}` : `@${name}`;

const FORMAT = 'atName';

/** The texts of a file, in which a name comes with its sign. */
export const withNamesApart = (texts: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, apart(text)]));

function apart(text: unknown): unknown {
  if (typeof text === 'string') return text.includes('@{{') ? text.replaceAll(/@\{\{(\w+)\}\}/g, `{{$1, ${FORMAT}}}`) : text;
  if (Array.isArray(text)) return text.map(apart);
  return typeof text === 'object' && text !== null ? withNamesApart(text as Record<string, unknown>) : text;
}

/** By the language of the whole app: a text that falls back to another language stands on a page of this one. */
export const setNamesApart = (instance: i18n): void =>
  instance.services.formatter?.add(FORMAT, (name: unknown) => nameApart(String(name), instance.language));
