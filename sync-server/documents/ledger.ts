/**
 * How far one channel has come, counted in its updates (PROTOCOL W5, W7). Immutable; one step for each event.
 */
export interface Ledger {
  /** Updates received so far: the number of the newest one. */
  readonly received: number;
  /** Everything up to here is admitted, with no refused update before it that a later one may depend on. */
  readonly admitted: number;
  /** Told to the client as durable. */
  readonly receipted: number;
  /** An update was refused, and no sync step 2 was admitted since. */
  readonly hole: boolean;
}

export const FRESH_LEDGER: Ledger = { received: 0, admitted: 0, receipted: 0, hole: false };

export const received = (ledger: Ledger): Ledger => ({ ...ledger, received: ledger.received + 1 });

/** Update number `n` passed the gate. A sync step 2 carries all that the client has, so it closes a hole. */
export function admitted(ledger: Ledger, n: number, step2: boolean): Ledger {
  if (ledger.hole && !step2) return ledger;
  return { ...ledger, admitted: n, hole: false };
}

export const refused = (ledger: Ledger): Ledger => (ledger.hole ? ledger : { ...ledger, hole: true });

/** Called when everything admitted is durable: the receipt that is due, or null. */
export function settle(ledger: Ledger): { readonly ledger: Ledger; readonly receipt: number | null } {
  if (ledger.admitted === ledger.receipted) return { ledger, receipt: null };
  return { ledger: { ...ledger, receipted: ledger.admitted }, receipt: ledger.admitted };
}
