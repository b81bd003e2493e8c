import { ActionIcon, Chip, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { GOAL } from '#shared/limits.ts';
import { formatLocale } from '../../i18n/locales.ts';
import type { FieldFault, StepForm } from './goal-form.ts';
import { weekdayWords } from './schedule-words.ts';
import styles from './goals.module.css';

const KINDS = ['whenever', 'once', 'daily', 'weekdays', 'weeks'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

interface Props {
  readonly step: StepForm;
  readonly number: number;
  readonly fault: FieldFault | undefined;
  readonly change: (more: Partial<StepForm>) => void;
  readonly remove: () => void;
}

/** One small step: its words, its days, and a reminder if one likes. */
export function StepFields({ step, number, fault, change, remove }: Props) {
  const { t } = useTranslation('goals');
  const wrong = (which: FieldFault): string | undefined => (fault === which ? t(`form.faults.${which}`) : undefined);
  return (
    <fieldset className={styles.stepBox}>
      <legend>{t('form.step', { number })}</legend>
      <div className={styles.stepHead}>
        <TextInput
          className={styles.grow}
          label={t('form.stepText')}
          placeholder={t('form.stepExample')}
          autoComplete="off"
          dir="auto"
          maxLength={GOAL.maxStepLength}
          value={step.text}
          error={wrong('text')}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('form.removeStep', { number })}
          title={t('form.removeStep', { number })}
          onClick={remove}
        >
          <IconX size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
      <div className={styles.stepWhen}>
        <NativeSelect
          size="md"
          label={t('form.when')}
          data={KINDS.map((value) => ({ value, label: t(`when.${value}`) }))}
          value={step.kind}
          onChange={(event) => {
            const kind = KINDS.find((one) => one === event.currentTarget.value);
            if (kind !== undefined) change({ kind });
          }}
        />
        {step.kind === 'weeks' && <Weeks step={step} change={change} error={wrong('every')} />}
        {(step.kind === 'once' || step.kind === 'weeks') && (
          <TextInput
            type="date"
            label={t(step.kind === 'once' ? 'form.on' : 'form.from')}
            autoComplete="off"
            value={step.on}
            error={wrong('on')}
            onChange={(event) => change({ on: event.currentTarget.value })}
          />
        )}
        {step.kind !== 'whenever' && (
          <TextInput
            type="time"
            label={t('form.time')}
            autoComplete="off"
            value={step.time}
            onChange={(event) => change({ time: event.currentTarget.value })}
          />
        )}
      </div>
      {step.kind === 'weekdays' && <Weekdays step={step} change={change} error={wrong('days')} />}
    </fieldset>
  );
}

type Part = Pick<Props, 'step' | 'change'> & { readonly error: string | undefined };

function useWeekdays(style: 'long' | 'short') {
  const { i18n } = useTranslation();
  const locale = formatLocale(i18n.language, navigator.languages);
  return WEEKDAYS.map((day) => ({ day, name: weekdayWords(day, locale, style) }));
}

function Weeks({ step, change, error }: Part) {
  const { t } = useTranslation('goals');
  return (
    <>
      <TextInput
        type="number"
        label={t('form.every')}
        autoComplete="off"
        min={2}
        max={GOAL.maxWeeksApart}
        value={step.every}
        error={error}
        onChange={(event) => change({ every: event.currentTarget.value })}
      />
      <NativeSelect
        size="md"
        label={t('form.weekday')}
        data={useWeekdays('long').map(({ day, name }) => ({ value: String(day), label: name }))}
        value={String(step.weekday)}
        onChange={(event) => change({ weekday: Number(event.currentTarget.value) })}
      />
    </>
  );
}

function Weekdays({ step, change, error }: Part) {
  const { t } = useTranslation('goals');
  return (
    <fieldset className={styles.days} aria-invalid={error === undefined ? undefined : true}>
      <legend>{t('form.days')}</legend>
      <div className={styles.chips}>
        {useWeekdays('short').map(({ day, name }) => (
          <Chip
            key={day}
            variant="light"
            checked={step.days.includes(day)}
            aria-invalid={error === undefined ? undefined : true}
            onChange={(on) => change({ days: on ? [...step.days, day] : step.days.filter((one) => one !== day) })}
          >
            {name}
          </Chip>
        ))}
      </div>
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
