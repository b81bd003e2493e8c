import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import styles from './gate.module.css';

interface Props {
  readonly close: () => void;
  readonly back: () => void;
}

/** F080: who cannot say the three things is shown help, not a wall. Everything but talking stays open. */
export function Declined({ close, back }: Props) {
  const { t } = useTranslation('gate');
  return (
    <>
      <Title order={3} tabIndex={-1} className={styles.heading}>
        {t('declined.heading')}
      </Title>
      <p>{t('declined.body')}</p>
      <p>{t('declined.reach')}</p>
      <p className={styles.text}>{t('declined.stay')}</p>
      <div className={styles.answers}>
        <Button component={Link} href="/help" onClick={close}>
          {t('declined.help')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('close')}
        </Button>
      </div>
      <Button variant="subtle" mt="sm" onClick={back}>
        {t('declined.again')}
      </Button>
    </>
  );
}

/** F081: nobody below 13 talks here; they are thanked and pointed to people for them. */
export function TooYoung({ close, back }: Props) {
  const { t } = useTranslation('gate');
  return (
    <>
      <Title order={3} tabIndex={-1} className={styles.heading}>
        {t('tooYoung.heading')}
      </Title>
      <p>{t('tooYoung.body')}</p>
      <p>{t('tooYoung.who')}</p>
      <p className={styles.text}>{t('tooYoung.stay')}</p>
      <div className={styles.answers}>
        <Button component={Link} href="/help" onClick={close}>
          {t('declined.help')}
        </Button>
        <Button variant="default" onClick={back}>
          {t('back')}
        </Button>
      </div>
    </>
  );
}
