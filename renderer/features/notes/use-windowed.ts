import { useEffect, useState, type RefObject } from 'react';
import { windowOf, type ListSight, type RowWindow } from './windowing.ts';

const UNSEEN: ListSight = { abovePx: 0, viewPx: 0, rowPx: 0 };

export interface Windowed extends RowWindow {
  /** Height of one row; 0 before it was measured. */
  readonly rowPx: number;
}

/**
 * The rows of a long list that are worth drawing. The list lies in an element that scrolls and is marked
 * `data-scrolls`; its rows are all as high as the first.
 */
export function useWindowed(list: RefObject<HTMLElement | null>, count: number): Windowed {
  const [sight, setSight] = useState(UNSEEN);
  const filled = count > 0;
  useEffect(() => {
    const rows = list.current;
    const scroller = rows?.closest<HTMLElement>('[data-scrolls]');
    if (!filled || rows === null || scroller === null || scroller === undefined) return undefined;
    const look = (): void => {
      const abovePx = scroller.getBoundingClientRect().top - rows.getBoundingClientRect().top;
      const rowPx = rows.firstElementChild?.getBoundingClientRect().height ?? 0;
      const viewPx = scroller.clientHeight;
      setSight((before) => (isSame(before, { abovePx, viewPx, rowPx }) ? before : { abovePx, viewPx, rowPx }));
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(scroller);
    if (rows.firstElementChild !== null) watch.observe(rows.firstElementChild);
    return () => {
      scroller.removeEventListener('scroll', look);
      watch.disconnect();
    };
  }, [list, filled]);
  return { ...windowOf(count, sight), rowPx: sight.rowPx };
}

const isSame = (one: ListSight, other: ListSight): boolean =>
  one.abovePx === other.abovePx && one.viewPx === other.viewPx && one.rowPx === other.rowPx;
