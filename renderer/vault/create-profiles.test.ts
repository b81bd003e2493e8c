import { expect, test } from 'vitest';
import { createVaultBench, newVault, reopen } from './vault.fixture.ts';

test('a vault keeps what was written and opens again', async () => {
  const { profiles, anotherWindow } = createVaultBench();
  const vault = await newVault(profiles);
  const note = await vault.notes.create();
  await vault.notes.save(note.id, { title: 'Train', body: 'rain on the window' });
  await vault.settings.set('theme', { dark: true });
  await vault.close();

  const again = await reopen(anotherWindow(), vault.profile.id);
  expect((await again.notes.list()).map((one) => one.body)).toEqual(['rain on the window']);
  expect(await again.settings.get('theme')).toEqual({ dark: true });
  await again.close();
});
