import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { eraseEverything } from '../../app/erase-everything.ts';
import { useApp } from '../../app/context.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Section } from '../../ui/Page.tsx';

/** Does away with everything of ours on this device, in two deliberate steps (RELIABILITY F2). */
export function EraseSection() {
  const { t } = useTranslation('keep');
  const { copies, opening, preferences } = useApp();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const erase = async (): Promise<void> => {
    await opening.eraseEverything(async () => {
      await eraseEverything(window, copies, preferences);
      // Only now: the first screen of a fresh place stands for all being gone.
      navigate('/', { replace: true });
    });
  };
  return (
    <Section title={t('erase.title')} text={t('erase.text')}>
      <Button variant="subtle" color="red" c="var(--sv-danger)" px="xs" onClick={() => setAsking(true)}>
        {t('erase.offer')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('erase.ask')}
        text={<p>{t('erase.askText')}</p>}
        understand={t('erase.understand')}
        confirm={t('erase.confirm')}
        danger
        onConfirm={erase}
      />
    </Section>
  );
}
