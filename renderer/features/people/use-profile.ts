import { useEffect, useRef, useState } from 'react';
import type { ProfileView } from '#shared/people/profile.ts';
import { useApp, useConnection, useEngine } from '../../app/context.tsx';
import type { Seen } from '../../engine/profiles.ts';
import type { CommandFailure } from '../../engine/types.ts';

export interface ProfileState {
  readonly name: string;
  readonly seen: Seen<ProfileView> | null;
  /** What is shown is what this device saw before. */
  readonly stale: boolean;
  readonly failure: CommandFailure | null;
}

/** Somebody's page: what this device saw last at once, then what the relay says now; and again with each other `turn`. */
export function useProfile(name: string, turn = 0): ProfileState {
  const { profiles } = useEngine();
  const { clock } = useApp();
  const { at } = useConnection();
  const [state, setState] = useState<ProfileState>({ name, seen: null, stale: false, failure: null });
  const lastTurn = useRef(turn);
  useEffect(() => {
    let current = true;
    // What is on screen stays there while it is asked for anew.
    const isAgain = lastTurn.current !== turn;
    lastTurn.current = turn;
    const show = (change: Partial<ProfileState>): void => {
      if (current) setState((before) => ({ ...(before.name === name ? before : { seen: null, stale: false, failure: null }), name, ...change }));
    };
    const load = async (): Promise<void> => {
      const kept = isAgain ? null : await profiles.readKept(name);
      if (kept !== null) show({ seen: kept, stale: true });
      if (at === 'connecting') return;
      if (at !== 'online') return isAgain ? undefined : show({ failure: kept === null ? { code: 'offline' } : null });
      const answer = await profiles.read(name);
      return show(answer.ok ? { seen: { value: answer.value, seenAtMs: clock.nowMs() }, stale: false, failure: null } : { failure: answer.error });
    };
    void load();
    return () => {
      current = false;
    };
  }, [profiles, name, at, clock, turn]);
  return state.name === name ? state : { name, seen: null, stale: false, failure: null };
}
