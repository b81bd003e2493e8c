import { Group, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDisk } from '../../app/context.tsx';
import { IDLE_CHOICES } from './idle.ts';
import { useIdleMinutes } from './use-lock.ts';

/** When it locks by itself. Sleep and the system's own lock are no choice: they lock whenever there is a passphrase. */
export function IdleMinutes() {
  const { t } = useTranslation('lock');
  const onDisk = useDisk();
  const { minutes, choose } = useIdleMinutes();
  const pick = (value: string): void => {
    const chosen = IDLE_CHOICES.find((one) => String(one) === value);
    if (chosen !== undefined) onDisk(() => choose(chosen));
  };
  return (
    <Radio.Group label={t('idle.label')} description={t('idle.hint')} value={String(minutes)} onChange={pick} mt="lg">
      <Group mt={8} gap="lg">
        {IDLE_CHOICES.map((one) => (
          <Radio
            key={String(one)}
            value={String(one)}
            label={one === null ? t('idle.never') : t('idle.minutes', { count: one })}
          />
        ))}
      </Group>
    </Radio.Group>
  );
}
