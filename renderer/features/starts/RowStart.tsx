import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { foldName } from '#shared/people/names.ts';
import type { PresenceShown } from '#shared/people/presence-shown.ts';
import { useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { restrictionOf } from '../standing/restriction-of.ts';
import people from '../people/directory.module.css';
import { kindFor } from './offer.ts';
import { useOpenStart } from './start-sheet-context.tsx';
import { waitingPlace, waitingWith } from './what-waits.ts';

interface Props {
  readonly name: string;
  readonly presence: PresenceShown;
  /** It is from before: nothing is offered by it. */
  readonly stale: boolean;
  readonly isTherapist?: boolean;
}

/** In a row of a directory: the way to a chat with this listener or therapist (F157, F158), or to what waits with them already. */
export function RowStart({ name, presence, stale, isTherapist = false }: Props) {
  const { t } = useTranslation('starts');
  const identity = useIdentity();
  const open = useOpenStart();
  const waits = waitingWith(useReadable(useEngine().starts.waiting), name).length > 0;
  const kind = stale ? null : kindFor(presence, identity.at === 'local' ? null : identity.actor, isTherapist ? 'therapist' : 'listener');
  // Of oneself nobody asks.
  const isMe = identity.at === 'account' && foldName(identity.me.name) === foldName(name);
  // Whoever is banned or held reads above the list that they cannot, and why.
  if (kind === null || isMe || restrictionOf(identity) !== null) return null;
  if (waits) {
    return (
      <Button className={people.rowStart} component={Link} href={waitingPlace(identity)} variant="default">
        {t('seeWaiting')}
      </Button>
    );
  }
  if (open === null) return null;
  return (
    <Button
      className={people.rowStart}
      variant={kind === 'ask' ? 'light' : 'default'}
      aria-label={t(`${kind}.goTo`, { name })}
      onClick={() => open(kind, name, isTherapist)}
    >
      {t(`${kind}.go`)}
    </Button>
  );
}
