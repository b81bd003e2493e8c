import { useState } from 'react';
import { Button, Textarea, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { COURSE } from '#shared/limits.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { LessonStep } from '../../content/course/schema.ts';
import type { Draft } from '../../engine/draft.ts';
import { exerciseId } from './exercise-place.ts';
import type { PlayerProps } from './LessonPlayer.tsx';
import { Heading } from './LessonStep.tsx';
import { lookAt } from './look.ts';
import { write } from './progress.ts';
import { Said } from './Said.tsx';
import { useChangeOf } from './use-course.ts';
import styles from './course.module.css';
import pageStyles from './lesson.module.css';

type Rewrite = Extract<LessonStep, { kind: 'rewrite' }>;
type Props = PlayerProps & { readonly step: Rewrite };

/** Answer it in one's own words (a draft as one types, F229); then see what they do, and how others might have put it. */
export function WriteStep(props: Props) {
  const { t } = useTranslation('course');
  const { part, lesson, row, step } = props;
  const draft = useDraft(`exercise/${exerciseId({ part, lesson: lesson.id, step: step.id })}`);
  const written = row?.words[step.id] ?? null;
  return (
    <>
      <Heading>{t('lesson.rewrite')}</Heading>
      <Said by={t('lesson.wrote')} text={step.seeker} />
      <Said by={t('write.first')} text={step.poor} mine />
      <p className={styles.text}>{step.ask}</p>
      {draft !== null && (written === null ? <Writing {...props} draft={draft} /> : <Written {...props} draft={draft} text={written} />)}
    </>
  );
}

function Writing({ part, lesson, step, draft }: Props & { draft: Draft }) {
  const { t } = useTranslation('course');
  const change = useChangeOf(part, lesson.id);
  const text = useReadable(draft.text);
  const [busy, setBusy] = useState(false);
  const done = async (): Promise<void> => {
    setBusy(true);
    const kept = await change((before, nowMs) => write(before, step.id, text.trim(), nowMs));
    setBusy(false);
    // On a disk that refused they are in this box and in its draft, and nowhere else (RELIABILITY F2).
    if (kept) draft.sent();
  };
  return (
    <>
      <Textarea
        label={t('write.label')}
        description={t('write.kept')}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
        autoComplete="off"
        maxLength={COURSE.maxOwnWordsLength}
        value={text}
        // What is typed while these words go down would be in neither place.
        readOnly={busy}
        onChange={(event) => draft.set(event.currentTarget.value)}
      />
      <div className={styles.row}>
        <Button variant="light" disabled={busy || text.trim() === ''} onClick={() => void done()}>
          {t('write.done')}
        </Button>
      </div>
      <Hints step={step} />
    </>
  );
}

function Written({ part, lesson, step, draft, text }: Props & { draft: Draft; text: string }) {
  const { t, i18n } = useTranslation('course');
  const change = useChangeOf(part, lesson.id);
  const again = async (): Promise<void> => {
    draft.set(text);
    // Down in the one place before they go from the other: a crash or a full disk in between loses nothing (F2).
    if (await draft.flush()) await change((before, nowMs) => write(before, step.id, '', nowMs));
  };
  const seen = lookAt(text, step.seeker, i18n.language);
  return (
    <>
      <Said by={t('write.yours')} text={text} mine />
      <section className={styles.look} aria-live="polite">
        <Title order={3}>{t('write.looked')}</Title>
        <ul>
          {seen.map((mark) => (
            <li key={mark}>{t(`did.${mark}`)}</li>
          ))}
          {seen.length === 0 && <li>{t('did.nothing')}</li>}
        </ul>
        <p className={styles.quiet}>{t('feedback.limits')}</p>
      </section>
      <Title order={3}>{t('write.samples')}</Title>
      {step.samples.map((sample) => (
        <Said key={sample} by={t('lesson.otherAnswer')} text={sample} mine />
      ))}
      <Hints step={step} />
      <div className={styles.row}>
        <Button variant="default" onClick={() => void again()}>
          {t('write.again')}
        </Button>
      </div>
    </>
  );
}

function Hints({ step }: { step: Rewrite }) {
  const { t } = useTranslation('course');
  return (
    <details className={pageStyles.hints}>
      <summary>{t('write.hints')}</summary>
      <ul>
        {step.hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
    </details>
  );
}
