import * as Y from 'yjs';
import { CHAT_SHAPE } from '../../../shared/documents/chat.ts';
import type { AccountId } from '../../../shared/ids.ts';
import { ClientOwners, createGate } from '../../../sync-server/gate/gate.ts';
import { RIGHTS } from '../../gate-talk.ts';
import { median } from '../../statistics.ts';
import { accountName } from '../dialects.ts';
import { endOf, fixtureOf } from '../fixture.ts';
import { encodeMessage, type StructId } from '../message.ts';

/** The two steps of a message that could grow with the room, in microseconds each. */
export interface Steps {
  readonly gateUs: number;
  readonly yjsUs: number;
}

const RUNS = 9;
/** The first runs teach V8 the code. */
const WARM_RUNS = 3;
const TALKERS = 4;
const FIRST_TALKER = 200_000;
const NO_HEAD = new Uint8Array();
/** Before the update: its own length, in two bytes for every message here. */
const LENGTH_BYTES = 2;

/**
 * Gate and Yjs alone, in this process, on the messages that the load generator sends, into a document opened anew for each
 * run. Medians of the messages: a turn that another program took would be a thousand of them long.
 */
export function stepsOf(entries: number, writers: number, messages: { readonly warm: number; readonly measured: number }): Steps {
  const { state, clients } = fixtureOf(entries, writers);
  const known = clients.map((client) => [client, accountName(client) as AccountId] as const);
  const runs = Array.from({ length: WARM_RUNS + RUNS }, () => {
    const doc = new Y.Doc();
    doc.on('update', () => {}); // as the relay listens: else Yjs would leave out work
    const owners = new ClientOwners(known);
    const gate = createGate({ doc, shape: CHAT_SHAPE, owners });
    Y.applyUpdate(doc, state);
    const [gateUs, yjsUs]: [number[], number[]] = [[], []];
    let after: StructId = endOf(entries, writers);
    for (let n = 0; n < messages.warm + messages.measured; n += 1) {
      const id = { client: FIRST_TALKER + (n % TALKERS), clock: Math.floor(n / TALKERS) };
      const account = accountName(id.client) as AccountId;
      const update = Uint8Array.from(encodeMessage(NO_HEAD, id, after, 0).subarray(LENGTH_BYTES));
      const beganMs = performance.now();
      const verdict = gate.judge(update, { account, rights: RIGHTS, nowMs: Date.now(), step2: false });
      const judgedMs = performance.now();
      if (!verdict.ok || verdict.noop) throw new Error(`an honest message was not taken: ${JSON.stringify(verdict)}`);
      for (const client of verdict.fresh) owners.bind(client, account);
      Y.applyUpdate(doc, verdict.update);
      const appliedMs = performance.now();
      after = id;
      if (n < messages.warm) continue;
      gateUs.push((judgedMs - beganMs) * 1_000);
      yjsUs.push((appliedMs - judgedMs) * 1_000);
    }
    doc.destroy();
    return { gateUs: median(gateUs), yjsUs: median(yjsUs) };
  }).slice(WARM_RUNS);
  return { gateUs: median(runs.map((run) => run.gateUs)), yjsUs: median(runs.map((run) => run.yjsUs)) };
}
