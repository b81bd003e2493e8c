import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, inboxDocument } from '#shared/documents/names.ts';
import type { Session } from '#shared/api/schemas.ts';
import type { Relay } from '../relay.ts';
import { call } from '../testing/clients.ts';
import { PASSWORD, RelayBench } from '../testing/relay-bench.ts';

let bench: RelayBench;
let relay: Relay;
beforeEach(async () => {
  bench = new RelayBench();
  relay = await bench.start();
});
afterEach(() => bench.close());

const files = (): string => bench.files();

async function member(): Promise<Session> {
  const guest = await bench.seeker(relay);
  return call(relay, 'becomeMember', { token: guest.token, body: { name: 'Canaryrowan', password: PASSWORD } });
}
const leave = ({ token }: Session, text: string) =>
  call(relay, 'leaveMessage', { token, body: { to: 'Hazel', topic: null, language: 'en', text } });
const cardsOf = async ({ me }: Session, on = relay): Promise<string[]> =>
  on.services.documents.read(inboxDocument(me.account), (doc) => [...logRoots(doc).marks.keys()].filter((key) => key.endsWith('|start')));

describe('H2, H3: words that wait', () => {
  it('are in their writer\'s copy alone, and gone from every file with the account', async () => {
    const hazel = await bench.listener(relay, 'Hazel');
    const rowan = await member();
    await leave(rowan, 'canary-words of the evening');
    const mine = await call(relay, 'exportMine', { token: rowan.token, body: { password: PASSWORD } });
    expect(mine['tables']).toMatchObject({ starts: [{ kind: 'message', text: 'canary-words of the evening', state: 'waiting' }] });
    expect(JSON.stringify(mine)).not.toContain(hazel.me.account);
    const theirs = await call(relay, 'exportMine', { token: hazel.token, body: { password: PASSWORD } });
    expect(JSON.stringify(theirs)).not.toContain('canary-words');

    expect(files()).toContain('canary-words');
    await call(relay, 'eraseMe', { token: rowan.token, body: { password: PASSWORD } });
    for (const canary of ['canary-words', 'Canaryrowan', 'canaryrowan']) expect(files()).not.toContain(canary);
    expect(await cardsOf(hazel)).toEqual([]);
    expect(await relay.database.db.selectFrom('starts').selectAll().execute()).toEqual([]);
  });

  it('promise 5: set aside, they are gone from the relay\'s files; taken up, they stand in the chat alone', async () => {
    const hazel = await bench.listener(relay, 'Hazel');
    const rowan = await member();
    const { start } = await leave(rowan, 'canary-aside');
    await call(relay, 'declineStart', { token: hazel.token, id: start });
    await relay.database.checkpoint();
    expect(files()).not.toContain('canary-aside');

    const taken = await leave(rowan, 'canary-taken');
    const { chat } = await call(relay, 'acceptStart', { token: hazel.token, id: taken.start });
    expect(await relay.database.db.selectFrom('starts').select('text').execute()).toEqual([{ text: '' }, { text: '' }]);
    const said = await relay.services.documents.read(chatDocument(chat), (doc) => logRoots(doc).entries.toArray());
    expect(said).toMatchObject([{ kind: 'message', text: 'canary-taken', author: rowan.me.account }, { kind: 'notice' }]);
    // They are their writer's like all others: in the copy, and gone with the account.
    const mine = await call(relay, 'exportMine', { token: rowan.token, body: { password: PASSWORD } });
    expect(mine['messages']).toMatchObject([{ chat, text: 'canary-taken' }]);
    await call(relay, 'eraseMe', { token: rowan.token, body: { password: PASSWORD } });
    expect(files()).not.toContain('canary-taken');
  });

  it('F102, P37: an export has one word for whatever became of nothing, as the inbox does', async () => {
    const hazel = await bench.listener(relay, 'Hazel');
    const rowan = await member();
    await call(relay, 'declineStart', { token: hazel.token, id: (await leave(rowan, 'one')).start });
    const { db } = relay.database;
    const rows = [];
    for (const state of ['declined', 'lapsed', 'over', 'withdrawn'] as const) {
      await db.updateTable('starts').set({ state }).execute();
      const mine = await call(relay, 'exportMine', { token: rowan.token, body: { password: PASSWORD } });
      rows.push((mine['tables'] as { starts: { state: string }[] }).starts.map((start) => start.state));
    }
    expect(rows).toEqual([['over'], ['over'], ['over'], ['withdrawn']]);
  });

  it('A8: come back with a backup, and wait as they did', async () => {
    const hazel = await bench.listener(relay, 'Hazel');
    const rowan = await member();
    const { start } = await leave(rowan, 'still here');
    await bench.admin('backup', 'copy.db');
    await call(relay, 'withdrawStart', { token: rowan.token, id: start });
    await relay.close();
    await bench.admin('restore', 'copy.db', '--force');
    relay = await bench.start();
    await relay.services.matching.facts({ kind: 'inbox', account: hazel.me.account });
    await expect.poll(() => cardsOf(hazel)).toHaveLength(1);
    // Whoever comes back to a backup signs in anew.
    const again = await call(relay, 'signIn', { body: { name: 'Hazel', password: PASSWORD, deviceName: 'desk' } });
    const { chat } = await call(relay, 'acceptStart', { token: again.token, id: start });
    const said = await relay.services.documents.read(chatDocument(chat), (doc) => logRoots(doc).entries.toArray());
    expect(said).toMatchObject([{ text: 'still here' }, { kind: 'notice' }]);
  });
});
