import { z } from 'zod';
import * as s from '../schemas.ts';
import { none, type Endpoint } from './endpoint.ts';

/** Asking for a chat, taking a request, and what ends a chat. */
export const talkEndpoints = {
  createRequest: {
    method: 'POST', path: '/api/requests', auth: 'session', params: none, body: s.newRequest,
    reply: z.object({ request: s.requestId }), summary: 'Ask for a chat (F151).', problems: ['denied'],
  },
  withdrawRequest: {
    method: 'DELETE', path: '/api/requests/:request', auth: 'session', params: z.object({ request: s.requestId }),
    body: null, reply: s.nothing, summary: 'Leave the queue.', problems: ['denied', 'not-found'],
  },
  acceptRequest: {
    method: 'POST', path: '/api/requests/:request/accept', auth: 'session',
    params: z.object({ request: s.requestId }), body: null, reply: z.object({ chat: s.chatId }),
    summary: 'Take a request; exactly one listener wins (F152).', problems: ['denied', 'not-found'],
  },
  endChat: {
    method: 'POST', path: '/api/chats/:chat/end', auth: 'session', params: z.object({ chat: s.chatId }), body: null,
    reply: s.nothing, summary: 'End a chat.', problems: ['denied', 'not-found'],
  },
  blockChat: {
    method: 'POST', path: '/api/chats/:chat/block', auth: 'session', params: z.object({ chat: s.chatId }),
    body: null, reply: s.nothing, summary: 'End a chat and never meet this person again (F102).',
    problems: ['denied', 'not-found'],
  },
} as const satisfies Record<string, Endpoint>;
