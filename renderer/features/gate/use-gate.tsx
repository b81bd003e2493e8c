import { useState, type ReactNode } from 'react';
import { useIdentity } from '../../app/context.tsx';
import { GateDialog } from './GateDialog.tsx';

export interface Gate {
  /** Consent is given in the present versions: nothing will be asked. */
  readonly open: boolean;
  /** The texts changed since the person agreed (F089). */
  readonly outdated: boolean;
  /** Does `act` now, or asks the questions first and then does it (F079, F082). Not done when the person declines. */
  pass(act: () => void): void;
  /** Has to be rendered by whoever uses the gate. */
  readonly dialog: ReactNode;
}

/**
 * The gate before the first interaction with another person, and only there: a screen calls `pass` where it is about
 * to speak with somebody, never to let somebody read.
 */
export function useGate(): Gate {
  const identity = useIdentity();
  const [pending, setPending] = useState<{ act: () => void } | null>(null);
  const consent = identity.at === 'account' ? identity.actor.consent : 'missing';
  const open = consent === 'given';
  const ageGroup = identity.at === 'account' ? identity.actor.ageGroup : null;
  const close = (): void => setPending(null);
  return {
    open,
    outdated: consent === 'outdated',
    pass(act) {
      if (open) act();
      else setPending({ act });
    },
    dialog: (
      <GateDialog
        opened={pending !== null}
        known={{ ageGroup, consent }}
        close={close}
        passed={() => {
          close();
          pending?.act();
        }}
      />
    ),
  };
}
