import { TEXT } from '#shared/limits.ts';

/** What can be said of a text in the box before it is sent. Lengths are in UTF-16 units, as the relay counts them. */
export type DraftState =
  | { readonly at: 'empty' }
  | { readonly at: 'fine' }
  | { readonly at: 'near'; readonly left: number }
  | { readonly at: 'over'; readonly excess: number };

/** From here on the count is shown; before, it would only be noise. */
const NEAR = TEXT.maxMessageLength * 0.9;

export function draftState(text: string): DraftState {
  const { length } = readyToSend(text);
  if (length === 0) return { at: 'empty' };
  if (length > TEXT.maxMessageLength) return { at: 'over', excess: length - TEXT.maxMessageLength };
  return length < NEAR ? { at: 'fine' } : { at: 'near', left: TEXT.maxMessageLength - length };
}

/** The text as it goes out: no blank space around it, and well formed, since half a character would be refused. */
export const readyToSend = (text: string): string => text.toWellFormed().trim();

/** Words that come back (refused, or not kept) go before what was typed meanwhile, and nothing is overwritten. */
export const putBack = (returned: string, typed: string): string =>
  typed.trim() === '' ? returned : `${returned}\n${typed}`;
