import type * as Y from 'yjs';
import type { DocumentShape } from '#shared/documents/shapes.ts';
import { unreachable } from '#shared/result.ts';
import type { ClientOwners } from './client-owners.ts';
import { createLogGate } from './log-gate.ts';
import { createPageGate } from './page-gate.ts';
import { PAGE_LIMITS, type PageLimits } from './page-limits.ts';
import type { Gate } from './types.ts';

export { ClientOwners, type Claim } from './client-owners.ts';
export { isStrike, type GateRefusal } from './fault.ts';
export type { GateRuleId } from './gate-rules.ts';
export { GATE_LIMITS, type GateLimits } from './limits.ts';
export type { Gate, GateContext, GateVerdict } from './types.ts';

export interface GateOptions {
  readonly doc: Y.Doc;
  /** The document's declaration. Another shape is one more member of this union and one more gate here. */
  readonly shape: DocumentShape;
  readonly owners: ClientOwners;
  /** Those that are not given are as declared in shared/limits.ts. */
  readonly limits?: Partial<PageLimits>;
}

/** Makes the declared roots of the document, so that none is made on a stranger's mention; changes it no further. */
export function createGate({ doc, shape, owners, limits: given = {} }: GateOptions): Gate {
  const limits = { ...PAGE_LIMITS, ...given };
  switch (shape.shape) {
    case 'log':
      return createLogGate({ doc, shape, owners, limits });
    case 'page':
      return createPageGate({ doc, shape, owners, limits });
    default:
      return unreachable(shape);
  }
}
