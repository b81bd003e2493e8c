/** Numbers of PROTOCOL.md. The test `protocol.golden` pins the bytes that they make. */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, receipt: 64 } as const;
export const SYNC = { stateVector: 0, step2: 1, update: 2 } as const;
export const AUTH = { denied: 0 } as const;
export const OP = { open: 0, data: 1, close: 2, welcome: 3, ping: 4, pong: 5, account: 6 } as const;

export const CLOSE = {
  malformed: 4400,
  signedOut: 4401,
  forbidden: 4403,
  notFound: 4404,
  gone: 4410,
  tooMuch: 4429,
  storage: 4500,
  unavailable: 4503,
  frameTooLarge: 1009,
} as const;
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

export const PROTOCOL_VERSION = 1;
export const SUBPROTOCOL = 'samovar.v1';
export const SUBPROTOCOL_RECEIPTS = 'samovar.receipts';
export const SUBPROTOCOL_TOKEN = 'samovar.token.';

/** The subprotocols that a client offers (W2). */
export const offeredSubprotocols = (token: string): string[] => [SUBPROTOCOL, `${SUBPROTOCOL_TOKEN}${token}`];

/** The path of the many-document socket, and of one document's. */
export const SYNC_PATH = '/sync';
