import { expect, test } from 'vitest';
import { chatDocument } from '#shared/documents/names.ts';
import { CHAT_SHAPE } from '#shared/documents/chat.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { decodeMessage } from '#shared/protocol/message.ts';
import { createDice } from '#shared/testing/dice.ts';
import { createGate } from '../gate/gate.ts';
import { ANN, BEN, WRITER } from '../gate/testing/relay.ts';
import { Attendance } from './attendance.ts';
import type { Channel } from './channel.ts';
import { LiveDocument } from './live-document.ts';
import { awarenessUpdate, readAwareness, type WireState } from './testing/awareness.ts';
import { ManualTime } from './testing/manual-time.ts';
import { random } from './testing/scene.ts';

const TRIES = 10_000;
/** What Ben uses in turn, and Ann: some before, some in the middle of it. */
const BENS_IDS = [20, 21, 22, 23, 24, 25];
const ANNS_IDS = [10, 11, 12];

/** One who has the document open, as far as presence asks; a channel itself lets through two states a second. */
class Watcher {
  readonly account: AccountId;
  readonly rights = WRITER;
  heard: WireState[] = [];

  constructor(account: AccountId) {
    this.account = account;
  }

  get channel(): Channel {
    return this as unknown as Channel;
  }

  send(bytes: Uint8Array): void {
    const message = decodeMessage(bytes);
    if (message?.type === 'awareness') this.heard.push(...readAwareness(message.update));
  }
}

/** Two rules stand in their way, of which either alone would do: who may show an id, and whom an id can be bound to. */
test.each([1, 2, 3])('C8 of 10,000 forgeries, every one of them judged, none is seen and none removes anybody (seed %i)', (seed) => {
  const dice = createDice(seed);
  const time = new ManualTime();
  const address = { kind: 'chat', chat: 'chat0000000000000001' as ChatId, segment: 0 } as const;
  const stored = { snapshot: null, updates: [], clients: [] };
  const document = new LiveDocument({
    name: chatDocument(address.chat), address, shape: CHAT_SHAPE, stored, createGate, random, foldAfterUpdates: 500,
  });
  const attendance = new Attendance(document, time, time);
  const witness = new Watcher(BEN);
  const bens = [new Watcher(BEN), new Watcher(BEN)];
  const anns = [new Watcher(ANN), new Watcher(ANN), new Watcher(ANN)];
  for (const who of [witness, ...bens, ...anns]) attendance.add(who.channel);
  const clocks = new Map<number, number>();
  /** What there is to be seen of Ben: who shows what under which id, by his own doing alone. */
  const shown = new Map<Watcher, readonly [client: number, typing: boolean]>();
  const seen = new Map<number, unknown>();
  let judged = 0;

  const show = (who: Watcher, ...states: readonly (readonly [client: number, state: unknown])[]): void => {
    const numbered = states.map(([client, state]): WireState => {
      clocks.set(client, (clocks.get(client) ?? 0) + 1 + dice.below(1_000));
      return [client, clocks.get(client) ?? 0, state];
    });
    attendance.judge(who.channel, awarenessUpdate(...numbered), true)?.();
  };
  const look = (): void => {
    for (const [client, , state] of witness.heard.splice(0)) {
      if (state === null) seen.delete(client);
      else seen.set(client, state);
    }
  };

  /** Ben comes, goes, types, and takes another id, so that each forgery meets another state. */
  function ben(): void {
    const who = dice.pick(bens);
    if (dice.once(4)) {
      attendance.remove(who.channel);
      attendance.add(who.channel);
      shown.delete(who);
      return;
    }
    const others = [...shown].filter(([other]) => other !== who).map(([, [client]]) => client);
    const own = shown.get(who)?.[0];
    const client = own !== undefined && !dice.once(3) ? own : dice.pick(BENS_IDS.filter((id) => !others.includes(id)));
    const typing = dice.once(2);
    show(who, [client, { typing }]);
    shown.set(who, [client, typing]);
  }

  /** Ann says that Ben is gone, or types, or is herself; beside a state of her own, or alone. */
  function forge(): void {
    const who = dice.pick(anns);
    if (dice.once(20)) {
      attendance.remove(who.channel);
      attendance.add(who.channel);
    }
    const forged = (): readonly [number, unknown] => [
      dice.once(30) ? document.doc.clientID : dice.pick(BENS_IDS.filter((id) => document.owners.ownerOf(id) === BEN)),
      dice.pick([null, { typing: true }, { typing: false, account: BEN }, { typing: true, account: ANN }, {}]),
    ];
    const own = (): readonly [number, unknown] =>
      [dice.pick(ANNS_IDS), dice.once(3) ? null : { typing: dice.once(2), account: BEN }];
    const states = Array.from({ length: 1 + dice.below(3) }, forged);
    if (dice.once(3)) states.splice(dice.below(states.length + 1), 0, own());
    show(who, ...states);
    judged += 1;
  }

  for (const id of BENS_IDS) show(bens[0]!, [id, { typing: false }]); // all of them his from the start
  shown.set(bens[0]!, [BENS_IDS.at(-1)!, false]);
  while (judged < TRIES) {
    if (dice.once(3)) ben();
    else forge();
    look();
    const [ofAnn, ofBen] = [true, false].map((hers) => [...seen].filter(([client]) => ANNS_IDS.includes(client) === hers));
    const byHimself = [...shown.values()].map(([client, typing]) => [client, { typing, account: BEN }]);
    expect(new Map(ofBen)).toEqual(new Map(byHimself as [number, unknown][]));
    for (const [, state] of ofAnn ?? []) expect(state).toMatchObject({ account: ANN });
  }
  expect(attendance.present).toBeLessThanOrEqual(bens.length + anns.length);
});
