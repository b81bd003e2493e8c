import { expect, test } from 'vitest';
import { newId, type ChatId } from '#shared/ids.ts';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { FakeSocket, Talker } from './testing/fake-socket.ts';
import { HeldStore } from './testing/held-store.ts';
import { createScene, random, type Scene } from './testing/scene.ts';

const ORDERS = 150;
const ROUNDS = 6;
const IDLE_MS = 1_000;

type Below = Dice['below'];

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
};

/** A disk that answers after as many turns of the event loop as it likes. */
class DilatoryStore extends HeldStore {
  readonly #below: Below;

  constructor(below: Below) {
    super();
    this.#below = below;
  }

  override async load(...asked: Parameters<HeldStore['load']>): ReturnType<HeldStore['load']> {
    const stored = await super.load(...asked);
    await turns(this.#below(3));
    return stored;
  }

  override async commit(...changes: Parameters<HeldStore['commit']>): Promise<void> {
    await turns(this.#below(3));
    await super.commit(...changes);
    await turns(this.#below(2));
  }
}

interface Here {
  readonly socket: FakeSocket;
  readonly talker: Talker;
}

/** The last one says a word and leaves while the first one comes, memory is short and the sweep goes round. */
async function changeOver(scene: Scene, here: Here, said: string[], below: Below): Promise<Here> {
  const words = `word ${said.length}`;
  const next = scene.connect(here.talker.account === scene.seeker ? scene.listener : scene.seeker);
  let talker: Talker | null = null;
  const acts: (() => void)[] = [
    () => {
      here.talker.say(words);
      said.push(words);
      if (below(2) === 0) here.socket.vanish();
      else here.talker.channel?.leave();
    },
    () => {
      talker = next.open(scene.name);
    },
    () => scene.time.advance(IDLE_MS + below(IDLE_MS)),
    () => void scene.documents.read(chatDocument(newId<ChatId>(random)), () => null),
  ];
  while (acts.length > 0) {
    acts.splice(below(acts.length), 1)[0]?.();
    if (below(3) === 0) await turns(below(3));
  }
  await turns(12);
  await scene.settle();
  if (talker === null) throw new Error('nobody came');
  return { socket: next, talker };
}

test('A10 whoever leaves last and whoever comes first in the same moment: no word is lost, and nothing stays in memory', async () => {
  for (let seed = 1; seed <= ORDERS; seed += 1) {
    const below = createDice(seed).below;
    const store = new DilatoryStore(below);
    const scene = createScene({ store, limits: { documentIdleMs: IDLE_MS, maxOpenDocuments: 1 } });
    const socket = scene.connect(scene.seeker);
    let here: Here = { socket, talker: socket.open(scene.name) };
    await turns(8);
    const said: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      here = await changeOver(scene, here, said, below);
      here.talker.ask();
      await turns(8);
      await scene.settle();
      expect(here.talker.texts, `seed ${seed}, round ${round}`).toEqual(said);
    }
    here.socket.vanish();
    await turns(8);
    await scene.settle();
    scene.time.advance(10 * IDLE_MS);
    expect(scene.documents.stats(), `seed ${seed}`).toMatchObject({ openDocuments: 0, channels: 0, present: 0 });
    const kept = await scene.documents.read(scene.name, (doc) =>
      logRoots(doc).entries.map((entry) => ('text' in entry ? entry.text : null)),
    );
    expect(kept, `seed ${seed}, from the store`).toEqual(said);
    await scene.documents.close();
  }
});

/** Nobody has it open any more, the sweep goes round, and then somebody comes and asks for everything. */
async function whoComesNext(scene: Scene, leave: () => void): Promise<() => Promise<readonly string[]>> {
  leave();
  scene.time.advance(10 * IDLE_MS);
  expect(scene.documents.stats()).toMatchObject({ openDocuments: 1, present: 0 });
  const ben = scene.connect(scene.listener).open(scene.name);
  ben.ask();
  await turns(8);
  return async () => {
    await scene.settle();
    expect(scene.store.loads).toBe(1);
    return ben.texts;
  };
}

test('A10 a document that nobody has open stays while its last turn is on its way to the disk', async () => {
  const scene = createScene({ limits: { documentIdleMs: IDLE_MS } });
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  scene.store.hold();
  ann.say('the last word');
  await turns(2);
  expect(scene.store.waiting).toBe(1);
  const seen = await whoComesNext(scene, () => ann.channel?.leave());
  scene.store.letGo();
  expect(await seen()).toEqual(['the last word']);
});

test('A10 a document that nobody has open stays while something waits there for its turn', async () => {
  const scene = createScene({ limits: { documentIdleMs: IDLE_MS } });
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  await scene.settle();
  ann.say('said as the line went');
  const seen = await whoComesNext(scene, () => socket.vanish());
  expect(await seen()).toEqual(['said as the line went']);
});

test('A10, I2 who leaves while their first turn is on its way to the disk, with words not judged yet, is not left standing there', async () => {
  const scene = createScene();
  scene.store.hold();
  const ann = scene.connect(scene.seeker).open(scene.name);
  ann.say('comes in with this');
  await scene.settle();
  expect(scene.store.waiting).toBe(1);
  ann.say('and with this in her hands');
  ann.channel?.leave();
  scene.store.letGo();
  await scene.settle();
  scene.time.advance(3_600_000);
  await scene.settle();
  expect(scene.documents.stats()).toMatchObject({ openDocuments: 0, channels: 0, present: 0 });
  expect(scene.store.commits).toHaveLength(2);
});
