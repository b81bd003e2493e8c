import type { AccountId } from '#shared/ids.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import type { Claim } from './client-owners.ts';
import type { GateRefusal } from './fault.ts';
import type { GateRuleId } from './gate-rules.ts';

/** Who sends an update, what they may do, and when. */
export interface GateContext {
  readonly account: AccountId;
  readonly rights: DocumentRights;
  /** The relay's clock. */
  readonly nowMs: number;
  /** A sync step 2 may be larger: it repeats the document's whole delete set. */
  readonly step2: boolean;
}

/**
 * The answer to one update. Taken: in the same tick bind every client id in `fresh` to the sender, then apply `update`
 * (nothing to apply when `noop`), and store and pass on what the document's own `update` event gives, never these
 * bytes (G1, G2).
 */
export type GateVerdict =
  | {
      readonly ok: true;
      readonly noop: boolean;
      readonly update: Uint8Array;
      readonly fresh: readonly number[];
      /** Something in it needed the right to append; marks and deletions alone do not. */
      readonly appends: boolean;
      /** What it adds to what Yjs keeps, in pieces, and how many of these are marks (G27). */
      readonly structs: number;
      readonly marks: number;
      /** Something that was there goes: a deletion, or the older value of a mark. */
      readonly deletes: boolean;
    }
  /** `gate`: the rule that speaks, for the log and the metrics. Null where it is none of the gate's: the rate of words, and the store. */
  | { readonly ok: false; readonly gate: GateRuleId | null; readonly refusal: GateRefusal };

/** Stands before one live document and judges what others bring (DESIGN §5; GATE-RULES.md). */
export interface Gate {
  /**
   * Judges one update, whole, on the document as it is now. Synchronous and without any effect; the caller applies in
   * the same tick (G1). Never throws for what is in the bytes: a throw is a broken promise of our own.
   */
  judge(update: Uint8Array, context: GateContext): GateVerdict;
  /** Presence names a client id: binds it to the account where it may have it (G3, PROTOCOL W11, W13). */
  claimPresence(client: number, account: AccountId): Claim;
}
