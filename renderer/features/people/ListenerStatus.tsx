import { useIdentity } from '../../app/context.tsx';
import { OnBreak } from './BreakSection.tsx';
import { StatusSwitch } from './StatusSwitch.tsx';
import { useOwnProfile } from './use-own-profile.ts';
import styles from './people.module.css';

/** How a listener is here, above the queue: their status, or the break they are on. */
export function ListenerStatus() {
  const identity = useIdentity();
  const own = useOwnProfile();
  if (own === null || identity.at === 'local' || identity.actor.consent !== 'given') return null;
  return <div className={styles.here}>{own.away === 'no' ? <StatusSwitch status={own.status} /> : <OnBreak own={own} />}</div>;
}
