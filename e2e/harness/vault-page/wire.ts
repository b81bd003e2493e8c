/** What passes between a test on Node and the vaults of a page. Bytes stay bytes; everything else is plain. */

/** A call of `profiles` (`vault` null) or of one open vault: `['notes', 'list']`. */
export interface VaultCall {
  readonly vault: number | null;
  readonly path: readonly string[];
  readonly args: readonly unknown[];
}

export type VaultAnswer =
  | { readonly came: 'value'; readonly value: unknown }
  /** A vault that is open in the page now; from here on it is called by its number. */
  | { readonly came: 'vault'; readonly vault: number; readonly profile: unknown }
  | { readonly came: 'rejection'; readonly name: string; readonly message: string; readonly code: unknown };

/** What the page of this folder offers, and what it asks the test for. */
export interface VaultPage {
  samovarVault(call: VaultCall): Promise<VaultAnswer>;
  /** Subscribes to one part of a vault; each change is told to the test under this number. */
  samovarSubscribe(vault: number, part: string, subscription: number): void;
  samovarUnsubscribe(subscription: number): void;
  /** Given by the test. */
  samovarChanged(subscription: number): Promise<void>;
}
