import type { ChatMessage, ChatNotice } from '#shared/documents/chat.ts';
import type { EntryId } from '#shared/ids.ts';
import type { ChatLine, Whereabouts } from '../../engine/types.ts';

/** A message as it is shown, with the word about where it is, if one stands below it. */
export interface ShownMessage {
  readonly message: ChatMessage;
  /** Below the last of a run of own lines that are in the same place; null elsewhere and on others' lines. */
  readonly place: OwnPlace | null;
  /** The word is visible; otherwise only its picture is, and the word is for screen readers. */
  readonly worded: boolean;
}
export type OwnPlace = Exclude<Whereabouts['at'], 'arrived'>;

/** A chat as it is read: days, the divider, what happened to the chat, and turns of one author. */
export type TranscriptItem =
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | { readonly kind: 'fresh'; readonly key: 'fresh' }
  | { readonly kind: 'notice'; readonly key: string; readonly notice: ChatNotice }
  | { readonly kind: 'turn'; readonly key: string; readonly mine: boolean; readonly messages: readonly ShownMessage[] };

/** Within this time lines of one author are one turn. */
const TURN_GAP_MS = 10 * 60_000;

/** `dayOf` gives the reader's calendar day, so that time zones stay outside of this function. */
export function transcript(
  lines: readonly ChatLine[],
  freshFrom: EntryId | null,
  dayOf: (atMs: number) => string,
): readonly TranscriptItem[] {
  const items: TranscriptItem[] = [];
  const placed = placesBelow(lines);
  let turn: ShownMessage[] = [];
  let previous: ChatLine | null = null;
  for (const line of lines) {
    const { entry } = line;
    if (previous === null || dayOf(previous.entry.at) !== dayOf(entry.at)) {
      items.push({ kind: 'day', key: `day-${entry.id}`, atMs: entry.at });
    }
    if (entry.id === freshFrom) items.push({ kind: 'fresh', key: 'fresh' });
    if (entry.kind === 'notice') {
      items.push({ kind: 'notice', key: entry.id, notice: entry });
    } else {
      const shown: ShownMessage = { message: entry, ...(placed.get(entry.id) ?? { place: null, worded: false }) };
      if (previous !== null && continues(previous, line) && items.at(-1)?.kind === 'turn') turn.push(shown);
      else {
        turn = [shown];
        items.push({ kind: 'turn', key: entry.id, mine: line.mine, messages: turn });
      }
    }
    previous = line;
  }
  return items;
}

const continues = (previous: ChatLine, line: ChatLine): boolean =>
  previous.entry.kind === 'message' &&
  previous.entry.author === line.entry.author &&
  line.entry.at - previous.entry.at < TURN_GAP_MS;

/** Which own lines carry a word about where they are: the last of each run, worded where it is the last of its kind. */
function placesBelow(lines: readonly ChatLine[]): ReadonlyMap<EntryId, { place: OwnPlace; worded: boolean }> {
  const below = new Map<EntryId, { place: OwnPlace; worded: boolean }>();
  const told = new Set<OwnPlace>();
  let following: ChatLine | null = null;
  for (const line of lines.toReversed()) {
    const place = line.whereabouts.at;
    if (line.mine && line.entry.kind === 'message' && place !== 'arrived') {
      const sameBelow = following !== null && continues(line, following) && following.whereabouts.at === place;
      if (!sameBelow) {
        below.set(line.entry.id, { place, worded: !told.has(place) });
        told.add(place);
      }
    }
    following = line;
  }
  return below;
}

/** The first line that was not looked at, when `unread` messages of the other side were not; null when none. */
export function firstUnread(lines: readonly ChatLine[], unread: number): EntryId | null {
  let left = unread;
  let found: EntryId | null = null;
  for (const line of lines.toReversed()) {
    if (left === 0) break;
    if (line.mine || line.entry.kind !== 'message') continue;
    found = line.entry.id;
    left -= 1;
  }
  return found;
}
