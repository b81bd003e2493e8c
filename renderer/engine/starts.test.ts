import { describe, expect, it } from 'vitest';
import type { EndpointName } from '#shared/api/contract.ts';
import type { AccountId, ChatId, StartId } from '#shared/ids.ts';
import { err, ok } from '#shared/result.ts';
import type { LogView } from './log-view.ts';
import { createCell } from './readable.ts';
import { createStartCommands, readStarts, type StartParts } from './starts.ts';

const id = (word: string): string => word.padEnd(20, '0');
const card = (sinceMs: number) => ({
  kind: 'message', side: 'mine', with: { account: id('w') as AccountId, name: 'warmOak', type: 'listener' }, topic: null, language: 'en',
  text: 'Hello', sinceMs, untilMs: sinceMs + 1_000,
});
const viewOf = (marks: Record<string, unknown>): LogView => ({ entries: [], marks }) as unknown as LogView;

describe('what waits, as the inbox tells it', () => {
  it('the oldest first; what is no card, or not the relay\'s word, is not there', () => {
    const waiting = readStarts(viewOf({
      [`${id('b')}|relay|start`]: card(2),
      [`${id('a')}|relay|start`]: card(1),
      [`${id('c')}|${id('x')}|start`]: card(3),
      [`${id('d')}|relay|start`]: { ...card(4), text: '' },
      [`${id('f')}|relay|chat`]: card(5),
      [`-|relay|start`]: card(6),
    }));
    expect(waiting.map(({ start, sinceMs, text }) => [start, sinceMs, text])).toEqual([[id('a'), 1, 'Hello'], [id('b'), 2, 'Hello']]);
  });
});

describe('the commands', () => {
  const parts = (answer: unknown) => {
    const asked: unknown[] = [];
    const arrived: ChatId[] = [];
    const call = async (...args: unknown[]) => (asked.push(args), answer);
    const given: StartParts = {
      waiting: createCell([]),
      call: call as StartParts['call'],
      cardArrived: async (chat) => void arrived.push(chat),
    };
    return { commands: createStartCommands(given), asked, arrived };
  };

  it('each is one call, and accepting waits until the chat is here', async () => {
    const chat = id('chat') as ChatId;
    const { commands, asked, arrived } = parts(ok({ start: id('s'), chat, untilMs: 1 }));
    const start = id('s') as StartId;
    const text = 'Hello';
    expect(await commands.ask({ to: 'warmOak', topic: null, language: 'en', thenQueue: true })).toEqual(ok(start));
    expect(await commands.leaveMessage({ to: 'warmOak', topic: null, language: 'en', text })).toEqual(ok(start));
    expect(await commands.invite({ to: 'calmPear', language: 'en', text })).toEqual(ok(start));
    expect(await commands.accept(start)).toEqual(ok(chat));
    expect(await commands.decline(start)).toEqual(ok(undefined));
    expect(await commands.refuse(start)).toEqual(ok(undefined));
    expect(await commands.refuseListener(chat)).toEqual(ok(undefined));
    expect(await commands.withdraw(start)).toEqual(ok(undefined));
    const names: EndpointName[] = ['askListener', 'leaveMessage', 'inviteMember', 'acceptStart', 'declineStart', 'refuseStart', 'refuseListener', 'withdrawStart'];
    expect(asked.map((one) => (one as unknown[])[0])).toEqual(names);
    expect(arrived).toEqual([chat]);
  });

  it('a refusal comes back as it is, and nothing is waited for', async () => {
    const refused = err({ code: 'denied', rule: 'P37-not-free', retryAfterMs: null });
    const { commands, arrived } = parts(refused);
    expect(await commands.accept(id('s') as StartId)).toEqual(refused);
    expect(await commands.ask({ to: 'warmOak', topic: null, language: 'en', thenQueue: false })).toEqual(refused);
    expect(arrived).toEqual([]);
  });
});
