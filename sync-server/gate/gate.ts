import type * as Y from 'yjs';
import type { LogShape } from '#shared/documents/log.ts';
import { unreachable } from '#shared/result.ts';
import type { ClientOwners } from './client-owners.ts';
import { GATE_LIMITS, type GateLimits } from './limits.ts';
import { createLogGate } from './log-gate.ts';
import type { Gate } from './types.ts';

export { ClientOwners, type Claim } from './client-owners.ts';
export { isStrike, type GateRefusal } from './fault.ts';
export { GATE_LIMITS, type GateLimits } from './limits.ts';
export type { Gate, GateContext, GateVerdict } from './types.ts';

export interface GateOptions {
  readonly doc: Y.Doc;
  /** The document's declaration. A second shape (`page`) is one more member of this union and one more file here. */
  readonly shape: LogShape;
  readonly owners: ClientOwners;
  readonly limits?: GateLimits;
}

/** Makes the declared roots of the document, so that none is made on a stranger's mention; changes it no further. */
export function createGate({ doc, shape, owners, limits = GATE_LIMITS }: GateOptions): Gate {
  switch (shape.shape) {
    case 'log':
      return createLogGate({ doc, shape, owners, limits });
    default:
      return unreachable(shape.shape);
  }
}
