import { Anchor, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { OwnProfile as Profile, ProfileChange } from '#shared/people/profile.ts';
import { hearsOthers } from '#shared/policy/listening.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import type { Identity } from '../../engine/types.ts';
import { Section } from '../../ui/Page.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import { GateInvitation } from '../gate/GateInvitation.tsx';
import { useGate } from '../gate/use-gate.tsx';
import { BreakSection } from './BreakSection.tsx';
import { pageOf } from './filter-kept.ts';
import { OwnPicture } from './picture/OwnPicture.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { StatusSwitch } from './StatusSwitch.tsx';
import { useOwnProfile } from './use-own-profile.ts';
import styles from './own.module.css';

/** What one says about oneself, on one's own page; guests have no profile (F023). */
export function OwnProfile() {
  const identity = useIdentity();
  if (identity.at === 'local') return null;
  if (identity.me.type === 'guest') return <NoneOfGuests />;
  return <Writing identity={identity} />;
}

/** P31: where a member writes theirs, a guest reads why there is none. */
function NoneOfGuests() {
  const { t } = useTranslation('people');
  return (
    <Section title={t('own.title')} text={t('own.guest')}>
      <Why rule="P31-no-guest-profiles" question={t('why:of.profile')} />
    </Section>
  );
}

type Known = Extract<Identity, { at: 'account' }>;

function Writing({ identity }: { identity: Known }) {
  const { t } = useTranslation('people');
  const own = useOwnProfile();
  const gate = useGate();
  const isListener = identity.me.type === 'listener';
  const isTherapist = identity.me.type === 'therapist';
  const hears = hearsOthers(identity.me.type);
  return (
    <Section title={t('own.title')} text={t(isListener ? 'own.listener' : isTherapist ? 'own.therapist' : 'own.text')}>
      {own !== null && own.away !== 'hidden' && (
        <p>
          <Anchor component={Link} href={pageOf(identity.me.name)} display="inline-block" py={4}>
            {t('own.see')}
          </Anchor>
        </p>
      )}
      {own === null && <p className={styles.quiet}>{t('own.offline')}</p>}
      <OwnPicture name={identity.me.name} actor={identity.actor} />
      {!gate.open && !identity.actor.banned && <GateInvitation gate={gate} />}
      {own !== null && gate.open && (
        <>
          {hears && own.away === 'no' && <StatusSwitch status={own.status} />}
          {hears && <BreakSection own={own} />}
          <ProfileForm own={own} tagged={isListener && identity.me.ageGroup === 'adult'} />
          <Toggles own={own} hears={hears} />
        </>
      )}
      {gate.dialog}
    </Section>
  );
}

/** What is on or off at once. */
function Toggles({ own, hears }: { own: Profile; hears: boolean }) {
  const { t } = useTranslation('people');
  const { profiles } = useEngine();
  const online = useConnection().at === 'online';
  const { state, run } = useCommand();
  const toggle = (key: 'noChats' | 'acceptsListenerChats') => (
    <Switch
      label={t(`own.${key}`)}
      description={t(`own.${key}Hint`)}
      checked={own[key]}
      disabled={!online || state.at === 'busy'}
      onChange={(event) => {
        const change: ProfileChange = { [key]: event.currentTarget.checked };
        void run(() => profiles.change(change));
      }}
    />
  );
  return (
    <div className={styles.toggles}>
      {toggle(hears ? 'noChats' : 'acceptsListenerChats')}
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
    </div>
  );
}
