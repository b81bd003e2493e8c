import type { CloseCode } from '#shared/protocol/codes.ts';

/** The socket as a conversation sees it. A closed one ignores everything. */
export interface Wire {
  send(bytes: Uint8Array): void;
  close(code: CloseCode, reason: string): void;
}

/** What one form of socket makes of the frames it receives. */
export interface Conversation {
  /** One binary frame; the bytes are the conversation's to keep. */
  receive(bytes: Uint8Array): void;
  /** What is known of the account changed (W18). */
  accountChanged(): void;
}
