import { useEffect } from 'react';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFollows, useIdentity } from '../../app/context.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListeningHints } from '../chats/ListeningHints.tsx';
import { KeepLinks } from '../keep/KeepLinks.tsx';
import { LookAndLanguage } from '../settings/LookAndLanguage.tsx';
import { AccountKeys } from './AccountKeys.tsx';
import { BecomeMember } from './BecomeMember.tsx';
import { Devices } from './Devices.tsx';
import { EraseAccount } from './EraseAccount.tsx';
import { ExportMine } from './ExportMine.tsx';
import { ForgetMe } from './ForgetMe.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { Lock } from '../lock/Lock.tsx';
import { Clearance } from '../standing/Clearance.tsx';
import { OwnAge } from '../standing/OwnAge.tsx';
import { OwnStanding } from '../standing/OwnStanding.tsx';
import { ApplyAsTherapist } from '../therapists/ApplyAsTherapist.tsx';
import { OtherPlaces } from './OtherPlaces.tsx';
import { SignIn } from './SignIn.tsx';
import { OwnProfile } from '../people/OwnProfile.tsx';
import { SignOut } from './SignOut.tsx';

/** Everything about oneself on one page. `/you/<part>` comes down at that part. */
export function You(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('account');
  const identity = useIdentity();
  // Whatever of the account needs the relay is in the window that leads.
  const follows = useFollows();
  const { part } = props.params;
  useEffect(() => {
    if (part !== undefined) document.getElementById(`you-${part}`)?.scrollIntoView();
  }, [part]);
  const guest = identity.at === 'local' || identity.me.type === 'guest';
  return (
    <Page title={t('place')}>
      <IdentityCard />
      {!follows && (
        <div id="you-standing">
          <OwnStanding />
        </div>
      )}
      {!follows && (
        <div id="you-profile">
          <OwnProfile />
        </div>
      )}
      {!follows && (
        <div id="you-age">
          <OwnAge />
        </div>
      )}
      {!follows && (
        <div id="you-clearance">
          <Clearance />
        </div>
      )}
      {!follows && (
        <div id="you-therapist">
          <ApplyAsTherapist open={part === 'therapist'} />
        </div>
      )}
      <div id="you-places">
        <OtherPlaces />
      </div>
      {!follows && identity.at === 'account' && guest && <BecomeMember guestName={identity.me.name} />}
      {!follows && identity.at === 'account' && !guest && <AccountKeys name={identity.me.name} />}
      {!follows && <SignIn />}
      <div id="you-passphrase">
        <Lock />
      </div>
      <KeepLinks />
      <LookAndLanguage />
      <ListeningHints />
      {!follows && identity.at === 'account' && (
        <div id="you-devices">
          <Devices />
        </div>
      )}
      {!follows && !guest && <SignOut />}
      {!follows && identity.at === 'account' && <ExportMine guest={guest} />}
      {!follows && (guest ? <ForgetMe /> : <EraseAccount />)}
      <p>
        <Anchor component={Link} href="/drafts" display="inline-block" py={4} me="lg">
          {t('drafts:you')}
        </Anchor>
        <Anchor component={Link} href="/team" display="inline-block" py={4} me="lg">
          {t('team:title')}
        </Anchor>
        <Anchor component={Link} href="/about" display="inline-block" py={4}>
          {t('about')}
        </Anchor>
      </p>
    </Page>
  );
}
