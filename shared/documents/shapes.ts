import type { DocumentKind } from './names.ts';
import { CHAT_SHAPE } from './chat.ts';
import { INBOX_SHAPE } from './inbox.ts';
import type { LogShape } from './log.ts';
import { PAGE_SHAPE, type PageShape } from './page.ts';
import { PEOPLE_SHAPE } from './people.ts';
import { QUEUE_SHAPE } from './queue.ts';

/** What a document can be: a log of what people say, or a page that they write together. */
export type DocumentShape = LogShape | PageShape;

/** Kinds that are pages; all others are logs. */
export type PageKind = 'page';

/** The one declaration of every kind of document, used by the relay's gate and by the client alike. */
export const SHAPES: { readonly [Kind in DocumentKind]: Kind extends PageKind ? PageShape : LogShape } = {
  chat: CHAT_SHAPE,
  queue: QUEUE_SHAPE,
  inbox: INBOX_SHAPE,
  people: PEOPLE_SHAPE,
  page: PAGE_SHAPE,
};
