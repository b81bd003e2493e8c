import * as Y from 'yjs';
import { CHAT_SHAPE } from '../shared/documents/chat.ts';
import { ClientOwners, createGate, type Gate } from '../sync-server/gate/gate.ts';
import { createTalk, RIGHTS, type Deed, type Sent, type Talk } from './gate-talk.ts';
import type { Figure } from './report.ts';
import { median } from './statistics.ts';

/**
 * What judging an update costs beside what Yjs needs to apply it, both in the same loop, on the same updates. The
 * ratio is the median of each run's own, since other work on the machine slows both alike. Without a listener Yjs would
 * leave out work that every relay needs, so somebody listens to the document, as the relay does.
 */
const RUNS = 15;
const UPDATES = 2_000;

interface Scene {
  readonly name: string;
  readonly people: number;
  /** Entries in the document before the first update that counts. */
  readonly entries: number;
  readonly deeds: readonly Deed[];
}

const SCENES: readonly Scene[] = [
  { name: 'a message, two people', people: 2, entries: 0, deeds: ['message'] },
  { name: 'a message, one person alone', people: 1, entries: 0, deeds: ['message'] },
  { name: 'a message, 40 people, 10,000 entries', people: 40, entries: 10_000, deeds: ['message'] },
  { name: 'a read mark', people: 2, entries: 1_000, deeds: ['mark'] },
  { name: 'a deletion', people: 2, entries: 4_000, deeds: ['delete'] },
  { name: 'a typical mix', people: 2, entries: 1_000, deeds: ['message', 'mark', 'mark', 'message', 'mark', 'message', 'delete'] },
  { name: 'a sync step 2 with 20 messages written offline', people: 2, entries: 1_000, deeds: ['offline'] },
];

/** The gate's share of what Yjs takes to apply the same update: past it the bench ends with 1. */
const MOST_OF_YJS = 0.4;

export function gateFigures(): Figure[] {
  return [...SCENES.map(sceneFigure), coldFigure()];
}

function sceneFigure({ name, people, entries, deeds }: Scene): Figure {
  const talk = createTalk(people, entries);
  const base = Y.encodeStateAsUpdate(talk.doc);
  const sent = talk.go(deeds, deeds.includes('offline') ? UPDATES / 20 : UPDATES);
  const runs = Array.from({ length: RUNS + 2 }, () => once(talk, base, sent)).slice(2); // the first two warm up
  const figure = figureOf(`gate, ${name}`, 'µs', runs);
  // Of what was written offline Yjs makes one transaction, while each word of it is judged: seldom, and no bar.
  return deeds.includes('offline') ? figure : { ...figure, most: { of: 'ratio', is: MOST_OF_YJS } };
}

interface Run {
  readonly judge: number;
  readonly apply: number;
}

/** In microseconds per update. */
function once(talk: Talk, base: Uint8Array, sent: readonly Sent[]): Run {
  const { doc, owners, gate } = opened(talk, base);
  const judge: number[] = [];
  const apply: number[] = [];
  for (const { account, update, step2 } of sent) {
    const start = performance.now();
    const verdict = gate.judge(update, { account, rights: RIGHTS, nowMs: talk.nowMs, step2 });
    const middle = performance.now();
    if (!verdict.ok || verdict.noop) throw new Error(`an honest update was not taken: ${JSON.stringify(verdict)}`);
    for (const client of verdict.fresh) owners.bind(client, account);
    Y.applyUpdate(doc, verdict.update);
    apply.push(performance.now() - middle);
    judge.push(middle - start);
  }
  return { judge: 1_000 * trimmedMean(judge), apply: 1_000 * trimmedMean(apply) };
}

/** Without the slowest hundredth: there lie the turns that other programs took, each a thousand updates long. */
function trimmedMean(values: readonly number[]): number {
  const kept = values.toSorted((one, other) => one - other).slice(0, Math.ceil(values.length * 0.99));
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** The document as a relay has it that has just opened it. */
function opened(talk: Talk, base: Uint8Array): { doc: Y.Doc; owners: ClientOwners; gate: Gate } {
  const doc = new Y.Doc();
  doc.on('update', () => {});
  const owners = new ClientOwners(talk.owners);
  const gate = createGate({ doc, shape: CHAT_SHAPE, owners });
  Y.applyUpdate(doc, base);
  return { doc, owners, gate };
}

/** The first message after a document of 10,000 entries was opened, beside opening it; in milliseconds. */
function coldFigure(): Figure {
  const talk = createTalk(2, 10_000);
  const base = Y.encodeStateAsUpdate(talk.doc);
  const [first] = talk.go(['message'], 1);
  if (first === undefined) throw new Error('nobody spoke');
  const runs = Array.from({ length: RUNS }, (): Run => {
    const start = performance.now();
    const { gate } = opened(talk, base);
    const middle = performance.now();
    const verdict = gate.judge(first.update, { account: first.account, rights: RIGHTS, nowMs: talk.nowMs, step2: false });
    if (!verdict.ok) throw new Error(`an honest update was refused: ${verdict.refusal.code}`);
    return { judge: performance.now() - middle, apply: middle - start };
  });
  return figureOf('gate, the first message after opening 10,000 entries', 'ms', runs);
}

function figureOf(name: string, unit: string, runs: readonly Run[]): Figure {
  return {
    name,
    unit,
    samovar: median(runs.map(({ judge }) => judge)),
    peers: { 'Y.applyUpdate': median(runs.map(({ apply }) => apply)) },
    ratio: median(runs.map(({ judge, apply }) => judge / apply)),
  };
}
