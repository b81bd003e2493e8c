import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { THERAPIST } from '#shared/limits.ts';
import { useApp, useEngine } from '../../app/context.tsx';
import type { CommandResult } from '../../engine/types.ts';
import { dayOf, startOfDayMs } from '../people/days.ts';
import { ActDialog } from './ActDialog.tsx';

export type EntryAct = 'give' | 'take' | 'end';

const DAY_MS = 86_400_000;

/** A directory entry is given until a day or for good, or taken back; an approval is ended (F042, F043). */
export function EntryDialog({ act, name, close, done }: { act: EntryAct; name: string; close: () => void; done: () => void }) {
  const { t } = useTranslation('house');
  const { clock } = useApp();
  const { therapists } = useEngine();
  const [day, setDay] = useState('');
  const [first] = useState(() => dayOf(clock.nowMs() + DAY_MS));
  const [last] = useState(() => dayOf(clock.nowMs() + THERAPIST.maxEntryMs - DAY_MS));
  const untilMs = startOfDayMs(day);
  const isWrong = day !== '' && (untilMs === null || day < first || day > last);
  const send = (reason: string): CommandResult<unknown> => {
    if (act === 'give') return therapists.giveEntry({ name, untilMs, reason });
    return act === 'take' ? therapists.takeEntry({ name, reason }) : therapists.end({ name, reason });
  };
  return (
    <ActDialog
      title={t(`therapists.${act}.title`, { name })}
      text={<p>{t(`therapists.${act}.text`)}</p>}
      complete={!isWrong}
      confirm={t(`therapists.${act}.confirm`)}
      act={({ reason }) => send(reason)}
      close={close}
      done={done}
    >
      {act === 'give' && (
        <TextInput
          type="date"
          label={t('therapists.day')}
          description={t('therapists.dayHint')}
          min={first}
          max={last}
          autoComplete="off"
          data-autofocus
          value={day}
          error={isWrong ? t('therapists.dayFault') : undefined}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      )}
    </ActDialog>
  );
}
