import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFollows, useIdentity } from '../../app/context.tsx';
import { StandingNotice } from '../standing/StandingNotice.tsx';
import { AccountKeys } from './AccountKeys.tsx';
import { BecomeMember } from './BecomeMember.tsx';
import { BeginAnew } from './BeginAnew.tsx';
import { EraseAccount } from './EraseAccount.tsx';
import { ExportMine } from './ExportMine.tsx';
import { ForgetMe } from './ForgetMe.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { NotForGuests } from './NotForGuests.tsx';
import { OnlyThisVisit } from './OnlyThisVisit.tsx';
import { OtherPlaces } from './OtherPlaces.tsx';
import { SignIn } from './SignIn.tsx';
import { SignOut } from './SignOut.tsx';
import { useSignedOut } from './use-signed-out.ts';
import { useVisitWish } from './use-visit-wish.ts';

/** Who one is here, how one comes back, and how one goes. */
export function AccountPage() {
  const identity = useIdentity();
  // Whatever of the account needs the relay is in the window that leads.
  const leads = !useFollows();
  const guest = identity.at === 'local' || identity.me.type === 'guest';
  // Nothing that asks the relay for this guest would be answered any more (F016).
  const over = useSignedOut() === 'guest' && identity.at === 'account';
  const wish = useVisitWish(identity.at === 'account' ? identity.me.account : null, leads);
  return (
    <>
      <IdentityCard />
      {/* The one way on, before anything else. */}
      {leads && over && <BeginAnew />}
      {leads && <StandingNotice />}
      {/* On the first page: another place is two presses away (F038). */}
      <div id="you-places">
        <OtherPlaces />
      </div>
      {leads && identity.at === 'account' && !over && (guest ? (
        <div id="you-member">
          <BecomeMember guestName={identity.me.name} wish={wish} />
          <NotForGuests actor={identity.actor} />
        </div>
      ) : (
        <AccountKeys name={identity.me.name} />
      ))}
      {leads && <SignIn />}
      {leads && !guest && <SignOut />}
      {leads && identity.at === 'account' && !over && <ExportMine guest={guest} />}
      {leads && guest && identity.at === 'account' && <OnlyThisVisit wish={wish} over={over} />}
      {leads && (guest ? <ForgetMe /> : <EraseAccount />)}
      <More />
    </>
  );
}

const MORE = { '/drafts': 'drafts:you', '/team': 'team:title', '/about': 'account:about' } as const;

/** What else is about oneself, or about this place. */
function More() {
  const { t } = useTranslation('account');
  return (
    <p>
      {(Object.keys(MORE) as (keyof typeof MORE)[]).map((path) => (
        <Anchor key={path} component={Link} href={path} display="inline-block" py={4} me="lg">
          {t(MORE[path])}
        </Anchor>
      ))}
    </p>
  );
}
