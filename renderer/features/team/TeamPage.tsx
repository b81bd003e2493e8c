import { useEffect } from 'react';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TeamView } from '#shared/people/keeping.ts';
import { useConnection, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useNow } from '../../ui/now.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { pageOf } from '../people/filter-kept.ts';
import { ContactText } from './Contact.tsx';
import { inTongue } from './in-tongue.ts';
import styles from './team.module.css';

/** "Our Team" (F210): current holders by role, each track a ladder to be seen (F209). The last answer is shown without a network. */
export function TeamPage() {
  const { t } = useTranslation('team');
  const { house } = useEngine();
  const team = useReadable(house.team);
  const { at } = useConnection();
  // Asked again while somebody looks, so that who was appointed, and a title that follows an age, shows by itself (F207, F210).
  const nowMs = useNow();
  useEffect(() => {
    if (at === 'online' && nowMs !== null) void house.readTeam();
  }, [house, at, nowMs]);
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} wide>
      {at !== 'online' && at !== 'connecting' && <p>{t(team === null ? 'offline' : 'asSeen')}</p>}
      <Section title={t('contact.title')}>
        <ContactText contact={team?.contact} />
      </Section>
      {team?.tracks.map((track) => <Track key={track.id} track={track} />)}
    </Page>
  );
}

function Track({ track }: { track: TeamView['tracks'][number] }) {
  const { t, i18n } = useTranslation('team');
  return (
    <Section title={inTongue(track.names, i18n.language)}>
      {track.roles.length === 0 && <p className={styles.quiet}>{t('noRoles')}</p>}
      <ol className={styles.ladder}>
        {track.roles.toReversed().map((role) => (
          <li key={role.id}>
            <h3 className={styles.role}>{inTongue(role.names, i18n.language)}</h3>
            <p className={styles.quiet}>
              {inTongue(role.purposes, i18n.language)} <span className={styles.rank}>{t('rank', { rank: role.rank })}</span>
            </p>
            {role.holders.length === 0 ? (
              <p className={styles.quiet}>{t('nobody')}</p>
            ) : (
              <ul className={styles.holders}>
                {role.holders.map(({ name, type, title }) => (
                  <li key={name}>
                    <Avatar name={name} type={type} size={36} />
                    <span>
                      {/* Their page says what they do here, and offers the way to a chat (F197, F210). */}
                      <Anchor component={Link} href={pageOf(name)} className={styles.holder}>
                        <PersonName name={name} />
                      </Anchor>
                      {inTongue(title, 'en') !== inTongue(role.names, 'en') && <span className={styles.quiet}> {inTongue(title, i18n.language)}</span>}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
