import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeEngine, type FakeEngine } from '../chats/testing/fake-engine.ts';
import { FAKE_CODE } from '../chats/testing/fake-keys.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { AccountKeys } from './AccountKeys.tsx';
import { ExportMine } from './ExportMine.tsx';
import { PersonName } from '../../ui/PersonName.tsx';

const PASSWORD = 'tall pines beside a slow river';
const OTHER_PASSWORD = 'four unhurried copper forks';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const write = (into: HTMLElement, text: string): Promise<void> => type(text, into);
const member = (): FakeEngine => createFakeEngine(meOf('Rowan', { type: 'member' }));
async function keysOf(engine: FakeEngine): Promise<void> {
  mounted = await mount(<AccountKeys name="Rowan" />, engine);
}

describe('a recovery code on screen (E6)', () => {
  it('is offered while there is none, and shown once behind the password', async () => {
    const engine = member();
    await keysOf(engine);
    expect(words()).toContain('There is no recovery code yet');
    await click(the('button', 'Make a recovery code'));
    await write(the('textbox', /Your password/), PASSWORD);
    await click(the('button', 'Show me the code'));
    for (const group of FAKE_CODE.split('-')) expect(document.querySelector('[data-recovery-code]')?.textContent).toContain(group);
    await click(the('button', 'I have it on paper'));
    expect(document.querySelector('[data-recovery-code]')).toBeNull();
    expect(words()).toContain('There is a recovery code, made:');
    expect(engine.keys.asked.codes).toEqual([PASSWORD]);
  });

  it('a wrong password is told at its field, and shows nothing', async () => {
    const engine = member();
    await keysOf(engine);
    await click(the('button', 'Make a recovery code'));
    engine.failNext({ code: 'wrong-password', rule: null, retryAfterMs: null });
    await write(the('textbox', /Your password/), 'something else');
    await click(the('button', 'Show me the code'));
    expect(words()).toContain('This is not your password');
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('[data-recovery-code]')).toBeNull();
  });

  it('ends with the password it was made by, and the page says so', async () => {
    const engine = member();
    engine.keys.madeAtMs = 1_000;
    await keysOf(engine);
    await click(the('button', 'Change the password'));
    await write(the('textbox', 'Your present password'), PASSWORD);
    await write(the('textbox', /^New password/), OTHER_PASSWORD);
    await click(the('button', 'Change the password'));
    expect(engine.keys.asked.passwords).toEqual([[PASSWORD, OTHER_PASSWORD]]);
    expect(words()).toContain('every other device is signed out');
    expect(words()).toContain('There is no recovery code yet');
  });
});

describe('name and password on screen', () => {
  it('F027: a name is checked before anything is sent, and taken', async () => {
    const engine = member();
    await keysOf(engine);
    await click(the('button', 'Choose another name'));
    await write(the('textbox', /Your password/), PASSWORD);
    await write(the('textbox', /New name/), 'Staff');
    await click(the('button', 'Take this name'));
    expect(words()).toContain('pass for the people who run the place');
    expect(engine.keys.asked.names).toEqual([]);
    await write(the('textbox', /New name/), '@Willow');
    await click(the('button', 'Take this name'));
    expect(engine.keys.asked.names).toEqual([`Willow ${PASSWORD}`]);
  });

  it('F012: a name that is taken, or looks like one, is told at its field', async () => {
    const engine = member();
    await keysOf(engine);
    await click(the('button', 'Choose another name'));
    engine.failNext({ code: 'name-taken', rule: null, retryAfterMs: null });
    await write(the('textbox', /Your password/), PASSWORD);
    await write(the('textbox', /New name/), 'Wi11ow');
    await click(the('button', 'Take this name'));
    expect(words()).toContain('Somebody has this name, or had it until lately');
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
  });

  it('E3: a name asks for the password, and a wrong one is told at its own field', async () => {
    const engine = member();
    await keysOf(engine);
    await click(the('button', 'Choose another name'));
    await write(the('textbox', /New name/), 'Willow');
    expect((the('button', 'Take this name') as HTMLButtonElement).disabled).toBe(true);
    engine.failNext({ code: 'wrong-password', rule: null, retryAfterMs: null });
    await write(the('textbox', /Your password/), 'something else');
    await click(the('button', 'Take this name'));
    expect(words()).toContain('This is not your password');
    expect(document.activeElement?.getAttribute('autocomplete')).toBe('current-password');
    expect(engine.keys.asked.names).toEqual([]);
  });

  it('E4: a short password is named before anything is sent', async () => {
    const engine = member();
    await keysOf(engine);
    await click(the('button', 'Change the password'));
    await write(the('textbox', 'Your present password'), PASSWORD);
    await write(the('textbox', /^New password/), 'kettle');
    await click(the('button', 'Change the password'));
    expect(words()).toContain('too short');
    expect(engine.keys.asked.passwords).toEqual([]);
  });

  it('offline none of it is offered, and it says why', async () => {
    const engine = member();
    engine.connection.set({ at: 'offline' });
    await keysOf(engine);
    expect(all('button').every((button) => (button as HTMLButtonElement).disabled)).toBe(true);
    expect(words()).toContain('This needs the relay');
  });
});

describe('a copy of the account (H2)', () => {
  it('asks a member for the password, and a guest for none', async () => {
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }));
    const engine = member();
    mounted = await mount(<ExportMine guest={false} />, engine);
    await click(the('button', 'Get the copy'));
    await write(the('textbox', /Your password/), PASSWORD);
    await click(the('button', 'Save the file'));
    expect(words()).toContain('The file is saved');
    await mounted.unmount();
    mounted = await mount(<ExportMine guest />, engine);
    await click(the('button', 'Get the copy'));
    await click(the('button', 'Save the file'));
    expect(engine.keys.asked.exports).toEqual([PASSWORD, null]);
    vi.unstubAllGlobals();
  });
});

it('H3: where an account was erased stands a deleted account, in the reader\'s language', async () => {
  mounted = await mount(<PersonName name="forgotten" />, member(), { locale: 'es' });
  expect(words()).toContain('cuenta eliminada');
  expect(words()).not.toContain('@forgotten');
});
