import * as Y from 'yjs';
import type { PageLimits } from '../page-limits.ts';
import { ann, edit, node, paragraph, PageRelay, text } from './page-relay.ts';
import { BEN } from './relay.ts';
import { all, content, encodeUpdate, number, REF, text as wireText, type Id, type Spot, type WireDeletes, type WireStruct } from './wire.ts';

/**
 * The scene of the attacks on a page. Ann (client 1000) wrote, struct by struct: a paragraph (clock 0) with a text (1)
 * of "hello" (2 to 6) and, in bold, "world" (7 begins it, 8 to 12, 13 ends it); a heading (14) with a text (15) "title"
 * (16 to 20), of level 2 (21); a task list (22) with one item (23), in it a paragraph (24) with a text (25) "do" (26,
 * 27), checked (28); a block of code (29) with a text (30) "x = 1" (31 to 35). Ben (2000) wrote a paragraph (clock 0)
 * with a text (1) "ben" (2 to 4) behind all. Eve (666; 100 is her second, lower id) has written nothing yet.
 */
export const ANN_ID = 1000;
export const BEN_ID = 2000;
export const EVE_ID = 666;
export const EVE_LOW = 100;
export const EVE_HIGH = 4_000_000_000;
const inAnn = (clock: number): Id => [ANN_ID, clock];
export const PARAGRAPH = inAnn(0);
export const TEXT = inAnn(1);
export const HELLO = inAnn(6);
export const WORLD = inAnn(12);
export const TEXT_END = inAnn(13);
export const HEADING = inAnn(14);
export const LEVEL = inAnn(21);
export const TITLE_END = inAnn(20);
export const TASK_LIST = inAnn(22);
export const TASK = inAnn(23);
export const CODE = inAnn(29);
export const CODE_END = inAnn(35);
export const BENS_PARAGRAPH: Id = [BEN_ID, 0];
export const BENS_TEXT: Id = [BEN_ID, 1];

export function pageWorld(limits: Partial<PageLimits> = {}): PageRelay {
  const relay = new PageRelay(limits);
  edit(relay, ANN_ID, ann, (root) => {
    const greeting = new Y.XmlText();
    greeting.applyDelta([{ insert: 'hello' }, { insert: 'world', attributes: { bold: {} } }]);
    root.push([node('paragraph', [greeting])]);
    root.push([node('heading', [text('title')], { level: 2 })]);
    root.push([node('taskList', [node('taskItem', [paragraph('do')], { checked: true })])]);
    root.push([node('codeBlock', [text('x = 1')])]);
  });
  edit(relay, BEN_ID, { account: BEN, rights: ann.rights }, (root) => root.push([paragraph('ben')]));
  return relay;
}

/** Eve's next struct, alone. */
export const one = (struct: WireStruct, client = EVE_ID, clock = 0): Uint8Array => encodeUpdate([{ client, clock, structs: [struct] }]);
/** Several structs of Eve's, one after the other. */
export const run = (...structs: WireStruct[]): Uint8Array => encodeUpdate([{ client: EVE_ID, clock: 0, structs }]);
export const deletes = (...ranges: WireDeletes): Uint8Array => encodeUpdate([], ranges);

export const element = (spot: Spot, name: string): WireStruct => content(REF.type, spot, all(number(3), wireText(name)));
export const textRun = (spot: Spot): WireStruct => content(REF.type, spot, number(6));
export const words = (spot: Spot, value: string): WireStruct => content(REF.string, spot, wireText(value));
export const format = (spot: Spot, name: string, json: string): WireStruct => content(REF.format, spot, all(wireText(name), wireText(json)));
