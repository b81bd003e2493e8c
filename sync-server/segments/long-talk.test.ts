import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { continuationOf } from '#shared/documents/segments.ts';
import { newEntryId, type AccountId } from '#shared/ids.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { encodeStateVector, encodeUpdate, type Message } from '#shared/protocol/message.ts';
import { standingOf } from '../documents/standing.ts';
import { random } from '../documents/testing/scene.ts';
import { ManyClient } from '../sync/testing/many-client.ts';
import { startRelay, until, withReceipts, type TestRelay } from '../sync/testing/relay.ts';
import { StockClient } from '../sync/testing/stock-client.ts';

const unhurried: typeof standingOf = (...asked) => {
  const standing = standingOf(...asked);
  return standing.at === 'reader' ? { ...standing, messageRate: { burst: 1e6, refillMs: 1 } } : standing;
};

let relay: TestRelay;
const closers: (() => void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await relay.close();
});

/** One who talks over a real socket, batch by batch, and follows the log where it goes on (W21). */
class Talker {
  readonly #client: ManyClient;
  readonly #account: AccountId;
  #channel = 0;
  #heard = 0;
  #sent = 0;
  segment = 0;
  doc = new Y.Doc();
  refusals: string[] = [];

  constructor(client: ManyClient, account: AccountId) {
    this.#client = client;
    this.#account = account;
  }

