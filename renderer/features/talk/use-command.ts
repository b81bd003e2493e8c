import { useState } from 'react';
import type { CommandFailure, CommandResult } from '../../engine/types.ts';

/** A command that a screen has given: under way, failed, or neither. */
export interface Command {
  readonly busy: boolean;
  readonly failure: CommandFailure | null;
  /** Gives it, unless it is under way already; resolves to whether it happened. */
  run<Value>(give: () => CommandResult<Value>): Promise<boolean>;
}

export function useCommand(): Command {
  const [state, setState] = useState<{ busy: boolean; failure: CommandFailure | null }>({ busy: false, failure: null });
  return {
    ...state,
    async run(give) {
      if (state.busy) return false;
      setState({ busy: true, failure: null });
      const result = await give();
      setState({ busy: false, failure: result.ok ? null : result.error });
      return result.ok;
    },
  };
}
