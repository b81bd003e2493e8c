import { useTranslation } from 'react-i18next';
import { useConnection, useIdentity } from '../../app/context.tsx';
import { Clearance } from '../standing/Clearance.tsx';
import { OwnAge } from '../standing/OwnAge.tsx';
import { OwnStanding } from '../standing/OwnStanding.tsx';
import { restrictionOf } from '../standing/restriction-of.ts';
import { ApplyAsTherapist } from '../therapists/ApplyAsTherapist.tsx';

/** What is noted about the account, what one says to it, and what one may apply for (F042, F082, F085, F103). */
export function StandingPage({ part }: { part: string | undefined }) {
  const { t } = useTranslation('account');
  const identity = useIdentity();
  const { at } = useConnection();
  const nothing = identity.at === 'account' && identity.me.type === 'guest' && identity.me.ageGroup === null && restrictionOf(identity) === null;
  const therapist = (
    <div id="you-therapist">
      <ApplyAsTherapist open={part === 'therapist'} />
    </div>
  );
  if (nothing) {
    return (
      <>
        <p>{t('standing.none')}</p>
        {therapist}
      </>
    );
  }
  return (
    <>
      <p>{t('standing.lead')}</p>
      {at !== 'online' && at !== 'connecting' && <p>{t('standing.offline')}</p>}
      <OwnStanding />
      <div id="you-age">
        <OwnAge />
      </div>
      <div id="you-clearance">
        <Clearance />
      </div>
      {therapist}
    </>
  );
}