  async open(segment: number): Promise<void> {
    if (this.#channel > 0) this.#client.send({ op: 'close', channel: this.#channel, code: 1000, reason: '' });
    this.#channel += 1;
    this.#heard = 0;
    this.#sent = 1;
    this.segment = segment;
    this.doc = new Y.Doc();
    this.#client.open(this.#channel, chatDocument(relay.chat, segment));
    this.#client.say(this.#channel, encodeStateVector(Y.encodeStateVector(this.doc)));
    this.#client.say(this.#channel, encodeUpdate(Y.encodeStateAsUpdate(this.doc), true)); // number 1 (W6)
    await this.#until(() => this.#receipt() >= 1 && this.#messages().some((one) => one.type === 'update' && one.step2));
  }

  async say(texts: readonly string[]): Promise<void> {
    const entries = texts.map((text): LogEntry & { text: string } => ({
      id: newEntryId(this.#account, random), author: this.#account, at: Date.now(), kind: 'message', text,
    }));
    while (!(await this.#try(entries))) {
      // Nothing of a refused batch was taken. Where it goes now, the closed segment says.
      await this.#until(() => continuationOf(this.doc) !== null);
      await this.open(continuationOf(this.doc)!);
    }
  }

  async #try(entries: readonly LogEntry[]): Promise<boolean> {
    this.#sent += 1;
    const n = this.#sent;
    const before = Y.encodeStateVector(this.doc);
    logRoots(this.doc).entries.push([...entries]);
    this.#client.say(this.#channel, encodeUpdate(Y.encodeStateAsUpdate(this.doc, before)));
    await this.#until(() => this.#receipt() >= n || this.#refusal(n) !== null);
    const code = this.#refusal(n);
    if (code !== null) this.refusals.push(code);
    if (code === 'too-fast') {
      await this.open(this.segment);
      return this.#try(entries);
    }
    return code === null;
  }

  #messages = (): Message[] => this.#client.messages(this.#channel);
  #receipt = (): number => Math.max(0, ...this.#messages().map((one) => (one.type === 'receipt' ? one.count : 0)));
  #refusal(n: number): string | null {
    const found = this.#messages().find((one) => one.type === 'refusal' && one.refusal.n === n);
    return found?.type === 'refusal' ? found.refusal.code : null;
  }

  async #until(condition: () => boolean): Promise<void> {
    await until(() => {
      const messages = this.#messages();
      for (; this.#heard < messages.length; this.#heard += 1) {
        const message = messages[this.#heard];
        if (message?.type === 'update') Y.applyUpdate(this.doc, message.update);
      }
      return condition();
    }, 'an answer');
  }
}

async function talker(account: AccountId): Promise<Talker> {
  const client = new ManyClient(await relay.dial('/sync', offeredSubprotocols(relay.token(account))));
  const made = new Talker(client, account);
  await made.open(0);
  return made;
}

/** What a stock provider reads from the head to the end, segment by segment. */
async function readAll(account: AccountId): Promise<{ texts: string[]; sizes: number[] }> {
  const texts: string[] = [];
  const sizes: number[] = [];
  for (let segment: number | null = 0; segment !== null; ) {
    const reader: StockClient = new StockClient(relay.port, chatDocument(relay.chat, segment), withReceipts(relay.token(account)));
    closers.push(() => reader.close());
    await until(() => reader.provider.synced, `segment ${segment}`);
    texts.push(...reader.texts);
    sizes.push(reader.texts.length);
    segment = continuationOf(reader.doc);
    reader.provider.disconnect();
  }
  return { texts, sizes };
}

test('W19–W21 twelve thousand messages of two who write at once: all there, in order, once, and every segment closed at its bound', async () => {
  const [SEGMENT, BATCH, EACH] = [1_000, 50, 6_000];
  relay = await startRelay({}, { standingOf: unhurried, limits: { segment: { maxEntries: SEGMENT, maxStructs: 1e9, maxBytes: 1e9 } } });
  const [ann, ben] = [await talker(relay.seeker), await talker(relay.listener)];
  const speak = async (who: Talker, prefix: string): Promise<string[]> => {
    const all = Array.from({ length: EACH }, (_, index) => `${prefix}${index}`);
    for (let from = 0; from < EACH; from += BATCH) await who.say(all.slice(from, from + BATCH));
    return all;
  };
  const [anns, bens] = await Promise.all([speak(ann, 'a'), speak(ben, 'b')]);
  expect(ann.refusals.concat(ben.refusals)).toContain('segment-full');
  const { texts, sizes } = await readAll(relay.listener);
  expect(texts.filter((text) => text.startsWith('a'))).toEqual(anns);
  expect(texts.filter((text) => text.startsWith('b'))).toEqual(bens);
  expect(texts).toHaveLength(2 * EACH);
  for (const size of sizes.slice(0, -1)) {
    expect(size).toBeGreaterThanOrEqual(SEGMENT);
    expect(size).toBeLessThan(SEGMENT + BATCH); // the update that reaches the bound is taken whole
  }
  expect(sizes.at(-1)).toBeLessThan(SEGMENT);
}, 60_000);

test('W20 a stock provider is refused in a closed segment, and told so in its own protocol', async () => {
  relay = await startRelay({}, { limits: { segment: { maxEntries: 2, maxStructs: 1e9, maxBytes: 1e9 } } });
  const stock = new StockClient(relay.port, relay.name, withReceipts(relay.token(relay.seeker)));
  closers.push(() => stock.close());
  await until(() => stock.provider.synced, 'in sync');
  for (const text of ['one', 'two']) stock.say(relay.seeker, text);
  await until(() => continuationOf(stock.doc) === 1, 'the closing mark');
  stock.say(relay.seeker, 'too late');
  await until(() => stock.refusals.length > 0, 'a refusal');
  expect(stock.refusals).toMatchObject([{ code: 'segment-full', again: 'rebase' }]);
  expect((await readAll(relay.listener)).texts).toEqual(['one', 'two']);
  const next = new StockClient(relay.port, chatDocument(relay.chat, 1), withReceipts(relay.token(relay.seeker)));
  closers.push(() => next.close());
  await until(() => next.provider.synced, 'the next in sync');
  next.say(relay.seeker, 'here then');
  await until(() => (next.receipts.at(-1) ?? 0) >= 2, 'a receipt');
  expect((await readAll(relay.listener)).texts).toEqual(['one', 'two', 'here then']);
});
