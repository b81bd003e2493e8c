import { afterEach, describe, expect, it, vi } from 'vitest';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf, person, requestOf } from '../chats/testing/people.ts';
import { click, the, words } from '../chats/testing/person.ts';
import { ListenPage } from '../listen/ListenPage.tsx';
import { AskForm } from '../talk/AskForm.tsx';

const OLDER = '2026-01-01';

/** Neither text has had a version of before yet: here each had one, which said something else. */
vi.mock('../../content/agreements/history/history.ts', async () => {
  const { agreementsIn } = await import('../../content/agreements/agreements.ts');
  const { certificationAsText } = await import('../../content/agreements/agreement.ts');
  const { listener, certification } = agreementsIn('en');
  const [first, ...rest] = listener.sections;
  const before = [
    { ...listener, version: '2026-01-01', sections: [{ heading: 'Listening', paragraphs: ['You hum along.'] }, ...(first === undefined ? [] : rest)] },
    certificationAsText({ ...certification, version: '2026-01-01', parts: ['I am not about to shout.'] }),
  ];
  const earlierTexts = (_: string, name: string) => before.filter((text) => text.name === name);
  const earlierText = (_: string, name: string, version: string) => before.find((text) => text.name === name && text.version === version) ?? null;
  return { earlierTexts, earlierText };
});

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});
const marks = (tag: string): string => [...document.querySelectorAll(tag)].map((mark) => mark.textContent).join(' ');

describe('F088, F089: whoever agreed to an older text sees what changed, word by word', () => {
  const listener = (agreedListener: string | null) =>
    createFakeEngine(meOf('warmOak', { type: 'listener', standing: { ...PLAIN_STANDING, listenerConsent: 'outdated' }, agreedListener }));
  const take = async (engine: ReturnType<typeof listener>): Promise<void> => {
    engine.queues.adult.set({ ageGroup: 'adult', state: 'ready', requests: [requestOf(person('calmPear'))] });
    mounted = await mount(<ListenPage />, engine, { path: '/listen' });
    await click(the('button', 'Take this chat: @calmPear'));
  };

  it('of the listener agreement, before the next chat is taken', async () => {
    await take(listener(OLDER));
    expect(words()).toContain('What is new since you agreed');
    expect(marks('del')).toContain('hum along');
    expect(marks('ins')).toContain('attention');
  });

  it('and nothing where this is not known, or it is the same text', async () => {
    await take(listener(null));
    expect(words()).not.toContain('What is new since you agreed');
    await mounted?.unmount();
    await take(listener(LISTENER_AGREEMENT.version));
    expect(words()).toContain('Unchanged since you agreed to it.');
  });

  it('of a version that is not kept any more, that it is not', async () => {
    await take(listener('2025-12-01'));
    expect(words()).toContain('The version you agreed to is not kept here any more.');
    expect(marks('del')).toBe('');
  });

  const ask = async (certification: string): Promise<void> => {
    const agreed = { member: AGREEMENTS.member.version, privacy: AGREEMENTS.privacy.version, certification };
    mounted = await mount(<AskForm />, createFakeEngine(meOf('calmPear1234', { consent: 'outdated', agreed })));
    await click(the('button', 'Ask for a chat'));
    expect(words()).toContain('Are you safe right now?');
  };

  it('of the certification, where it is said anew', async () => {
    await ask(OLDER);
    expect(words()).toContain('What is new since you agreed');
    expect(marks('del')).toContain('shout');
    expect(marks('ins')).toContain('end my life');
    await mounted?.unmount();
    await ask(AGREEMENTS.certification.version);
    expect(words()).not.toContain('What is new since you agreed');
  });
});
