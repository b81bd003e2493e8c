import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { PlaceSign } from '../account/PlaceSign.tsx';
import { usePlaces } from '../account/use-places.ts';
import styles from './lock.module.css';

/** Ways on that touch nothing of the place that is closed: the other places here, and a fresh, empty one. */
export function OtherWays(props: { profile: string | null }) {
  const { t } = useTranslation(['lock', 'app']);
  const { opening } = useApp();
  const others = usePlaces().filter(({ profile }) => profile.id !== props.profile);
  return (
    <>
      {others.length > 0 && (
        <section className={styles.places}>
          <h2>{t('screen.others')}</h2>
          {others.map(({ profile, sign }) => (
            <Button key={profile.id} variant="default" fullWidth mt="xs" onClick={() => void opening.switchTo(profile.id)}>
              <PlaceSign sign={sign} />
            </Button>
          ))}
        </section>
      )}
      <Button variant="default" mt="sm" onClick={() => void opening.createAnother()}>
        {t('app:opening.fresh')}
      </Button>
    </>
  );
}
