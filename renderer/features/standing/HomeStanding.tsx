import { useIdentity } from '../../app/context.tsx';
import { restrictionOf } from './restriction-of.ts';
import { StandingNotice } from './StandingNotice.tsx';
import { Told } from './Told.tsx';
import { useOwnRestriction } from './use-own-restriction.ts';

/** At the top of Home while something stands against the account; there alone with why, which is read by oneself. */
export function HomeStanding() {
  const restriction = restrictionOf(useIdentity());
  const own = useOwnRestriction();
  if (restriction === null) return null;
  return own?.restriction === 'banned' ? <StandingNotice todo={<Told own={own} />} /> : <StandingNotice />;
}
