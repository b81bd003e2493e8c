import { z } from 'zod';
import { START } from '../../limits.ts';
import { fields } from '../../documents/log.ts';
import { CHAT_LANGUAGES, TOPICS } from '../../words.ts';
import * as s from '../schemas.ts';
import { none, type Endpoint } from './endpoint.ts';

/** By the exact name, as one looks a profile up (F024). */
const to = z.string().max(100);
const about = { topic: z.enum(TOPICS).nullable(), language: z.enum(CHAT_LANGUAGES) } as const;
const words = fields.text(START.maxTextLength);

/** F157. `thenQueue`: when nothing comes of it, the same request goes to the queue by itself. */
export const newAsk = z.strictObject({ to, ...about, thenQueue: z.boolean() });
export type NewAsk = z.infer<typeof newAsk>;

/** F158. */
export const newMessage = z.strictObject({ to, ...about, text: words });
export type NewMessage = z.infer<typeof newMessage>;

/** F030. The first words are those with which the chat begins. */
export const newInvitation = z.strictObject({ to, language: z.enum(CHAT_LANGUAGES), text: words });
export type NewInvitation = z.infer<typeof newInvitation>;

const made = z.object({ start: s.startId, untilMs: z.int() });
const params = z.object({ start: s.startId });

/** How two people come to a chat apart from the queue: one asks, the other agrees. */
export const startsEndpoints = {
  askListener: {
    method: 'POST', path: '/api/asks', auth: 'session', params: none, body: newAsk, reply: made,
    summary: 'Chat Now: ask one listener who is free. The chat opens when they agree (F157).', problems: ['denied', 'not-found'],
  },
  leaveMessage: {
    method: 'POST', path: '/api/messages', auth: 'session', params: none, body: newMessage, reply: made,
    summary: 'Leave a message for a listener who is not free. It waits until they take it up (F158).',
    problems: ['denied', 'not-found', 'contact-details', 'bad-request'],
  },
  inviteMember: {
    method: 'POST', path: '/api/invitations', auth: 'session', params: none, body: newInvitation, reply: made,
    summary: 'An experienced listener writes to a member first; the member opens the chat or does not (F030, F154–F156, F237).',
    problems: ['denied', 'not-found', 'contact-details', 'bad-request'],
  },
  acceptStart: {
    method: 'POST', path: '/api/starts/:start/accept', auth: 'session', params, body: null, reply: z.object({ chat: s.chatId }),
    summary: 'Agree to what waits for one: the chat opens.', problems: ['denied', 'not-found'],
  },
  declineStart: {
    method: 'POST', path: '/api/starts/:start/decline', auth: 'session', params, body: null, reply: s.nothing,
    summary: 'Set aside what waits for one. The other side learns "not now".', problems: ['denied', 'not-found'],
  },
  refuseStart: {
    method: 'POST', path: '/api/starts/:start/refuse', auth: 'session', params, body: null, reply: s.nothing,
    summary: 'Set first words aside, and want no more of them from this listener, who learns nothing but "not now" (F155).', problems: ['denied', 'not-found'],
  },
  refuseListener: {
    method: 'POST', path: '/api/chats/:chat/refuse', auth: 'session', params: z.object({ chat: s.chatId }), body: null, reply: s.nothing,
    summary: 'Want no more first words from the listener of this chat, who is not told (F155).', problems: ['denied', 'not-found'],
  },
  withdrawStart: {
    method: 'DELETE', path: '/api/starts/:start', auth: 'session', params, body: null, reply: s.nothing,
    summary: 'Take back what one asked or wrote, while it waits.', problems: ['denied', 'not-found'],
  },
} as const satisfies Record<string, Endpoint>;
