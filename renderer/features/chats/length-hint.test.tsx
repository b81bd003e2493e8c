import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { LengthHint } from './LengthHint.tsx';
import { createFakeEngine } from './testing/fake-engine.ts';
import { mount, type Mounted } from './testing/mount.tsx';
import { meOf } from './testing/people.ts';
import { click, spoken, the, words } from './testing/person.ts';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

function Typing() {
  const [excess, setExcess] = useState(0);
  return (
    <>
      <LengthHint state={excess === 0 ? { at: 'near', left: 0 } : { at: 'over', excess }} />
      <button onClick={() => setExcess(excess + 1)}>Type</button>
    </>
  );
}

it('that a message is too long is heard, in a region that was there before, and not again at each key', async () => {
  mounted = await mount(<Typing />, createFakeEngine(meOf('calmPear')));
  expect(spoken()).toEqual([]);
  for (let key = 0; key < 3; key += 1) await click(the('button', 'Type'));
  expect(words()).toContain('3 characters');
  expect(spoken()).toHaveLength(1);
  expect(spoken()[0]).toContain('1 character');
});
