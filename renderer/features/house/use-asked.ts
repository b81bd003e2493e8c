import { useCallback, useEffect, useState } from 'react';
import type { Result } from '#shared/result.ts';
import type { CommandFailure, CommandResult } from '../../engine/types.ts';

/** What the relay answered last; `again` asks anew, and shows what was there until the answer comes. */
export function useAsked<Value>(ask: () => CommandResult<Value>): {
  readonly answer: Result<Value, CommandFailure> | null;
  again(): Promise<void>;
} {
  const [answer, setAnswer] = useState<Result<Value, CommandFailure> | null>(null);
  const again = useCallback(async () => setAnswer(await ask()), [ask]);
  useEffect(() => {
    let current = true;
    const show = async (): Promise<void> => {
      const next = await ask();
      if (current) setAnswer(next);
    };
    void show();
    return () => {
      current = false;
    };
  }, [ask]);
  return { answer, again };
}
