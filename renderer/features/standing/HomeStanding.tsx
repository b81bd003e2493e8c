import { useIdentity } from '../../app/context.tsx';
import { restrictionOf } from './restriction-of.ts';
import { StandingNotice } from './StandingNotice.tsx';

/** At the top of Home while something stands against the account. */
export function HomeStanding() {
  return restrictionOf(useIdentity()) === null ? null : <StandingNotice />;
}
