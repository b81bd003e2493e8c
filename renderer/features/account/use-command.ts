import { useState } from 'react';
import type { Result } from '#shared/result.ts';
import type { CommandFailure } from '../../engine/types.ts';

/** Where a command to the relay stands. */
export type CommandState =
  | { readonly at: 'idle' }
  | { readonly at: 'busy' }
  | { readonly at: 'failed'; readonly failure: CommandFailure }
  | { readonly at: 'done' };

/** Runs one command at a time and keeps what came of it. A second press while it runs does nothing. */
export function useCommand(): {
  readonly state: CommandState;
  run<Value>(command: () => Promise<Result<Value, CommandFailure>>): Promise<Result<Value, CommandFailure> | null>;
  reset(): void;
} {
  const [state, setState] = useState<CommandState>({ at: 'idle' });
  return {
    state,
    async run(command) {
      if (state.at === 'busy') return null;
      setState({ at: 'busy' });
      const result = await command();
      setState(result.ok ? { at: 'done' } : { at: 'failed', failure: result.error });
      return result;
    },
    reset: () => setState({ at: 'idle' }),
  };
}
