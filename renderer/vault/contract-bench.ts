import type { ChatId } from '#shared/ids.ts';
import type { Vault } from './types.ts';

/** What a test of the contract works on: one open vault, and ways to look at it again. */
export interface ContractBench {
  readonly vault: Vault;
  /** Closes the vault and opens it as the next start of the app would. */
  asNextStart(): Promise<Vault>;
  /** Opens it once more, as another window would. */
  secondWindow(): Promise<Vault>;
}

export const CHAT = '0123456789abcdefghjk' as ChatId;
