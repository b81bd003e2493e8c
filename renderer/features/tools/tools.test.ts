import { describe, expect, it } from 'vitest';
import { readShelf } from '../../content/library/library.ts';
import { cameFrom } from './leave.ts';
import { toolsOf } from './order.ts';

describe('a calm minute', () => {
  it('all eight are shown, each once, breathing that is easiest first', async () => {
    const all = await readShelf('tools', 'es');
    const shown = [...toolsOf(all, 'breathing'), ...toolsOf(all, 'grounding')].map(({ id }) => id);
    expect(shown.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    expect(shown).toHaveLength(8);
    expect(shown[0]).toBe('long-exhale');
    expect(shown[3]).toBe('feet-on-the-floor');
  });

  it('leads back to where one was, and home where that is not known', () => {
    expect(cameFrom({ from: '/chats/abc' })).toBe('/chats/abc');
    for (const state of [null, undefined, {}, { from: 3 }, { from: 'https://elsewhere.example' }, 'from']) {
      expect(cameFrom(state)).toBe('/');
    }
  });
});
