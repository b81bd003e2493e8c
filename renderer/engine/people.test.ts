import { expect, it } from 'vitest';
import { formatMarkKey } from '#shared/documents/log.ts';
import type { ChatCardMark } from '#shared/documents/people.ts';
import { newId, RELAY, type AccountId, type ChatId } from '#shared/ids.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { readCards } from './people.ts';

const random = seededRandom(85);
const other = newId<AccountId>(random);
const [one, two] = [newId<ChatId>(random), newId<ChatId>(random)];
const card: ChatCardMark = {
  with: { account: other, name: 'warmOak', type: 'listener' }, role: 'seeker', state: 'open', topic: null, openedAtMs: 1, endedAtMs: null,
};
const key = (subject: ChatId, name: string, account = RELAY): string => formatMarkKey({ subject, account, name });
const read = (marks: Readonly<Record<string, unknown>>) => Object.fromEntries(readCards({ entries: [], marks } as never));

it('F085: a card with the mark beside it says that a teen and a cleared adult talk, in whichever order the two come', () => {
  const marks = { [key(one, 'across')]: true, [key(one, 'chat')]: card, [key(two, 'chat')]: card };
  expect(read(marks)).toEqual({ [one]: { ...card, acrossAges: true }, [two]: card });
  expect(read(Object.fromEntries(Object.entries(marks).toReversed()))).toEqual({ [one]: { ...card, acrossAges: true }, [two]: card });
});

it('only the relay says it, by a mark that is one; and a mark without a card is no chat', () => {
  expect(read({ [key(one, 'chat')]: card, [key(one, 'across', other)]: true })).toEqual({ [one]: card });
  expect(read({ [key(one, 'chat')]: card, [key(one, 'across')]: 'yes' })).toEqual({ [one]: card });
  expect(read({ [key(one, 'across')]: true })).toEqual({});
});
