import { useEffect } from 'react';

const COUNT = /^\(\d+\) /;

/** The title with the count before it, whatever count it had. */
export const titleWithCount = (title: string, count: number): string => {
  const plain = title.replace(COUNT, '');
  return count === 0 ? plain : `(${count}) ${plain}`;
};

/**
 * Keeps the number of unread messages in the window's title. Each screen sets its own title and need not know: the
 * title is watched, and the count put before it again.
 */
export function useTitleCount(count: number): void {
  useEffect(() => {
    const put = (): void => {
      const wanted = titleWithCount(document.title, count);
      if (document.title !== wanted) document.title = wanted;
    };
    const watch = new MutationObserver(put);
    put();
    watch.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => watch.disconnect();
  }, [count]);
}
