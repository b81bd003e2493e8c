import * as Y from 'yjs';
import { logRoots } from '../shared/documents/log.ts';
import { CHAT_SHAPE } from '../shared/documents/chat.ts';
import { newEntryId, newId, type AccountId } from '../shared/ids.ts';
import { ALLOWED } from '../shared/policy/verdict.ts';
import type { DocumentRights } from '../shared/policy/rights.ts';
import { ClientOwners, createGate } from '../sync-server/gate/gate.ts';
import { median, type Figure } from './report.ts';

const MESSAGES = 5_000;
const RUNS = 5;
const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
const account = newId<AccountId>(random);
const rights: DocumentRights = {
  read: ALLOWED,
  append: { kinds: ['message'], verdict: ALLOWED },
  mark: ALLOWED,
  deleteOwn: ALLOWED,
  deleteOther: ALLOWED,
};

/** The updates that an honest client sends, one a chat message. */
function typicalUpdates(nowMs: number): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let n = 0; n < MESSAGES; n += 1) {
    const text = `It has been a long week, and I did not know whom to tell (${n}).`;
    const entry = { id: newEntryId(account, random), author: account, at: nowMs, kind: 'message', text };
    logRoots(doc).entries.push([entry]);
  }
  return updates;
}

/** What judging an update costs beside what Yjs needs to apply it; both in the same loop, on the same updates. */
export function gateFigures(): Figure[] {
  const nowMs = Date.now();
  const judged: number[] = [];
  const applied: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const { judgeMs, applyMs } = once(typicalUpdates(nowMs), nowMs);
    if (run === 0) continue; // the first run warms up
    judged.push((judgeMs * 1_000) / MESSAGES);
    applied.push((applyMs * 1_000) / MESSAGES);
  }
  const apply = median(applied);
  return [{ name: 'gate, a chat message', unit: 'µs', samovar: median(judged), peers: { 'Y.applyUpdate': apply }, ratio: median(judged) / apply }];
}

function once(updates: readonly Uint8Array[], nowMs: number): { judgeMs: number; applyMs: number } {
  const doc = new Y.Doc();
  // Somebody listens, as the relay does: without a listener Yjs leaves out work that every relay needs.
  doc.on('update', () => {});
  const owners = new ClientOwners();
  const gate = createGate({ doc, shape: CHAT_SHAPE, owners });
  let judgeMs = 0;
  let applyMs = 0;
  for (const update of updates) {
    const start = performance.now();
    const verdict = gate.judge(update, { account, rights, nowMs, step2: false });
    const middle = performance.now();
    if (!verdict.ok) throw new Error(`an honest update was refused: ${verdict.refusal.code}`);
    for (const client of verdict.fresh) owners.bind(client, account);
    Y.applyUpdate(doc, verdict.update);
    applyMs += performance.now() - middle;
    judgeMs += middle - start;
  }
  return { judgeMs, applyMs };
}
