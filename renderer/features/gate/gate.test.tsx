import { afterEach, describe, expect, it } from 'vitest';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, press, tabTo, the, words } from '../chats/testing/person.ts';
import { AskForm } from '../talk/AskForm.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const newcomer = (): FakeEngine => createFakeEngine(meOf('calmPear1234', { consent: 'missing', ageGroup: null }));
async function askAs(engine: FakeEngine): Promise<void> {
  mounted = await mount(<AskForm />, engine);
  await click(the('button', 'Ask for a chat'));
}

describe('the gate on screen', () => {
  it('P3 F082: asks nothing before the first interaction', async () => {
    mounted = await mount(<AskForm />, newcomer());
    expect(words()).not.toContain('How old are you');
    expect(words()).not.toContain('calmPear1234');
  });

  it('P3 F079–F083: asks, by the keyboard alone, and then does what was asked for', async () => {
    const engine = newcomer();
    mounted = await mount(<AskForm />, engine);
    await tabTo(the('button', 'Ask for a chat'));
    await press('Enter');
    await tabTo(the('radio', '18 or older'));
    await press(' ');
    await tabTo(the('button', 'Go on'));
    await press('Enter');
    expect(document.activeElement?.textContent).toBe('Are you safe right now?');
    await tabTo(the('button', 'Yes, I can say all three'));
    await press('Enter');
    for (const tick of [/member agreement/, /privacy policy/]) {
      await tabTo(the('checkbox', tick));
      await press(' ');
    }
    await tabTo(the('button', 'Agree and go on'));
    await press('Enter');
    expect(engine.asked.consent).toEqual([
      {
        ageGroup: 'adult',
        parentalConsent: false,
        certified: true,
        versions: {
          member: AGREEMENTS.member.version,
          privacy: AGREEMENTS.privacy.version,
          certification: AGREEMENTS.certification.version,
        },
      },
    ]);
    expect(engine.asked.requests).toHaveLength(1);
  });

  it('F082: asks once; the second time the action just happens', async () => {
    const engine = createFakeEngine(meOf('calmPear1234'));
    await askAs(engine);
    expect(all('heading', 'How old are you?')).toHaveLength(0);
    expect(engine.asked.requests).toHaveLength(1);
  });

  it('F081: offers two age groups only, and teenagers need a parent’s consent', async () => {
    const engine = newcomer();
    await askAs(engine);
    expect(all('radio')).toHaveLength(2);
    await click(the('radio', '13 to 17'));
    await click(the('button', 'Go on'));
    expect(all('heading', 'How old are you?')).toHaveLength(1);
    await click(the('checkbox', /parent or guardian/));
    await click(the('button', 'Go on'));
    expect(all('heading', 'Are you safe right now?')).toHaveLength(1);
  });

  it('WCAG 3.3.1: what is missing has the focus, and the words that say so', async () => {
    await askAs(newcomer());
    const reasonOf = (field: Element | null): string | undefined => document.getElementById(field?.getAttribute('aria-describedby') ?? '')?.textContent ?? undefined;
    await click(the('button', 'Go on'));
    expect(document.activeElement).toBe(the('radio', '18 or older'));
    const group = document.querySelector('[role=radiogroup]');
    expect([group?.getAttribute('aria-invalid'), reasonOf(group)]).toEqual(['true', 'Please choose one of the two.']);
    await click(the('radio', '13 to 17'));
    await click(the('button', 'Go on'));
    const tick = the('checkbox', /parent or guardian/);
    expect(document.activeElement).toBe(tick);
    expect([tick.getAttribute('aria-invalid'), reasonOf(tick)]).toEqual(['true', 'Between 13 and 17 this is needed before you can talk to somebody here.']);
    expect(group?.hasAttribute('aria-invalid')).toBe(false);
    await click(tick);
    expect(tick.hasAttribute('aria-invalid')).toBe(false);
  });

  it('F081: below 13 there is help and no way on', async () => {
    const engine = newcomer();
    await askAs(engine);
    await click(the('button', 'I am younger than 13'));
    expect(words()).toContain('Thank you for telling us');
    expect(the('link', 'Open Help now').getAttribute('href')).toBe('/help');
    expect(all('button', 'Go on')).toHaveLength(0);
    expect(engine.asked.consent).toHaveLength(0);
  });

  it('F080: declining shows help, asks for no chat, and keeps everything else open', async () => {
    const engine = newcomer();
    await askAs(engine);
    await click(the('radio', '18 or older'));
    await click(the('button', 'Go on'));
    await click(the('button', 'No, or I am not sure'));
    expect(words()).toContain('Then other help comes first');
    await click(the('link', 'Open Help now'));
    expect(mounted?.path()).toBe('/help');
    expect(engine.asked.consent).toHaveLength(0);
    expect(engine.asked.requests).toHaveLength(0);
  });

  it('F087 F090: both texts are readable in full, dated, and agreed to one by one', async () => {
    const engine = newcomer();
    await askAs(engine);
    await click(the('radio', '18 or older'));
    await click(the('button', 'Go on'));
    await click(the('button', 'Yes, I can say all three'));
    expect(document.querySelectorAll('details')).toHaveLength(2);
    expect(words()).toContain('Version of November 22, 2026');
    const finish = the('button', 'Agree and go on') as HTMLButtonElement;
    await click(the('checkbox', /member agreement/));
    expect(finish.disabled).toBe(true);
    await click(the('checkbox', /privacy policy/));
    expect(finish.disabled).toBe(false);
  });

  it('offline: says so, keeps the answers, and goes on when it works', async () => {
    const engine = newcomer();
    await askAs(engine);
    await click(the('radio', '18 or older'));
    await click(the('button', 'Go on'));
    await click(the('button', 'Yes, I can say all three'));
    for (const tick of all('checkbox')) await click(tick);
    engine.failNext({ code: 'offline' });
    await click(the('button', 'Agree and go on'));
    expect(words()).toContain('no connection to the relay');
    await click(the('button', 'Agree and go on'));
    expect(engine.asked.consent).toHaveLength(1);
  });

  it('F089: an outdated consent is asked anew without the age', async () => {
    const engine = createFakeEngine(meOf('calmPear1234', { consent: 'outdated' }));
    await askAs(engine);
    expect(words()).toContain('newer version');
    expect(all('heading', 'How old are you?')).toHaveLength(0);
  });

  it('F089: says what changed since one agreed, in sentences and word by word, and of what did not, that it did not', async () => {
    const agreed = { member: AGREEMENTS.member.version, privacy: '2026-11-22', certification: AGREEMENTS.certification.version };
    await askAs(createFakeEngine(meOf('calmPear1234', { consent: 'outdated', agreed })));
    await click(the('button', 'Yes, I can say all three'));
    expect(words()).toContain('Unchanged since you agreed to it.');
    expect(words()).toContain('Members and listeners can delete their account in the app');
    const marks = (tag: string): string => [...document.querySelectorAll(tag)].map((mark) => mark.textContent).join(' ');
    expect(marks('ins')).toContain('recovery code');
    expect(marks('del')).toContain('settings:');
    expect(words()).toContain('Version of November 22, 2026');
  });
});
