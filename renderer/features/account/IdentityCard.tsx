import { useTranslation } from 'react-i18next';
import { useConnection, useIdentity } from '../../app/context.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Section } from '../../ui/Page.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { shownName } from './shown-name.ts';
import styles from './account.module.css';

/** Who one is here. */
export function IdentityCard() {
  const { t } = useTranslation('account');
  const identity = useIdentity();
  const connection = useConnection();
  const name = shownName(identity);
  const type = identity.at === 'local' ? 'guest' : identity.me.type;
  const text = identity.at === 'local' ? t('card.local') : t(`card.${type}`);
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
        </div>
      </div>
    </Section>
  );
}
