import { afterEach, describe, expect, it } from 'vitest';
import { RELAY } from '#shared/ids.ts';
import { createDisk, createMemoryVault } from '../../engine/test-support/memory-vault.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { entryOf, meOf } from '../chats/testing/people.ts';
import { all, click, the, words } from '../chats/testing/person.ts';
import { ageNews, type AgeCorrected } from './age-news.ts';
import { AgeNews } from './AgeNews.tsx';
import { AgeWatch } from './AgeWatch.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const corrected = (at: number, ageGroup: AgeCorrected['ageGroup'] = 'teen'): AgeCorrected =>
  ({ id: entryOf(RELAY), author: RELAY, at, kind: 'age-corrected', ageGroup });
const told = (...notices: AgeCorrected[]): FakeEngine => {
  const engine = createFakeEngine(meOf('calmPear', { type: 'member' }));
  engine.notices.set(notices);
  return engine;
};

describe('F082: an age group that somebody else has corrected', () => {
  it('is told at Home with what changes, and leads to why', async () => {
    mounted = await mount(<AgeNews />, told(corrected(5)));
    expect(words()).toContain('have noted you as 13 to 17');
    expect(words()).toContain('nobody writes in them any more');
    expect(words()).toContain('a parent\'s agreement');
    expect(the('link', 'Read why').getAttribute('href')).toBe('/you/age');
    await mounted.unmount();
    mounted = await mount(<AgeNews />, told(corrected(5, 'adult')), { locale: 'es' });
    expect(words()).toContain('grupo de 18 o más');
  });

  it('stays until it is put away on this device, and comes again with another one', async () => {
    const vault = createMemoryVault(createDisk());
    const engine = { ...told(corrected(5)), vault };
    mounted = await mount(<AgeNews />, engine);
    await click(the('button', 'I have read it'));
    expect(words()).toBe('');
    await mounted.unmount();
    mounted = await mount(<AgeNews />, engine);
    expect(words()).toBe('');
    await mounted.change(() => engine.notices.set([corrected(9, 'adult')]));
    expect(words()).toContain('18 or older');
  });

  it('is told while it happens, once, with no age where others may see it', async () => {
    const engine = told();
    mounted = await mount(<AgeWatch />, engine);
    expect(mounted.notified).toEqual([]);
    await mounted.change(() => engine.notices.set([corrected(5)]));
    await mounted.change(() => engine.notices.set([corrected(5)]));
    expect(mounted.notified).toHaveLength(1);
    expect(JSON.stringify(mounted.notified)).not.toMatch(/age|teen|adult|1[378]/i);
  });

  it('nothing else is news of it', async () => {
    expect(ageNews([{ id: entryOf(RELAY), author: RELAY, at: 50, kind: 'request-lapsed', request: 'r' }], null)).toBeNull();
    expect(ageNews([corrected(5)], 5)).toBeNull();
    mounted = await mount(<AgeNews />, told());
    expect(all('button')).toEqual([]);
  });
});
