import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { DocumentName } from '#shared/documents/names.ts';
import { decodeMessage, encodeStateVector, type Message } from '#shared/protocol/message.ts';
import type { RelayHouse, Resident } from './relay-house.ts';

/** One document as one client has it open, whatever form its socket has (W1). */
export interface Line {
  send(message: Uint8Array): void;
  messages(): readonly Message[];
  /** The code that closed it; null while it is open. */
  closed(): number | null;
  /** Everything sent so far is judged and told, or the line is closed. */
  sync(): Promise<void>;
  cut(): void;
}

export type Form = 'many' | 'one';

const EMPTY_STATE = Y.encodeStateVector(new Y.Doc());

export async function openLine(house: RelayHouse, who: Pick<Resident, 'token'>, document: DocumentName, form: Form): Promise<Line> {
  return form === 'many' ? lineOfMany(house, who, document) : lineOfOne(house.dialOne(who, document));
}

async function lineOfMany(house: RelayHouse, who: Pick<Resident, 'token'>, document: DocumentName): Promise<Line> {
  const client = house.dial(who);
  await client.opened;
  const channel = client.open(document);
  return {
    send: (message) => client.say(channel, message),
    messages: () => client.messages(channel),
    closed: () => client.closeOf(channel),
    sync: async () => void (await client.sync(channel)),
    cut: () => client.cut(),
  };
}

async function lineOfOne(socket: WebSocket): Promise<Line> {
  const heard: Message[] = [];
  let closed: number | null = null;
  let waiting: (() => void)[] = [];
  const tell = (): void => {
    for (const wake of waiting.splice(0)) wake();
  };
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const message = decodeMessage(new Uint8Array(data));
    if (message === null) throw new Error('the relay said nonsense');
    heard.push(message);
    tell();
  });
  socket.once('close', (code: number) => {
    closed = code;
    tell();
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('unexpected-response', reject));
  const answers = (): number => heard.filter((message) => message.type === 'update' && message.step2).length;
  return {
    send: (message) => socket.send(message),
    messages: () => heard,
    closed: () => closed,
    sync: async () => {
      const before = answers();
      socket.send(encodeStateVector(EMPTY_STATE));
      const isUnanswered = (): boolean => closed === null && answers() === before;
      while (isUnanswered()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    cut: () => socket.terminate(),
  };
}
