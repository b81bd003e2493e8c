import { useState } from 'react';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDisk } from '../../app/context.tsx';
import type { Kept } from '../../vault/types.ts';
import { rest, type Goal } from './goal.ts';
import { useGoalActs } from './use-goal-acts.ts';
import { useToday } from './use-goals.ts';
import { addDays, isDay } from './wall-clock.ts';

/** Rest, until a day or until one feels like it. No reason is asked for. */
export function RestDialog(props: { goal: Kept<Goal>; opened: boolean; close: () => void }) {
  const { t } = useTranslation('goals');
  const { t: inApp } = useTranslation('app');
  return (
    <Modal opened={props.opened} onClose={props.close} title={t('rest.title')} closeButtonProps={{ 'aria-label': inApp('close') }}>
      <Question {...props} />
    </Modal>
  );
}

function Question({ goal, close }: { goal: Kept<Goal>; close: () => void }) {
  const { t } = useTranslation('goals');
  const onDisk = useDisk();
  const acts = useGoalActs();
  const today = useToday();
  const [until, setUntil] = useState('');
  const begin = async (): Promise<void> => {
    await acts.change(goal.id, (one) => rest(one, today, isDay(until) && until > today ? until : null));
    close();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDisk(begin);
      }}
    >
      <p>{t('rest.text')}</p>
      <TextInput
        type="date"
        autoComplete="off"
        label={t('rest.untilLabel')}
        description={t('rest.untilHint')}
        min={addDays(today, 1)}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button type="submit">{t('rest.begin')}</Button>
      </Group>
    </form>
  );
}
