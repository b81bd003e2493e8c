import type { DocumentKind } from './names.ts';
import { CHAT_SHAPE } from './chat.ts';
import { INBOX_SHAPE } from './inbox.ts';
import type { LogShape } from './log.ts';
import { PEOPLE_SHAPE } from './people.ts';
import { QUEUE_SHAPE } from './queue.ts';

/** The one declaration of every kind of document, used by the relay's gate and by the client alike. */
export const SHAPES: Readonly<Record<DocumentKind, LogShape>> = {
  chat: CHAT_SHAPE,
  queue: QUEUE_SHAPE,
  inbox: INBOX_SHAPE,
  people: PEOPLE_SHAPE,
};
