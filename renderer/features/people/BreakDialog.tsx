import { useState } from 'react';
import { Button, Group, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PROFILE } from '#shared/limits.ts';
import { useApp, useEngine } from '../../app/context.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import { ContactWarning } from './ContactWarning.tsx';
import { dayOf, startOfDayMs } from './days.ts';
import styles from './people.module.css';

/** Both kinds of break, each with what others will see. */
export function BreakDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation(['people', 'app']);
  return (
    <Modal opened={opened} onClose={close} title={t('break.title')} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <Choice close={close} />
    </Modal>
  );
}

const DAY_MS = 86_400_000;

function Choice({ close }: { close: () => void }) {
  const { t } = useTranslation(['people', 'app']);
  const { clock } = useApp();
  const { profiles } = useEngine();
  const { state, run } = useCommand();
  const [away, setAway] = useState<'hidden' | 'stated'>('stated');
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const [tomorrow] = useState(() => dayOf(clock.nowMs() + DAY_MS));
  const [last] = useState(() => dayOf(clock.nowMs() + PROFILE.maxBreakMs - DAY_MS));
  const untilMs = startOfDayMs(day);
  const isPast = day !== '' && (day < tomorrow || day > last || untilMs === null);
  const take = async (): Promise<void> => {
    const said = away === 'stated' ? { untilMs, note: note.trim() } : { untilMs: null, note: '' };
    const taken = await run(() => profiles.takeBreak({ away, ...said }));
    if (taken?.ok === true) close();
  };
  return (
    <Stack gap="md">
      <p className={styles.quiet}>{t('break.text')}</p>
      <Radio.Group label={t('break.kind')} value={away} onChange={(value) => setAway(value === 'hidden' ? 'hidden' : 'stated')}>
        <Stack gap="sm" mt="xs">
          <Radio value="stated" label={t('break.stated.label')} description={t('break.stated.text')} />
          <Radio value="hidden" label={t('break.hidden.label')} description={t('break.hidden.text')} />
        </Stack>
      </Radio.Group>
      {away === 'stated' && (
        <>
          <TextInput
            type="date"
            label={t('break.day')}
            description={t('break.dayHint')}
            min={tomorrow}
            max={last}
            autoComplete="off"
            value={day}
            error={isPast ? t('break.dayFault') : undefined}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <Textarea
            label={t('break.note')}
            description={t('break.noteHint', { count: PROFILE.maxBreakNoteLength })}
            autosize
            minRows={2}
            maxRows={6}
            dir="auto"
            autoComplete="off"
            maxLength={PROFILE.maxBreakNoteLength}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ContactWarning text={note} />
        </>
      )}
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('app:cancel')}
        </Button>
        <Button disabled={state.at === 'busy' || (away === 'stated' && isPast)} onClick={() => void take()}>
          {t('break.confirm')}
        </Button>
      </Group>
    </Stack>
  );
}
