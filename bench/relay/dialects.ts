import * as encoding from 'lib0/encoding';
import { offeredSubprotocols, SUBPROTOCOL_RECEIPTS, SYNC_PATH } from '../../shared/protocol/codes.ts';

/** How a client speaks to a contender. */
export type Dialect = 'bare' | 'y-websocket' | 'hocuspocus' | 'samovar';

/** Samovar knows no rooms of 200 yet, and its chats have names of this form; everybody's rooms are called so. */
export const roomName = (room: number): string => `chat/${String(room).padStart(20, '0')}`;
/** A later part of a long log; only Samovar cuts them. */
export const segmentName = (room: number, segment: number): string =>
  segment === 0 ? roomName(room) : `${roomName(room)}/${segment}`;
export const accountName = (client: number): string => String(client).padStart(20, '0');

export function pathOf(dialect: Dialect, room: number, segment = 0): string {
  switch (dialect) {
    case 'bare':
    case 'y-websocket':
      return `/${roomName(room)}`;
    case 'hocuspocus':
      return '/';
    case 'samovar':
      return `${SYNC_PATH}/${segmentName(room, segment)}`;
  }
}

/** Samovar's clients ask for receipts, as its own app does. The account is its own token. */
export const subprotocolsOf = (dialect: Dialect, account: string): readonly string[] =>
  dialect === 'samovar' ? [...offeredSubprotocols(account), SUBPROTOCOL_RECEIPTS] : [];

const TOKEN = { message: 2, type: 0 } as const;
const SYNC = { message: 0, step1: 0, step2: 1, update: 2 } as const;

/** What a client says first: who it is, and that it has nothing yet. */
export function helloOf(dialect: Dialect, room: number): readonly Uint8Array[] {
  const ask = encoding.encode((encoder) => {
    prefix(encoder, dialect, room);
    encoding.writeVarUint(encoder, SYNC.step1);
    encoding.writeVarUint8Array(encoder, Uint8Array.of(0));
  });
  switch (dialect) {
    case 'bare':
      return [];
    case 'y-websocket':
    case 'samovar':
      return [ask];
    case 'hocuspocus':
      return [
        encoding.encode((encoder) => {
          encoding.writeVarString(encoder, roomName(room));
          encoding.writeVarUint(encoder, TOKEN.message);
          encoding.writeVarUint(encoder, TOKEN.type);
          encoding.writeVarString(encoder, 'token');
        }),
        ask,
      ];
  }
}

/** What stands before the bytes of an update, their length excluded. */
export const updateHead = (dialect: Dialect, room: number): Uint8Array =>
  encoding.encode((encoder) => {
    prefix(encoder, dialect, room);
    encoding.writeVarUint(encoder, SYNC.update);
  });

function prefix(encoder: encoding.Encoder, dialect: Dialect, room: number): void {
  if (dialect === 'hocuspocus') encoding.writeVarString(encoder, roomName(room));
  encoding.writeVarUint(encoder, SYNC.message);
}
