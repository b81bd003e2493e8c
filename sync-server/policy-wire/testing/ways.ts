import type { Cell } from '#shared/policy/table.ts';
import type { StandingScene } from './standing-scene.ts';
import { doorOf } from './try-http.ts';

/** How something can be tried at a relay; `stock` is one document on a socket of its own. */
export type Way = 'http' | 'read' | 'update' | 'step2' | 'presence' | 'stock';

export const isRead = ({ action }: Cell): boolean => action === 'list' || action === 'read';

/** By which ways a cell can be done, when it is allowed. */
export function doorsOf(cell: Cell, scene: StandingScene): readonly Way[] {
  if (cell.kind === 'presence') return ['presence'];
  if (doorOf(cell.kind, cell.action, scene) !== null) return ['http'];
  if (isRead(cell)) return ['read', 'stock'];
  return cell.action === 'append' ? ['update', 'step2', 'stock'] : ['update', 'step2'];
}

/** By which ways somebody might try what they may not: all there are. */
export function waysOf(cell: Cell): readonly Way[] {
  const many: readonly Way[] = isRead(cell) ? ['http', 'read'] : ['http', 'update', 'step2'];
  const sync: readonly Way[] = isRead(cell) || cell.action === 'append' ? [...many, 'stock'] : many;
  return cell.kind === 'presence' ? [...sync, 'presence'] : sync;
}
