import { useState, type FormEvent } from 'react';
import { Button, Textarea, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { newId, type Branded } from '#shared/ids.ts';
import { GOAL } from '#shared/limits.ts';
import { useApp, useDisk } from '../../app/context.tsx';
import type { Draft } from '../../engine/draft.ts';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import type { Kept } from '../../vault/types.ts';
import type { Goal } from './goal.ts';
import { emptyStep, formWords, toGoal, type Faults, type GoalForm, type StepForm } from './goal-form.ts';
import { MayNotify, useFirstReminder } from './MayNotify.tsx';
import { StepFields } from './StepFields.tsx';
import { useGoalActs } from './use-goal-acts.ts';
import { useToday } from './use-goals.ts';
import styles from './goals.module.css';

interface Props {
  readonly initial: GoalForm;
  readonly before: Kept<Goal> | null;
  readonly draft: Draft;
  /** Called when the person is done here: with the goal, or with null. */
  readonly left: (id: string | null) => void;
}

export function GoalFields({ initial, before, draft, left }: Props) {
  const { t } = useTranslation('goals');
  const { clock, random } = useApp();
  const onDisk = useDisk();
  const acts = useGoalActs();
  const today = useToday();
  const [form, setForm] = useState(initial);
  const [faults, setFaults] = useState<Faults | null>(null);
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const mustAsk = useFirstReminder();
  const ref = useFirstFault(faults);
  const change = (next: GoalForm): void => {
    setForm(next);
    setFaults(null);
    draft.set(formWords(next), next);
  };
  const changeStep = (id: string, more: Partial<StepForm>): void =>
    change({ ...form, steps: form.steps.map((step) => (step.id === id ? { ...step, ...more } : step)) });

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = toGoal(form, before?.value ?? null, clock.nowMs());
    if (!made.ok) {
      setFaults(made.error);
      return;
    }
    const id = before?.id ?? acts.newId();
    const kept = acts.put(id, made.value);
    onDisk(() => kept);
    await kept;
    draft.sent();
    if (mustAsk && made.value.steps.some(({ remindAt }) => remindAt !== null)) setSavedAs(id);
    else left(id);
  };

  return (
    <form ref={ref} className={styles.form} noValidate autoComplete="off" onSubmit={(event) => void save(event).catch(() => undefined)}>
      <TextInput
        label={t('form.title')}
        description={t('form.titleHint')}
        autoComplete="off"
        dir="auto"
        maxLength={GOAL.maxTitleLength}
        value={form.title}
        error={faults?.['goal'] === undefined ? undefined : t('form.faults.title')}
        onChange={(event) => change({ ...form, title: event.currentTarget.value })}
      />
      <Textarea
        label={t('form.why')}
        description={t('form.whyHint', { count: GOAL.maxWhyLength })}
        autoComplete="off"
        dir="auto"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={GOAL.maxWhyLength}
        value={form.why}
        onChange={(event) => change({ ...form, why: event.currentTarget.value })}
      />
      <Title order={2} size="h4">
        {t('page.steps')}
      </Title>
      <p className={styles.quiet}>{t('form.stepsHint', { count: GOAL.maxSteps })}</p>
      {form.steps.map((step, index) => (
        <StepFields
          key={step.id}
          step={step}
          number={index + 1}
          fault={faults?.[step.id]}
          change={(more) => changeStep(step.id, more)}
          remove={() => change({ ...form, steps: form.steps.filter(({ id }) => id !== step.id) })}
        />
      ))}
      {form.steps.length < GOAL.maxSteps && (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => change({ ...form, steps: [...form.steps, emptyStep(newId<Branded<string>>(random), today)] })}
        >
          {t('form.addStep')}
        </Button>
      )}
      <div className={styles.acts}>
        <Button type="submit">{t('form.save')}</Button>
        <Button variant="subtle" onClick={() => left(before?.id ?? null)}>
          {t('form.notNow')}
        </Button>
      </div>
      <p className={styles.quiet}>{t('form.kept')}</p>
      <MayNotify opened={savedAs !== null} answered={() => left(savedAs)} />
    </form>
  );
}
