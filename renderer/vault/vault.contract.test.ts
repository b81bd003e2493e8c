import { createVaultBench } from './vault.fixture.ts';
import { vaultContract } from './vault.contract.ts';

vaultContract('fake-indexeddb', async () => {
  const bench = createVaultBench();
  return { profiles: bench.profiles, anotherWindow: () => bench.anotherWindow() };
});
