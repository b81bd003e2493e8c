import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useConnection, useFollows, useIdentity } from '../../app/context.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Section } from '../../ui/Page.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { shownName } from './shown-name.ts';
import { pathOf } from './you-pages.ts';
import styles from './account.module.css';

/** Who one is here. */
export function IdentityCard() {
  const { t } = useTranslation('account');
  const identity = useIdentity();
  const connection = useConnection();
  const name = shownName(identity);
  const type = identity.at === 'local' ? 'guest' : identity.me.type;
  const text = identity.at === 'local' ? t('card.local') : t(`card.${type}`);
  // F027: a guest has none, and only the window that leads has the page on which it is chosen.
  const mayHavePicture = !useFollows() && type !== 'guest';
  const signedOut = connection.at === 'refused' && connection.because === 'signed-out';
  return (
    <Section title={name === null ? t('card.you') : t('card.named')}>
      <div className={styles.card}>
        <Avatar name={name} type={type} size={64} />
        <div>
          {name !== null && (
            <p className={styles.name}>
              <PersonName name={name} /> <span className={styles.type}>{t(`types.${type}`)}</span>
            </p>
          )}
          <p className={styles.text}>{signedOut ? t('card.signedOut') : text}</p>
          {mayHavePicture && !signedOut && (
            <Anchor component={Link} href={pathOf('profile')} display="inline-block" py={4}>
              {t('card.picture')}
            </Anchor>
          )}
        </div>
      </div>
    </Section>
  );
}
