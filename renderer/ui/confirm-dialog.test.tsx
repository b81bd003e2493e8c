import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { createFakeEngine } from '../features/chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../features/chats/testing/mount.tsx';
import { meOf } from '../features/chats/testing/people.ts';
import { all, click, press, the } from '../features/chats/testing/person.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

function Asking({ act }: { act: () => Promise<void> }) {
  const [opened, setOpened] = useState(true);
  return <ConfirmDialog opened={opened} close={() => setOpened(false)} title="Erase it?" text="For good." confirm="Erase" onConfirm={act} />;
}

it('nothing closes the question while the act is under way, and its end does', async () => {
  const under = Promise.withResolvers<void>();
  mounted = await mount(<Asking act={() => under.promise} />, createFakeEngine(meOf('calmPear')));
  await click(the('button', 'Erase'));
  await press('Escape');
  await mounted.settle();
  expect(all('dialog')).toHaveLength(1);
  expect(['Cancel', 'Close', 'Erase'].map((name) => the('button', name).hasAttribute('disabled'))).toEqual([true, true, true]);
  await mounted.change(() => under.resolve());
  await mounted.settle();
  expect(all('dialog')).toEqual([]);
});

it('before that, Escape is a no', async () => {
  let done = false;
  const act = async (): Promise<void> => {
    done = true;
  };
  mounted = await mount(<Asking act={act} />, createFakeEngine(meOf('calmPear')));
  await press('Escape');
  await mounted.settle();
  expect([all('dialog'), done]).toEqual([[], false]);
});
