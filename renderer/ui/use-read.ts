import { useEffect, useState } from 'react';

/**
 * What is read for a screen, again whenever `read` is another one (keep it in `useCallback`); null for the moment before it
 * is there the first time. What comes late, for a question that nobody asks any more, is left out.
 */
export function useRead<Value>(read: () => Promise<Value>): Value | null {
  const [found, setFound] = useState<{ readonly value: Value } | null>(null);
  useEffect(() => {
    let current = true;
    const show = async (): Promise<void> => {
      const value = await read();
      if (current) setFound({ value });
    };
    void show();
    return () => {
      current = false;
    };
  }, [read]);
  return found === null ? null : found.value;
}
