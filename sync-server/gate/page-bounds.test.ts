import { expect, test } from 'vitest';
import { PAGE_SHAPE } from '#shared/documents/page.ts';
import { createGate } from './gate.ts';
import { PAGE_LIMITS, type PageLimits } from './page-limits.ts';
import { eve } from './testing/page-relay.ts';
import { ANN_ID, deletes, element, EVE_ID, format, one, pageWorld, run, TEXT_END, words } from './testing/page-world.ts';
import { NOW_MS } from './testing/relay.ts';
import { encodeUpdate, type WireStruct } from './testing/wire.ts';

/** Node in node, so many of them. */
const deep = (levels: number): Uint8Array =>
  run(...Array.from({ length: levels }, (_, level): WireStruct => element(level === 0 ? { root: 'page' } : { parent: [EVE_ID, level - 1] }, 'blockquote')));

/** Two letters of three, taken back before they were sent: nothing that is live goes, and the ranges count all the same. */
const takenBack = encodeUpdate([{ client: EVE_ID, clock: 0, structs: [words({ left: TEXT_END }, 'abc')] }], [[EVE_ID, [[0, 1], [2, 1]]]]);

// The scene has twelve nodes and texts, and 27 units of text, the two of `{}` in Ann's bold among them; Ann's own text has ten, and two formats.
test.each<[keyof PageLimits, number, Uint8Array]>([
  ['maxNodes', 13, one(element({ root: 'page' }, 'paragraph'))],
  ['maxTextLength', 30, one(words({ left: TEXT_END }, 'abc'))],
  ['maxTextLength', 29, one(format({ left: TEXT_END }, 'italic', '{}'))],
  ['maxRunLength', 13, one(words({ left: TEXT_END }, 'abc'))],
  ['maxFormatsPerRun', 3, one(format({ left: TEXT_END }, 'italic', '{}'))],
  ['maxDepth', 5, deep(5)],
  ['maxStructsPerUpdate', 5, deep(5)],
  ['maxDeleteRanges', 2, deletes([ANN_ID, [[2, 1], [4, 1]]])],
  ['maxDeleteRanges', 2, takenBack],
])('a page may come to %s, here %i, and not past it (G6, G24)', (bound, just, update) => {
  const relay = pageWorld();
  const answer = (most: number): string => {
    const limits = { ...PAGE_LIMITS, [bound]: most };
    const verdict = createGate({ doc: relay.doc, shape: PAGE_SHAPE, owners: relay.owners, limits })
      .judge(update, { ...eve, nowMs: NOW_MS, step2: false });
    return verdict.ok ? 'ok' : verdict.refusal.code;
  };
  expect([answer(just), answer(just - 1)]).toEqual(['ok', 'too-large']);
});
