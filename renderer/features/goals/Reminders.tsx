import { useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useSetting } from '../../app/context.tsx';
import { Section } from '../../ui/Page.tsx';
import { SAYS_WHAT } from './ReminderWatch.tsx';
import styles from './goals.module.css';

/** How reminders come on this device, and how much they say. */
export function Reminders() {
  const { t } = useTranslation('goals');
  const { host } = useApp();
  const onDisk = useDisk();
  const saysWhat = useSetting<boolean>(SAYS_WHAT);
  const [may, setMay] = useState(() => host.mayNotify());
  const ask = async (): Promise<void> => {
    await host.askToNotify();
    setMay(host.mayNotify());
  };
  return (
    <Section title={t('reminders.title')} text={t(`reminders.${may}`)}>
      {may === 'ask' && (
        <Button variant="default" mb="md" onClick={() => void ask()}>
          {t('reminders.allow')}
        </Button>
      )}
      {may !== 'no' && saysWhat.loaded && (
        <Switch
          className={styles.tick}
          label={t('reminders.saysWhat')}
          description={t('reminders.saysWhatHint')}
          checked={saysWhat.value === true}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            onDisk(() => saysWhat.set(on));
          }}
        />
      )}
    </Section>
  );
}
