import { useEffect, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { COPY } from '#shared/limits.ts';
import { useApp, useDisk, useSetting, useVault } from '../../app/context.tsx';
import { Section } from '../../ui/Page.tsx';
import { isReminderDue, LAST_EXPORT, REMINDER, type Reminder } from './keep-rules.ts';

/** A quiet word about keeping a copy, where no backups are made by themselves. Nothing at all while it is not due. */
export function CopyReminder() {
  const { t } = useTranslation('keep');
  const { host, clock } = useApp();
  const { notes } = useVault();
  const onDisk = useDisk();
  const reminder = useSetting<Reminder>(REMINDER);
  const last = useSetting<number>(LAST_EXPORT);
  const [firstWordsMs, setFirstWordsMs] = useState<number | null>(null);
  useEffect(() => {
    let current = true;
    onDisk(async () => {
      const all = await notes.list();
      if (current && all.length > 0) setFirstWordsMs(all.reduce((first, { createdAtMs }) => Math.min(first, createdAtMs), Infinity));
    });
    return () => {
      current = false;
    };
  }, [notes, onDisk]);
  if (host.backups !== null || !reminder.loaded || !last.loaded) return null;
  const nowMs = clock.nowMs();
  if (!isReminderDue({ nowMs, lastExportMs: last.value, firstWordsMs, reminder: reminder.value })) return null;
  const put = (next: Reminder) => onDisk(() => reminder.set(next));
  return (
    <Section title={t('reminder.title')} text={t('reminder.text')}>
      <Group gap="sm">
        <Button component={Link} href="/keep" variant="light">
          {t('reminder.go')}
        </Button>
        <Button variant="default" onClick={() => put({ off: false, laterMs: nowMs + COPY.remindAfterMs })}>
          {t('reminder.later')}
        </Button>
        <Button variant="subtle" onClick={() => put({ off: true, laterMs: 0 })}>
          {t('reminder.never')}
        </Button>
      </Group>
    </Section>
  );
}
