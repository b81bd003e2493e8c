import { afterEach, describe, expect, it } from 'vitest';
import { box, listener, seeker, showChats } from './testing/chat-screen.tsx';
import { ListeningHints } from './ListeningHints.tsx';
import type { Mounted } from './testing/mount.tsx';
import { mount } from './testing/mount.tsx';
import { until } from './testing/page.ts';
import { cardOf, chatIdOf, person } from './testing/people.ts';
import { all, click, press, spoken, the, type, words } from './testing/person.ts';
import { createDisk, createMemoryVault } from '../../engine/test-support/memory-vault.ts';
import type { FakeEngine } from './testing/fake-engine.ts';

const ADVICE = 'You should talk to your sister about it.';
const HINT = 'This may read as advice';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const withVault = (engine: FakeEngine) => ({ ...engine, vault: createMemoryVault(createDisk()) });

describe('F198: a quiet word to who listens', () => {
  it('stands there while a line reads like advice, is read out politely, and holds up no sending', async () => {
    const engine = withVault(listener());
    const chat = engine.addChat('calmPear');
    mounted = await showChats(engine, `/chats/${chatIdOf('calmPear')}`);
    await type(ADVICE, box('calmPear'));
    await until(() => words().includes(HINT));
    expect(spoken().some((text) => text.includes(HINT))).toBe(true);
    box('calmPear').focus();
    await press('Enter');
    expect(chat.view.getSnapshot().lines.at(-1)?.entry).toMatchObject({ text: ADVICE });
    expect(words()).not.toContain(HINT);
  });

  it('goes by one press for this line, and by another for good; settings bring it back', async () => {
    const engine = withVault(listener());
    engine.addChat('calmPear');
    mounted = await showChats(engine, `/chats/${chatIdOf('calmPear')}`);
    await type(ADVICE, box('calmPear'));
    await until(() => words().includes(HINT));
    await click(the('button', 'All right'));
    await type(`${ADVICE} Really.`, box('calmPear'));
    expect(words()).not.toContain(HINT);
    await type('', box('calmPear'));
    await type(ADVICE, box('calmPear'));
    await until(() => words().includes(HINT));
    await click(the('button', 'Show no more'));
    await type('', box('calmPear'));
    await type(ADVICE, box('calmPear'));
    await mounted.settle();
    expect(words()).not.toContain(HINT);
    await mounted.unmount();
    mounted = await mount(<ListeningHints />, engine);
    const toggle = the('checkbox', /quiet word/);
    expect((toggle as HTMLInputElement).checked).toBe(false);
    await click(toggle);
    await mounted.unmount();
    mounted = await showChats(engine, `/chats/${chatIdOf('calmPear')}`);
    await type(ADVICE, box('calmPear'));
    await until(() => words().includes(HINT));
  });

  it('keeps still where ideas were asked for, and towards who is heard', async () => {
    const engine = withVault(listener());
    engine.addChat('calmPear').hear('What should I do?');
    mounted = await showChats(engine, `/chats/${chatIdOf('calmPear')}`);
    await type(ADVICE, box('calmPear'));
    await mounted.settle();
    expect(words()).not.toContain(HINT);
    await mounted.unmount();
    const other = withVault(seeker());
    other.addChat('warmOak', cardOf(person('warmOak', 'listener'), { role: 'seeker' }));
    mounted = await showChats(other, `/chats/${chatIdOf('warmOak')}`);
    await type(ADVICE, box('warmOak'));
    await mounted.settle();
    expect(words()).not.toContain(HINT);
    await mounted.unmount();
    mounted = await mount(<ListeningHints />, other);
    expect(all('checkbox')).toEqual([]);
  });
});
