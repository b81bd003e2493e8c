import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatId } from '#shared/ids.ts';
import type { House } from '../matching/testing/house.ts';
import type { Retention } from './retention.ts';
import { DAY_MS, SweptHouse, WINDOW } from './testing/swept-house.ts';

let swept: SweptHouse;
let house: House;
let retention: Retention;

beforeEach(async () => {
  swept = await SweptHouse.open();
  ({ house, retention } = swept);
});
afterEach(() => swept.close());

describe('over time', () => {
  it('sweeps at start and by itself, leaves no timer, and survives a failing sweep', async () => {
    const { chat } = await swept.meet();
    await retention.start();
    swept.inBetween = () => Promise.reject(new Error('the disk is gone'));
    house.ports.advance(WINDOW.windowMs - DAY_MS / 24);
    await house.settle();
    house.ports.advance(DAY_MS / 24);
    await house.settle();
    house.ports.advance(DAY_MS / 24);
    await house.settle();
    expect(swept.errors).toEqual(['retention-failed']);
    expect(await swept.stateOf(chat)).toBe('expired');
    await retention.close();
    await retention.close();
    await house.matching.close();
    expect(house.ports.running()).toBe(0);
  });

  it('A5: asked to end, it leaves the chats that it has not come to for the next start', async () => {
    for (let n = 0; n < 3; n += 1) await swept.meet();
    swept.reads.length = 0;
    let closed: Promise<void> | null = null;
    swept.inBetween = async () => {
      closed = retention.close();
    };
    await retention.sweep();
    await closed;
    expect(swept.reads).toHaveLength(1);
  });

  it('H4: under a virtual clock of 400 days everything goes within a sweep of being due, and nothing early', async () => {
    const author = await house.seeker();
    const lastWord = new Map<ChatId, number>();
    let gone = 0;
    for (let day = 0; day < 400; day += 1) {
      if (day % 20 === 0) {
        const { chat, seeker } = await swept.meet();
        await swept.say(chat, seeker);
        lastWord.set(chat, house.ports.clock.nowMs());
      }
      const [some] = [...lastWord].slice(-(day % 3) - 1);
      if (some !== undefined && day % 7 === 0 && (await swept.stateOf(some[0])) === 'open') {
        await swept.say(some[0], author);
        lastWord.set(some[0], house.ports.clock.nowMs());
      }
      house.ports.advance(DAY_MS);
      await retention.sweep();
      const now = house.ports.clock.nowMs();
      const expired = await house.db.selectFrom('chats').select('id').where('state', '=', 'expired').execute();
      const due = [...lastWord].filter(([, atMs]) => now - atMs >= WINDOW.windowMs).map(([chat]) => chat);
      expect(expired.map((row) => row.id).toSorted().join()).toBe(due.toSorted().join());
      gone = due.length;
    }
    expect(gone).toBeGreaterThan(10);
  });
});
