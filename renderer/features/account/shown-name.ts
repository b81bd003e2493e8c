import type { Identity } from '../../engine/types.ts';

/**
 * The name to show to its owner. A guest's stays in the background until they first meet somebody (F015); the gate is
 * where that begins.
 */
export function shownName(identity: Identity): string | null {
  if (identity.at === 'local') return null;
  const { type, consent, name } = identity.me;
  return type === 'guest' && consent === 'missing' ? null : name;
}
