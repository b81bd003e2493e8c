import { chatDocument, parseDocumentName } from '#shared/documents/names.ts';
import type { ChatCard } from '#shared/documents/people.ts';
import type { SegmentRange } from '#shared/documents/segments.ts';
import { setCard, textsOf, twoPeople, type DeviceBench, type TwoPeople } from './people.ts';

export interface CutTalk extends TwoPeople {
  /** Goes on as segments are closed; a test moves `first`, as retention does. */
  readonly range: { first: number; newest: number };
}

/** A chat whose segments hold few entries, at a relay that tells both sides' cards where it goes on. */
export async function cutTalk(segmentEntries: number, cards = true): Promise<CutTalk> {
  const people = await twoPeople();
  const range = { first: 0, newest: 0 };
  people.relay.segmentEntries = segmentEntries;
  people.relay.onContinued = (_name, segment) => {
    range.newest = segment;
    if (cards) tellCards(people, range);
  };
  return { ...people, range };
}

/** Writes both sides' cards, as the relay's projections do. */
export function tellCards({ relay, seeker, listener, chat }: TwoPeople, range: SegmentRange): void {
  for (const [of, other, role] of [[seeker, listener, 'seeker'], [listener, seeker, 'listener']] as const) {
    const card: ChatCard = {
      with: { account: other.me.account, name: other.me.name, type: other.me.type },
      role, state: 'open', topic: null, openedAtMs: 0, endedAtMs: null, segments: { ...range },
    };
    setCard(relay, of.me.account, chat, card);
  }
}

/** What this device shows. */
export const seen = (device: DeviceBench, { chat }: TwoPeople): string[] => textsOf(device.engine.openChat(chat).getSnapshot().lines);
/** What the relay has, of all segments. */
export const told = ({ relay, chat }: TwoPeople): string[] => {
  const names = [...relay.docs.keys()].filter((name) => name.startsWith(chatDocument(chat)));
  return names.toSorted((a, b) => segmentIn(a) - segmentIn(b)).flatMap((name) => relay.texts(name));
};
const segmentIn = (name: string): number => {
  const address = parseDocumentName(name);
  return address?.kind === 'chat' ? address.segment : -1;
};
/** Words in the outbox. */
export const waitingOn = (device: DeviceBench): number => device.disk.items.size;
export const many = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
