import type { Template } from '../../content/library/schema.ts';

/**
 * The templates for this person. Those for listeners are for whoever listens, and stand first where a note is about a
 * chat in which they did; whoever was listened to never meets them.
 */
export function templatesFor(
  templates: readonly Template[],
  { listener, listened }: { readonly listener: boolean; readonly listened: boolean },
): readonly Template[] {
  const forListeners = templates.filter(({ audience }) => audience === 'listener');
  const forAll = templates.filter(({ audience }) => audience === 'everyone');
  if (!listener && !listened) return forAll;
  return listened ? [...forListeners, ...forAll] : [...forAll, ...forListeners];
}
