import { pickHost, type MaybeDesktopWindow } from '../../../renderer/host/pick-host.ts';
import { webClock, webRandom } from '../../../renderer/host/web-ports.ts';
import { createProfiles } from '../../../renderer/vault/create-profiles.ts';
import type { Vault } from '../../../renderer/vault/types.ts';
import { manyNotes } from './notes.ts';
import { openPlain, type Store } from './plain.ts';

/** What the bench asks of this page: a vault filled as the app fills it, and how long its parts take beside none. */
export interface BenchPage {
  fill(count: number): Promise<void>;
  measure(count: number): Promise<{ readonly vault: Times; readonly plain: Times }>;
}

/** In milliseconds. */
export interface Times {
  readonly open: number;
  readonly search: number;
  readonly save: number;
}

const AT_ONCE = 500;
const QUERIES = ['kestrel', 'window rain', 'Größe', 'manana', 'nobody needed', 'zzz', 'tea', 'cafe morning', 'letter', 'sleep'];
const SAVES = 30;

const openVault = async (): Promise<Vault> => {
  const profiles = createProfiles({ host: pickHost(window as unknown as MaybeDesktopWindow), clock: webClock, random: webRandom });
  const [profile] = await profiles.list();
  const opened = profile === undefined ? null : await profiles.open(profile.id, null);
  if (opened?.ok !== true) throw new Error('the vault of the app is not there');
  return opened.value;
};

/** The vault as a store of the same form. Notes are read once they are asked for, so opening ends with the first list. */
async function vaultStore(): Promise<Store> {
  const vault = await openVault();
  await vault.notes.list();
  return {
    search: async (query) => (await vault.notes.search(query)).length,
    save: async (id, body) => void (await vault.notes.save(id, { body })),
    close: () => vault.close(),
  };
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};

const middle = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

async function times(open: () => Promise<Store>, ids: readonly string[]): Promise<Times> {
  const opened: Store[] = [];
  const openMs = await timed(async () => opened.push(await open()));
  const [store] = opened;
  if (store === undefined) throw new Error('nothing was opened');
  const searches: number[] = [];
  for (const query of QUERIES) searches.push(await timed(() => store.search(query)));
  const saves: number[] = [];
  for (let turn = 0; turn < SAVES; turn += 1) {
    // Beside the notes that hold the rare word, which are counted later.
    const id = ids[(turn * 100 + 1) % ids.length] ?? '';
    saves.push(await timed(() => store.save(id, `written anew, the ${turn}th time. ${'word '.repeat(400)}`)));
  }
  await store.close();
  return { open: openMs, search: middle(searches), save: middle(saves) };
}

const page: BenchPage = {
  async fill(count) {
    const vault = await openVault();
    const notes = manyNotes(count, webClock.nowMs());
    for (let from = 0; from < notes.length; from += AT_ONCE) {
      await vault.copying.fill(notes.slice(from, from + AT_ONCE).map((note) => ({ t: 'note', note })));
    }
    await vault.close();
    const plain = await openPlain();
    await plain.fill(notes);
    await plain.close();
  },
  async measure(count) {
    const ids = manyNotes(count, 0).map(({ id }) => id);
    const vault = await times(vaultStore, ids);
    const plain = await times(openPlain, ids);
    return { vault, plain };
  },
};
Object.assign(window, { samovarBench: page });
