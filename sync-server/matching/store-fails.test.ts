import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { chatDocument } from '#shared/documents/names.ts';
import { call } from '../testing/clients.ts';
import { RelayBench } from '../testing/relay-bench.ts';

let bench: RelayBench;
beforeEach(() => {
  bench = new RelayBench();
});
afterEach(() => bench.close());

it('D3, P20: an age that changed closes the open chat for both, also where the directory cannot be written', async () => {
  const relay = await bench.start();
  const hazel = await bench.listener(relay, 'Hazel');
  const guest = await bench.seeker(relay);
  const { request } = await call(relay, 'createRequest', { token: guest.token, body: { topic: null, language: 'en' } });
  const { chat } = await call(relay, 'acceptRequest', { token: hazel.token, id: request });
  const { services, database } = relay;
  await database.db.updateTable('accounts').set({ age_group: 'teen' }).where('id', '=', hazel.me.account).execute();
  await database.db.schema.dropTable('listing_topics').execute();
  const refreshed = vi.spyOn(services.documents, 'refreshDocument');
  await expect(services.accountChanged(hazel.me.account)).rejects.toThrow('listing_topics');
  expect(refreshed).toHaveBeenCalledWith(chatDocument(chat));
});
