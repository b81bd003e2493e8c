import { useEffect } from 'react';
import { useApp, useDisk, useEngine } from '../../app/context.tsx';

/**
 * Writes down what is being typed at every moment at which a window may be about to go: another window in front, a closed
 * lid, a reload for an update, a lock (RELIABILITY F3). Forgets earlier wordings that are over their time.
 */
export function DraftsWatch(): null {
  const { opening } = useApp();
  const { drafts } = useEngine();
  const onDisk = useDisk();
  useEffect(() => {
    const flush = (): void => onDisk(drafts.flush);
    onDisk(drafts.tidy);
    const stop = opening.beforeClose(drafts.flush);
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      stop();
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
    };
  }, [opening, drafts, onDisk]);
  return null;
}
