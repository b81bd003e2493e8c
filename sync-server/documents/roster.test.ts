import { expect, test } from 'vitest';
import { newId, type AccountId } from '#shared/ids.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import type { ShownState } from './presence.ts';
import { Roster } from './roster.ts';

const ann = newId<AccountId>(seededRandom(1));
const ANNS = (client: number): boolean => client < 10;

function create() {
  const roster = new Roster<{ readonly name: string }>();
  const [laptop, phone] = [{ name: 'laptop' }, { name: 'phone' }];
  roster.show(laptop, ann, { client: 1, clock: 1, state: { typing: false } }, 0, 0);
  return { roster, laptop, phone };
}

const shown = (client: number, state: ShownState['state'] = { typing: true }): ShownState => ({ client, clock: 7, state });

test('W11 a second device of one account takes no id under which the first is here', () => {
  const { roster, phone } = create();
  expect(roster.pick(phone, [shown(1)], ANNS)).toBeNull();
  expect(roster.pick(phone, [shown(1), shown(2)], ANNS)).toEqual(shown(2));
});

test('W11 who shows nothing takes nothing away: a removal is no first state', () => {
  const { roster, laptop, phone } = create();
  expect(roster.pick(phone, [shown(2, null)], ANNS)).toBeNull();
  expect(roster.pick(laptop, [shown(1, null)], ANNS)).toEqual(shown(1, null));
});

test("W11 another's id that stands before one's own is passed over, and one's own is shown", () => {
  const { roster, phone } = create();
  expect(roster.pick(phone, [shown(99), shown(3)], ANNS)).toEqual(shown(3));
});
