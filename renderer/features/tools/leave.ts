import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';

/** Ids only, as every route of ours; the way back lies in the history entry and nowhere else. */
export interface CameFrom {
  readonly from: string;
}

const isRoute = (value: unknown): value is string => typeof value === 'string' && value.startsWith('/');

/** Where this page was come to from, as its link wrote it down; home where nothing did. */
export function cameFrom(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  return isRoute(from) ? from : '/';
}

/** What a link into the calm minute carries: the place one comes back to, handed on from page to page within it. */
export function useCameFrom(): CameFrom {
  const [location] = useLocation();
  return { from: location === '/calm' || location.startsWith('/calm/') ? cameFrom(window.history.state) : location };
}

/** Whether a key belongs to what has the focus, and not to the page. */
export function keyIsTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="dialog"], [aria-expanded="true"]') !== null) return true;
  return event.key !== 'Escape' && target.closest('a, button, input, select, textarea, summary, [role="slider"]') !== null;
}

/** Listens to keys on the whole page while a screen is shown; gives nothing to a field or a dialog of its own. */
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      const act = keys[event.key];
      if (act === undefined || keyIsTaken(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, [keys]);
}

/** The way out, by a button or by Escape: back to where one was, and nothing is asked. */
export function useLeave(): () => void {
  const [, go] = useLocation();
  return useCallback(() => go(cameFrom(window.history.state)), [go]);
}
