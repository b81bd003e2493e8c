import type * as Y from 'yjs';
import type { LogShape } from '#shared/documents/log.ts';
import type { AccountId } from '#shared/ids.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import type { Refusal } from '#shared/protocol/refusal.ts';
import type { ClientOwners } from '../gate/client-owners.ts';

/** What a live document asks of the gate (DESIGN §5). The real one is `createGate` in sync-server/gate. */
export interface Gate {
  /** Judges on the live document and changes nothing. An admitted update must be applied in the same synchronous step. */
  judge(
    update: Uint8Array,
    sender: { readonly account: AccountId; readonly rights: DocumentRights; readonly nowMs: number; readonly step2: boolean },
  ): GateVerdict;
}

export type GateVerdict =
  /** `update` is what is new of it; `fresh` are the client ids that it binds. */
  | { readonly ok: true; readonly noop: boolean; readonly update: Uint8Array; readonly fresh: readonly number[] }
  | { readonly ok: false; readonly refusal: Omit<Refusal, 'n'> };

export type CreateGate = (parts: {
  readonly doc: Y.Doc;
  readonly shape: LogShape;
  readonly owners: ClientOwners;
}) => Gate;
